#pragma once

// A rehearsal: several simulated people in one session, each with a client. Their events come in,
// their commands go out through their clients, and TurnTaking decides which of them talks. Used on
// the host's loop; has no clock.

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

  /// Why the rehearsal is over.
  struct Outcome {
    int exit_code = 0;
    std::string sentence;
  };

  /// The least time between two actions of one actor: people press buttons no faster, and the state
  /// after the first action has come by then.
  static constexpr std::chrono::milliseconds kBetweenActions{1000};

  /// Gives up when no actor has been connected for `give_up_after`.
  Rehearsal(std::uint32_t seed, std::chrono::seconds give_up_after, Steady::time_point now);

  /// Adds an actor; call it before the first event. The client must outlive the rehearsal. `talk`
  /// is called when the actor begins or stops talking.
  void add(stepback_client* client, std::unique_ptr<Actor> actor, std::function<void(bool)> talk);

  /// Takes an event of the client that was added as number `who`, from 0.
  void event(std::size_t who, const ReceivedEvent& event, Steady::time_point now);
  /// Call about ten times a second.
  void tick(Steady::time_point now);

  /// The ids of the actors, as they become known.
  const Troupe& troupe() const { return troupe_; }
  /// Set once the rehearsal is over.
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
    KeptState state;
    Steady::time_point state_came;
    std::optional<Steady::time_point> last_action;
  };

  void on(Part& part, const ConnectionEvent& event, Steady::time_point now);
  void act(Part& part, Steady::time_point now);
  void choose_talker(Steady::time_point now);
  static Instant server_now(const Part& part, Steady::time_point now);

  Troupe troupe_;
  TurnTaking turn_taking_;
  std::chrono::seconds give_up_after_;
  Steady::time_point connected_at_;
  std::vector<Part> parts_;
  std::optional<Outcome> outcome_;
};

}  // namespace stepback::cli::rehearsal
