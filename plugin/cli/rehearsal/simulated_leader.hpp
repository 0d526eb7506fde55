#pragma once

// A simulated facilitator, so that the person at the screen can present: admits everybody, appoints
// the person, and takes the steps that the server names, to the end.

#include <cstddef>
#include <set>
#include <string>

#include "plugin/cli/rehearsal/actor.hpp"

namespace stepback::cli::rehearsal {

/// The participant ids of the simulated people, as far as they are known.
class Troupe {
 public:
  void expect_one_more() { ++size_; }
  void add(const std::string& participant) { ids_.insert(participant); }
  bool has(const std::string& participant) const { return ids_.contains(participant); }
  /// Whether all ids are known. Only then is any other member the real person.
  bool complete() const { return ids_.size() >= size_; }

 private:
  std::size_t size_ = 0;
  std::set<std::string> ids_;
};

class SimulatedLeader final : public Actor {
 public:
  /// `gathering_ms`: how long the gathering lasts after the person came. `troupe` must outlive it.
  SimulatedLeader(const Troupe& troupe, Instant gathering_ms)
      : troupe_{troupe}, gathering_ms_{gathering_ms} {}

  std::optional<Action> next(const stepback_state& state, Instant now) override;
  /// The leader talks first, once in each phase; then the group talks.
  Wish wish(const stepback_state& state) const override;
  void take_turn() override { has_spoken_ = true; }
  void rejoined() override { microphone_.reset(); }

 private:
  std::optional<Action> let_in(const stepback_participant& waiting) const;
  const stepback_participant* guest(const stepback_state& state) const;
  std::optional<Action> gather(const stepback_state& state, Instant now);
  std::optional<Action> move_on(const stepback_state& state, Instant now) const;

  const Troupe& troupe_;
  Instant gathering_ms_;
  OwnMicrophone microphone_{500};
  std::string phase_;
  bool has_spoken_ = false;  ///< in this phase
  bool guest_came_ = false;
  Instant guest_came_at_ = 0;
};

}  // namespace stepback::cli::rehearsal
