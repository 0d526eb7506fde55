#pragma once

// Walks through every state that a small session can reach, breadth first, and holds each state
// and each step against the invariants I1 to I6 of the design (session_invariants.hpp).
//
// A *setting* is a session and the moves that people, the clock and the network can make. Every
// move is tried in every state. Two states are one if state_key() says so: it leaves out what no
// rule reads, and is itself held against the walk (Report::compared).
//
// The rules come in as a parameter, so that tests can walk with a broken rule and see it caught.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "protocol/session/decide/decide.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/view.hpp"

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
  std::function<std::vector<ParticipantId>(const Session&, const Participant&)> chat_audience =
      protocol::chat_audience;
  std::function<std::vector<ParticipantId>(const Session&, const Participant&)> signal_audience =
      protocol::signal_audience;
  std::function<View(const Session&, const Participant&)> view = protocol::view;
};

/// Something that can happen in any state.
struct Move {
  std::string name;
  Actor who;
  Command command;
  /// The clock's part: it goes on by this much first. For ScheduleReturn: how far off the new
  /// return point lies.
  Duration time{};
  /// Whether the walk goes on from where this leads. Else the step is taken and judged, and no
  /// more.
  bool followed = true;
  /// Only those whom the session knows make this move.
  bool only_if_known = false;
  /// Whether states that state_key() takes for one agree in where this leads.
  bool same_for_twins = true;
};

struct Setting {
  SessionTemplate plan;
  std::vector<Move> moves;
};

/// How a session got to where an invariant does not hold.
struct Counterexample {
  std::string broken;             ///< a sentence
  std::vector<std::string> path;  ///< the moves, from an empty session on
};
std::ostream& operator<<(std::ostream& out, const Counterexample& found);

struct Report {
  std::size_t states = 0;
  std::size_t steps = 0;     ///< moves that were accepted
  std::size_t refusals = 0;  ///< moves that were refused
  /// States that were found equal to a known one by state_key() and were compared with it move by
  /// move: the same moves are accepted, and lead to equal states.
  std::size_t compared = 0;
  std::size_t step_backs_ended = 0;  ///< steps in which a presenter came back into the circle
  std::optional<Counterexample> found;
};
std::ostream& operator<<(std::ostream& out, const Report& report);

/// The whole walk, or the shortest way to the first thing that does not hold. At most
/// `most_states`: more is reported as a counterexample, since the walk is not what it says then.
Report walk(const Setting& setting, const Core& core = {}, std::size_t most_states = 400'000);

}  // namespace stepback::protocol::test
