// Microphone, camera and hand: only the owner opens them; a leader or a lost right closes them.

#include "protocol/session/decide/rules.hpp"
#include "protocol/session/permissions.hpp"

namespace stepback::protocol::rules {

Decision decide(const command::Mute& wanted, const Context& context) {
  const Participant* them = find_present(context.session, wanted.participant);
  if (them == nullptr) return refuse_unknown();
  if (!them->audio) return {};
  return std::vector<Event>{MicrophoneMuted{them->id}};
}

Decision decide(const command::Publish& wanted, const Context& context) {
  const Permissions may = permissions_of(context.session, *context.actor);
  if (wanted.audio && !may.speak) {
    return refuse(Code::notPermitted,
                  is_stepped_back(context.session, *context.actor)
                      ? "You have stepped back: your microphone stays closed "
                        "until you are invited back."
                      : "In this phase you listen: your microphone stays closed.");
  }
  if (wanted.video && !may.show) {
    return refuse(Code::notPermitted, is_stepped_back(context.session, *context.actor)
                                          ? "You have stepped back: your camera stays closed until "
                                            "you are invited back."
                                          : "In this phase your camera stays closed.");
  }
  if (context.actor->audio == wanted.audio && context.actor->video == wanted.video) return {};
  return std::vector<Event>{DevicesChanged{context.actor->id, wanted.audio, wanted.video}};
}

Decision decide(const command::RaiseHand& wanted, const Context& context) {
  if (wanted.raised && !permissions_of(context.session, *context.actor).speak) {
    return refuse(Code::notPermitted, "A hand can be raised by those who may speak in this phase.");
  }
  if (context.actor->hand == wanted.raised) return {};
  return std::vector<Event>{HandChanged{context.actor->id, wanted.raised}};
}

Decision decide(const command::Hear& wanted, const Context& context) {
  const Session& session = context.session;
  if (context.actor == nullptr || !context.actor->connected ||
      !is_stepped_back(session, *context.actor) || session.presenter_hearing == wanted.hearing) {
    return {};
  }
  return std::vector<Event>{HearingChanged{wanted.hearing}};
}

}  // namespace stepback::protocol::rules
