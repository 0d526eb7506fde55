#pragma once

// What a viewer is shown while changes are not kept yet: the session as it is in force, the rights
// that are in force, and the changes that take something away and are not on the disk. Pure.

#include <optional>

#include "protocol/session/pending.hpp"
#include "protocol/session/signals.hpp"
#include "protocol/session/unkept/unkept.hpp"
#include "protocol/session/view/view.hpp"

namespace stepback::protocol {

/// A change that takes something away and is not kept after this time is shown as pending. A choice
/// of this project's design: a disk mostly answers sooner.
inline constexpr Duration kPendingAfter{100};

/// The viewer's view at `now`. Returns nothing if the viewer has no place in what is in force: a
/// newcomer who is not kept yet, or a person who is gone. Leaders are shown every pending change
/// and the trouble, everybody is shown a step back, and people are shown their own.
std::optional<View> view(const Unkept& changes, const Signals& signals, const LiveFacts& live,
                         const ParticipantId& viewer, Instant now,
                         std::optional<Trouble> trouble = std::nullopt);

/// Whether a change is in force and should have been kept by `now`. If it takes something away, it
/// is shown as pending.
bool is_overdue(const Unkept::Change& change, Instant now);

}  // namespace stepback::protocol
