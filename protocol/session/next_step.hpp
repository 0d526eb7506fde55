#pragma once

// What leaders are told of what comes: the next step by the plan, what it does, and what naming a
// presenter would mean now. Pure. What the rules say is asked of session.hpp, whose functions
// decide() asks too. Clients show this and work out none of it from the names of phases.

#include <optional>
#include <string>

#include "protocol/base/words.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// The step that follows the present phase by the plan. Leaders may take any other one.
struct NextStep {
  std::string phase;                 ///< what `advance` names: a phase, or kEnded
  std::optional<std::string> title;  ///< the phase's; nothing for the end
  Does does = Does::other;
  std::optional<ParticipantId> presenter;  ///< who presents once the step is taken
  bool needs_presenter = false;            ///< decide() refuses it until somebody is named
  std::optional<Sure> sure;                ///< set if it cannot be taken back
  friend bool operator==(const NextStep&, const NextStep&) = default;
};

/// The next step of a session that has not ended. `does` is `stepBack` exactly if the presenter
/// steps back in the phase that comes.
NextStep next_step(const Session& session);

/// What naming a presenter would mean now. Nothing if decide() refuses it in this phase, or if the
/// last case of the plan is over.
std::optional<Appoints> appoints(const Session& session);

}  // namespace stepback::protocol
