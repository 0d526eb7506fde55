// Microphone and camera: only the owner opens them; a leader or a lost right closes them.

#include "protocol/session/decide/rules.hpp"
#include "protocol/session/permissions.hpp"

namespace stepback::protocol::rules {

Decision decide(const command::Mute& wanted, const DecisionInput& input) {
  const Participant* them = find_present(input.session, wanted.participant);
  if (them == nullptr) return refuse_unknown();
  if (!them->audio) return {};
  return std::vector<Event>{MicrophoneMuted{them->id}};
}

Decision decide(const command::Publish& wanted, const DecisionInput& input) {
  const Permissions may = permissions_of(input.session, *input.actor);
  if (wanted.audio && !may.speak) {
    return refuse(Code::notPermitted,
                  is_stepped_back(input.session, *input.actor)
                      ? "You have stepped back: your microphone stays closed "
                        "until you are invited back."
                      : "In this phase you listen: your microphone stays closed.");
  }
  if (wanted.video && !may.show) {
    return refuse(Code::notPermitted, is_stepped_back(input.session, *input.actor)
                                          ? "You have stepped back: your camera stays closed until "
                                            "you are invited back."
                                          : "In this phase your camera stays closed.");
  }
  if (input.actor->audio == wanted.audio && input.actor->video == wanted.video) return {};
  return std::vector<Event>{DevicesChanged{input.actor->id, wanted.audio, wanted.video}};
}

}  // namespace stepback::protocol::rules
