#pragma once

// A simulated member of the group: opens the microphone when allowed to speak, talks in turn, and
// presents a case if appointed. A member is silent when stepped back, and opens the microphone
// again after the return.

#include "plugin/cli/rehearsal/actor.hpp"

namespace stepback::cli::rehearsal {

class Member final : public Actor {
 public:
  struct Manner {
    Instant hesitation_ms = 1500;  ///< before opening the microphone
    bool raises_hand = false;      ///< once in each phase of the session
  };

  /// How long a member is stepped back before asking the leaders for a pause, so that a rehearsing
  /// leader sees a private signal.
  static constexpr Instant kPauseAfterMs = 30'000;
  /// When a hand goes up in a phase, and how long it stays up without a turn.
  static constexpr Instant kHandAfterMs = 8'000;
  static constexpr Instant kHandForMs = 25'000;
  /// How many turns the presenter takes before the others after the return.
  static constexpr int kTurnsAtReturn = 2;

  explicit Member(const Manner& manner) : manner_{manner}, microphone_{manner.hesitation_ms} {}

  std::optional<Action> next(const stepback_state& state, Instant now) override;
  Wish wish(const stepback_state& state) const override;
  void take_turn() override { ++turns_; }
  void rejoined() override { microphone_.reset(); }

 private:
  void look_at_phase(const stepback_state& state, const stepback_participant& me, Instant now);
  std::optional<Action> move_hand(const stepback_state& state, const stepback_participant& me,
                                  Instant now);

  Manner manner_;
  OwnMicrophone microphone_;

  std::string phase_;
  Instant phase_since_ = 0;  ///< by the server; differs between cases
  Instant entered_at_ = 0;
  int turns_ = 0;            ///< in this phase
  bool was_away_ = false;    ///< stepped back in the last state
  bool comes_back_ = false;  ///< stepped back until this phase began
  bool hand_was_up_ = false;
  Instant hand_up_at_ = 0;
  int turns_before_hand_ = 0;
  bool asked_for_pause_ = false;
};

}  // namespace stepback::cli::rehearsal
