#pragma once

// The facts about the next step that leaders learn: its phase, its effect, and what naming a
// presenter would mean now. Pure. It asks the rules of session.hpp, which decide() asks too.
// Clients show it and conclude nothing from the names of phases.

#include <optional>
#include <string>

#include "protocol/base/words.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// The next step of the template. Leaders may take any other step.
struct NextStep {
  std::string phase;                 ///< the phase for `advance`, or kEnded
  std::optional<std::string> title;  ///< of the phase; nothing for the end
  Does does = Does::other;
  std::optional<ParticipantId> presenter;  ///< the presenter after the step
  bool needs_presenter = false;            ///< decide() refuses it until there is one
  std::optional<Sure> sure;                ///< set if it cannot be undone
  friend bool operator==(const NextStep&, const NextStep&) = default;
};

/// The next step of a session that has not ended. `does` is `stepBack` exactly if the presenter
/// steps back in the next phase.
NextStep next_step(const Session& session);

/// Returns what naming a presenter would mean now. Nothing if decide() refuses it in this phase, or
/// if the last planned case is over.
std::optional<Appoints> appoints(const Session& session);

}  // namespace stepback::protocol
