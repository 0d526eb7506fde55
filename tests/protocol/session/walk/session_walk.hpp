#pragma once

// Walks through every state that a small session can reach, breadth first. The walk checks each
// state and each step against the invariants I1 to I6 of the design (session_invariants.hpp).
//
// A *setting* is a session and the moves that people, the clock and the network can make. Every
// move is tried in every state. Two states count as one if state_key() is equal: the key leaves out
// values that no rule reads. The walk checks the key too (Report::compared).
//
// The rules are a parameter, so that a test can walk with a broken rule and see it caught.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "protocol/session/decide/decide.hpp"
#include "protocol/session/in_force.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/routes.hpp"
#include "protocol/session/view/view.hpp"

namespace stepback::protocol::test {

using Decision = tl::expected<std::vector<Event>, Refusal>;

/// The functions under examination: ours, unless a test breaks one.
struct Core {
  std::function<Decision(const Session&, const Command&, const Actor&, Instant)> decide =
      protocol::decide;
  std::function<Session(Session, const Event&)> apply = protocol::apply;
  std::function<Permissions(const Session&, const Participant&)> permissions_of =
      protocol::permissions_of;
  std::function<std::vector<ParticipantId>(const Session&, const Participant&, Media)> audience =
      protocol::audience;
  std::function<RouteTable(const Session&)> routes_of = protocol::routes_of;
  std::function<RouteTable(const Session&, const Session&)> routes_in_force =
      protocol::routes_in_force;
  std::function<Permissions(const Session&, const Session&, const ParticipantId&)>
      permissions_in_force = protocol::permissions_in_force;
  std::function<bool(const Session&, const Session&)> takes_away = protocol::takes_away;
  std::function<View(const Session&, const Signals&, const LiveFacts&, const Participant&)> view =
      static_cast<View (*)(const Session&, const Signals&, const LiveFacts&, const Participant&)>(
          protocol::view);
  std::function<void(LiveFacts&, const Session&, Duration)> follow_live = protocol::follow_live;
};

/// Something that somebody can try in any state.
struct Move {
  std::string name;
  Actor who;
  Command command;
  /// For the clock's moves: the clock goes on by this much first. For ScheduleReturn: how far off
  /// the new return point lies.
  Duration time{};
  /// Whether the walk goes on from the state that this move leads to. If false, the step is taken
  /// and judged only.
  bool followed = true;
  /// If true, only people whom the session knows make this move.
  bool only_if_known = false;
};

struct Setting {
  SessionTemplate template_;
  std::vector<Move> moves;
};

/// A way to a state or step in which an invariant does not hold.
struct Counterexample {
  std::string broken;             ///< a sentence
  std::vector<std::string> path;  ///< the moves, from an empty session on
};
std::ostream& operator<<(std::ostream& out, const Counterexample& found);

struct Report {
  std::size_t states = 0;
  std::size_t steps = 0;     ///< moves that were accepted
  std::size_t refusals = 0;  ///< moves that were refused
  /// States whose state_key() was already known and that were compared with the known state, move
  /// by move: the same moves are accepted, and lead to equal states.
  std::size_t compared = 0;
  std::size_t step_backs_ended = 0;  ///< steps in which a presenter came back into the circle
  std::optional<Counterexample> found;
};
std::ostream& operator<<(std::ostream& out, const Report& report);

/// Walks through all states, or up to the first broken invariant, to which the report has the
/// shortest way. More than `most_states` states are reported as a counterexample too: the walk
/// was not made for so many.
Report walk(const Setting& setting, const Core& core = {}, std::size_t most_states = 400'000);

}  // namespace stepback::protocol::test
