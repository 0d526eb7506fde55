#pragma once

// The invariants I1 to I6 of the design, as they can be seen in one state and in one step. Written
// from the invariants' words and the template's data (session_oracle.hpp).

#include <optional>
#include <string>

#include "tests/protocol/session/session_walk.hpp"

namespace stepback::protocol::test {

/// A sentence that says what does not hold, or nothing.
using Broken = std::optional<std::string>;

/// What holds in every state: who hears whom, who sees what, who is told what.
Broken broken_in_state(const Core& core, const Session& session, Instant now);

/// One accepted command.
struct Step {
  const Session& before;
  const Session& after;
  const Command& command;
  const Actor& who;
  const std::vector<Event>& events;
  Instant now;
};

/// What holds in every accepted step: who may change what.
Broken broken_in_step(const Core& core, const Step& step);

/// What must not be refused.
Broken broken_in_refusal(const Session& session, const Command& command, const Actor& who,
                         const Refusal& refusal);

}  // namespace stepback::protocol::test
