#include "plugin/cli/rehearsal/actor.hpp"

namespace stepback::cli::rehearsal {
namespace {

struct DeedCall {
  stepback_client* client;

  stepback_result operator()(const deeds::Admit& deed) const {
    return stepback_admit(client, deed.participant.c_str(), nullptr);
  }
  stepback_result operator()(const deeds::Appoint& deed) const {
    return stepback_appoint(client, deed.participant.c_str(), nullptr);
  }
  stepback_result operator()(const deeds::Advance& deed) const {
    return stepback_advance(client, deed.phase.c_str(), nullptr);
  }
  stepback_result operator()(const deeds::OpenMicrophone&) const {
    return stepback_publish(client, 1, 0, nullptr);
  }
  stepback_result operator()(const deeds::Hand& deed) const {
    return stepback_hand(client, deed.raised ? 1 : 0, nullptr);
  }
  stepback_result operator()(const deeds::Signal& deed) const {
    return stepback_signal(client, deed.kind, nullptr);
  }
};

}  // namespace

stepback_result perform(stepback_client* client, const Deed& deed) {
  return std::visit(DeedCall{client}, deed);
}

bool OwnMicrophone::wants_to_open(const stepback_state& state, Instant now) {
  const stepback_participant* me = self(state);
  if (me == nullptr || !state.may.speak) {
    might_speak_ = false;
    return false;
  }
  if (!might_speak_) {
    might_speak_ = true;
    was_open_ = false;
    since_ = now;
  }
  was_open_ = was_open_ || me->audio != 0;
  return !was_open_ && now - since_ >= delay_ms_;
}

}  // namespace stepback::cli::rehearsal
