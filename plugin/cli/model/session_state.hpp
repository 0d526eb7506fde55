#pragma once

// The session's state as a value. The pointers of stepback_state are valid only during the module's
// callback; this copy lives as long as the host wants. Absent text is empty, absent times are 0.

#include <stepback.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepback::cli {

/// Milliseconds since the Unix epoch.
using Instant = std::int64_t;

struct Participant {
  std::string id;
  std::string name;
  stepback_role role = STEPBACK_ROLE_MEMBER;
  stepback_seat seat = STEPBACK_SEAT_MEMBER;
  stepback_channel channel = STEPBACK_CHANNEL_LOBBY;
  bool connected = false;
  bool audio = false;
  bool video = false;
  bool hand = false;
  std::uint32_t ssrc = 0;
  stepback_hearing hearing = STEPBACK_HEARING_UNKNOWN;
};

struct Phase {
  std::string name;
  std::string title;
  std::int64_t planned_ms = 0;
  bool step_back = false;
  bool each_case = false;
  bool leaders_only = false;
};

struct Permissions {
  bool speak = false;
  bool show = false;
  bool hear = false;
  bool chat = false;
  bool lead = false;
};

/// The members of stepback_state; see stepback.h.
struct State {
  std::uint64_t revision = 0;
  Instant now = 0;
  std::string session_id;
  std::string title;
  std::string template_id;
  bool locked = false;
  bool held = false;
  Instant held_since = 0;
  Instant begun_at = 0;
  Instant ended_at = 0;
  Instant return_at = 0;
  bool return_late_start = false;
  Instant return_moved_from = 0;
  std::uint32_t case_number = 1;
  std::uint32_t cases = 1;
  std::string phase_name;
  std::string phase_title;
  Instant phase_since = 0;
  Instant phase_until = 0;
  stepback_ends_by phase_ends_by = STEPBACK_ENDS_BY_LEADER;
  std::vector<std::string> prompts;
  std::vector<Phase> phases;
  std::vector<Participant> participants;
  std::string you;
  Permissions may;
  bool case_discussed = false;
  bool case_over = false;
  std::string next_phase;
  std::string next_title;
  stepback_does next_does = STEPBACK_DOES_UNKNOWN;
  std::string next_presenter;
  bool next_needs_presenter = false;
  stepback_sure next_sure = STEPBACK_SURE_NOTHING;
  stepback_appoints appoints = STEPBACK_APPOINTS_NOBODY;
};

/// Copies a state. Null pointers become empty text and empty lists.
State copy_state(const stepback_state& state);

/// The participant with this id, or nullptr.
const Participant* find(const State& state, std::string_view id);
/// You, or nullptr if the state does not list you.
const Participant* self(const State& state);
/// The presenter of this case, or nullptr before one is named.
const Participant* presenter(const State& state);
/// The index of the present phase in `phases`, or nothing if it is not one of them.
std::optional<std::size_t> phase_index(const State& state);

/// Whether this is the presenter and sits outside the circle.
bool is_stepped_back(const Participant& participant);
/// Whether this is a facilitator or co-facilitator by role.
bool is_leader(const Participant& participant);
/// Whether this person waits to be admitted.
bool is_outside(const Participant& participant);
/// The session's clock: `now`, or the beginning of the hold while the clock stands still without a
/// leader.
Instant clock_of(const State& state, Instant now);

}  // namespace stepback::cli
