#include "plugin/cli/rehearsal/member.hpp"

#include <utility>

namespace stepback::cli::rehearsal {

std::optional<Action> Member::next(const stepback_state& state, Instant now) {
  const stepback_participant* me = self(state);
  if (me == nullptr) return std::nullopt;
  look_at_phase(state, *me, now);
  if (is_stepped_back(*me) && !asked_for_pause_ && now - entered_at_ >= kPauseAfterMs) {
    // Sent only once, because no state shows whether it arrived.
    asked_for_pause_ = true;
    return actions::Signal{STEPBACK_SIGNAL_PAUSE};
  }
  if (microphone_.wants_to_open(state, now)) return actions::OpenMicrophone{};
  return move_hand(state, *me, now);
}

void Member::look_at_phase(const stepback_state& state, const stepback_participant& me,
                           Instant now) {
  const bool was_away = std::exchange(was_away_, is_stepped_back(me));
  if (state.phase_name == phase_ && state.phase_since == phase_since_) return;
  comes_back_ = was_away && !was_away_;
  phase_ = state.phase_name;
  phase_since_ = state.phase_since;
  entered_at_ = now;
  turns_ = 0;
  hand_was_up_ = false;
  asked_for_pause_ = false;
}

std::optional<Action> Member::move_hand(const stepback_state& state, const stepback_participant& me,
                                        Instant now) {
  if (me.hand && !hand_was_up_) {
    hand_was_up_ = true;
    hand_up_at_ = now;
    turns_before_hand_ = turns_;
  }
  if (me.hand) {
    const bool done = turns_ > turns_before_hand_ || now - hand_up_at_ >= kHandForMs;
    return done ? std::optional<Action>{actions::Hand{false}} : std::nullopt;
  }
  const bool time = state.begun_at != 0 && now - entered_at_ >= kHandAfterMs;
  const bool wants = manner_.raises_hand && me.seat != STEPBACK_SEAT_PRESENTER;
  if (!wants || !time || hand_was_up_ || !state.may.speak) return std::nullopt;
  return actions::Hand{true};
}

Wish Member::wish(const stepback_state& state) const {
  const stepback_participant* me = self(state);
  if (me == nullptr || !me->audio || !state.may.speak) return Wish::none;
  const bool back = me->seat == STEPBACK_SEAT_PRESENTER && comes_back_ && turns_ < kTurnsAtReturn;
  return back || me->hand ? Wish::first : Wish::some;
}

}  // namespace stepback::cli::rehearsal
