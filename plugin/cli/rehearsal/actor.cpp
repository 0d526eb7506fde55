#include "plugin/cli/rehearsal/actor.hpp"

namespace stepback::cli::rehearsal {
namespace {

struct ActionCall {
  stepback_client* client;

  stepback_result operator()(const actions::Admit& action) const {
    return stepback_admit(client, action.participant.c_str(), nullptr);
  }
  stepback_result operator()(const actions::AdmitAs& action) const {
    return stepback_admit_as(client, action.participant.c_str(), action.as.c_str(), nullptr);
  }
  stepback_result operator()(const actions::AdmitNew& action) const {
    return stepback_admit_new(client, action.participant.c_str(), nullptr);
  }
  stepback_result operator()(const actions::Appoint& action) const {
    return stepback_appoint(client, action.participant.c_str(), nullptr);
  }
  stepback_result operator()(const actions::Advance& action) const {
    return stepback_advance(client, action.phase.c_str(), nullptr);
  }
  stepback_result operator()(const actions::OpenMicrophone&) const {
    return stepback_publish(client, 1, STEPBACK_AS_IT_IS, nullptr);
  }
  stepback_result operator()(const actions::Hand& action) const {
    return stepback_hand(client, action.raised ? 1 : 0, nullptr);
  }
  stepback_result operator()(const actions::Signal& action) const {
    return stepback_signal(client, action.kind, nullptr);
  }
};

}  // namespace

stepback_result perform(stepback_client* client, const Action& action) {
  return std::visit(ActionCall{client}, action);
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
