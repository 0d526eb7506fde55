#pragma once

// Checks of the invariants I1 to I6 of the design in one state, in one accepted step, and in one
// refusal. The checks take their rules from the template's data (session_oracle.hpp). They do not
// call the functions under test for that, so a fault in a function cannot hide itself.
//
// All functions are pure. Each returns the first broken invariant that it finds.

#include <optional>
#include <string>
#include <utility>

#include "tests/protocol/session/walk/session_walk.hpp"

namespace stepback::protocol::test {

/// A sentence that says which invariant is broken and for whom. Nothing if all of them hold.
using Broken = std::optional<std::string>;

/// Checks each person's rights, who hears and sees whom, and what each person is told. This must
/// hold in every state that a session can reach. `core` has the functions under test, and `now` is
/// the time at which the session is in this state.
Broken broken_in_state(const Core& core, const Session& session, Instant now);

/// A command that was accepted.
struct Step {
  const Session& before;
  const Session& after;
  const Command& command;
  const Actor& who;  ///< the person who gave the command; nobody for the server's own commands
  const std::vector<Event>& events;
  Instant now;  ///< the time of the command
};

/// Checks that the command changed nothing that this person may not change, and that a tick did
/// everything that was due.
Broken broken_in_step(const Core& core, const Step& step);

/// Checks what is in force while the step is decided and not kept: nothing that only one of the two
/// sessions gives, and everything that both give. Also checks that a step that takes something away
/// is known to take.
Broken broken_in_force(const Core& core, const Step& step);

/// Checks that the facilitator's seat changes hands only in these ways: its holder gives it, a
/// leader takes it while it is free or its holder is absent, its holder presents, its holder goes
/// for good, or a facilitator comes while it is free. A part of broken_in_step().
Broken lead_changes_rightly(const Step& step);

/// The act that this command is, and its target; nothing if leaders are not offered the command.
std::optional<std::pair<LeaderAct, ParticipantId>> told_act(const Command& command);

/// Checks that the refused command was not one that must always be accepted: the server's own
/// commands, leaving, closing one's own devices, coming back to one's chair, and a leader's return
/// of the presenter.
Broken broken_in_refusal(const Session& session, const Command& command, const Actor& who,
                         const Refusal& refusal);

}  // namespace stepback::protocol::test
