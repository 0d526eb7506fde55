#pragma once

// A rehearsal: several simulated people in one session, each at a client of their own. Their events
// go in, their commands go out through their clients, and the floor says who talks. Lives on the
// host's loop; without a clock of its own.

#include <stepback.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/cli/model/event.hpp"
#include "plugin/cli/rehearsal/actor.hpp"
#include "plugin/cli/rehearsal/simulated_leader.hpp"
#include "plugin/cli/rehearsal/turn_taking.hpp"

namespace stepback::cli::rehearsal {

class Rehearsal {
 public:
  using Steady = std::chrono::steady_clock;

  /// Why it is over.
  struct Outcome {
    int exit_code = 0;
    std::string sentence;
  };

  /// Between two deeds of one person: nobody presses buttons faster, and the state after the first
  /// has come by then.
  static constexpr std::chrono::milliseconds kBetweenDeeds{1000};

  /// Gives up when nobody has been connected for `give_up_after`.
  Rehearsal(std::uint32_t seed, std::chrono::seconds give_up_after, Steady::time_point now);

  /// Puts somebody in, before the first event. The client outlives the rehearsal; `talk` is called
  /// whenever they begin or stop talking.
  void add(stepback_client* client, std::unique_ptr<Actor> actor, std::function<void(bool)> talk);

  /// What the `who`-th client was told, counted as they were added.
  void event(std::size_t who, const Event& event, Steady::time_point now);
  /// Call about ten times a second.
  void tick(Steady::time_point now);

  /// The ids of those added, as they become known. Every one of them counts.
  const Troupe& troupe() const { return troupe_; }
  /// Set once it is over.
  const std::optional<Outcome>& outcome() const { return outcome_; }

 private:
  struct Part {
    stepback_client* client = nullptr;
    std::unique_ptr<Actor> actor;
    std::function<void(bool)> talk;
    bool talking = false;
    bool connected = false;
    bool has_joined = false;
    bool ended = false;
    std::optional<State> state;
    Steady::time_point state_came;
    std::optional<Steady::time_point> last_deed;
  };

  void on(Part& part, const ConnectionEvent& event, Steady::time_point now);
  void act(Part& part, Steady::time_point now);
  void share_floor(Steady::time_point now);
  static Instant server_now(const Part& part, Steady::time_point now);

  Troupe troupe_;
  Floor floor_;
  std::chrono::seconds give_up_after_;
  Steady::time_point connected_at_;
  std::vector<Part> parts_;
  std::optional<Outcome> outcome_;
};

}  // namespace stepback::cli::rehearsal
