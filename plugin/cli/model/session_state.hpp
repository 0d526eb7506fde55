#pragma once

// Functions that read the session's state. The host keeps states as the module's own structures;
// see stepback_state.h. A text that is not set may be null; text_of() makes it empty.

#include <stepback.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stepback::cli {

/// Milliseconds since the Unix epoch.
using Instant = std::int64_t;

/// A state that the host keeps. Nobody changes it.
using KeptState = std::shared_ptr<const stepback_state>;

/// Copies a state of the module, whose pointers are valid only during its callback. Throws
/// std::bad_alloc if there is no memory.
KeptState keep(const stepback_state& state);

/// The text, or an empty one for null.
std::string_view text_of(const char* text);

/// The state's lists. They are valid as long as the state.
std::span<const stepback_participant* const> participants_of(const stepback_state& state);
std::span<const stepback_phase* const> phases_of(const stepback_state& state);
std::span<const char* const> prompts_of(const stepback_state& state);
std::span<const stepback_signal_record* const> signals_of(const stepback_state& state);
std::span<const stepback_pending_change* const> pending_of(const stepback_state& state);
/// The people whom a waiting person could be, as the server says it to leaders; empty if nobody.
std::vector<const stepback_participant*> identities_for(const stepback_state& state,
                                                        const stepback_participant& waiting);

/// The participant with this id, or nullptr.
const stepback_participant* find(const stepback_state& state, std::string_view id);
/// You, or nullptr if the state does not list you.
const stepback_participant* self(const stepback_state& state);
/// The presenter of this case, or nullptr before one is named.
const stepback_participant* presenter(const stepback_state& state);
/// The index of the present phase in `phases`, or nothing if it is not one of them.
std::optional<std::size_t> phase_index(const stepback_state& state);

/// Whether this participant is you.
bool is_you(const stepback_state& state, const stepback_participant& participant);
/// Whether both are the same person, in one state or in two.
bool is_same(const stepback_participant& one, const stepback_participant& other);
/// Whether this is the presenter and sits outside the circle.
bool is_stepped_back(const stepback_participant& participant);
/// Whether this is a facilitator or co-facilitator by role.
bool is_leader(const stepback_participant& participant);
/// Whether this person leads now: in a leader's seat. A leader who presents does not.
bool leads(const stepback_participant& participant);
/// Whether this person is connected, but the connection is known not to answer.
bool is_silent(const stepback_participant& participant);
/// Whether a leader other than you is there to see a signal. The only function that says so.
bool leader_answers(const stepback_state& state);
/// Whether you sent this signal.
bool is_own(const stepback_state& state, const stepback_signal_record& signal);
/// Whether this leader has seen the signal.
bool is_seen_by(const stepback_signal_record& signal, std::string_view leader);
/// Whether this person waits to be admitted.
bool is_outside(const stepback_participant& participant);
/// For leaders: whether this person waits and cannot be admitted before a leader has said whether
/// it is somebody who is away.
bool needs_answer(const stepback_participant& participant);
/// The session's clock: `now`, or the beginning of the hold while the clock stands still without a
/// leader.
Instant clock_of(const stepback_state& state, Instant now);

}  // namespace stepback::cli
