#pragma once

// A Balint session as a pure value: a fold over its events. Nothing but values in here; no clock,
// no socket, no randomness. What happens is decided in decide.hpp and takes effect in apply().

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/event.hpp"
#include "protocol/template/session_template.hpp"

namespace stepback::protocol {

/// One identity in a session. It outlives its connections.
struct Participant {
  ParticipantId id;
  std::string name;
  Role role = Role::member;
  bool named = false;     ///< vouched for by their token: a leader's presence admits them
  bool admitted = false;  ///< let in from the lobby
  bool connected = false;
  bool left = false;     ///< went of their own will; may come back
  bool removed = false;  ///< sent out by a leader; may not come back
  bool audio = false;    ///< microphone opened by its owner
  bool video = false;    ///< camera opened by its owner
  bool hand = false;
  Ssrc ssrc = 0;
  friend bool operator==(const Participant&, const Participant&) = default;
};

/// Why the return point lies where it lies.
struct MovedReturn {
  std::optional<Instant> from;  ///< where it was, if that was known
  ReturnMoved::Why why = ReturnMoved::Why::leader;
  friend bool operator==(const MovedReturn&, const MovedReturn&) = default;
};

/// The whole state. Read it through the functions below and view.hpp; change it by apply() alone.
struct Session {
  SessionId id;
  std::string title;
  SessionTemplate plan;
  Revision revision = 0;
  Instant created_at;
  std::optional<Instant> begun_at;
  std::optional<Instant> ended_at;

  std::size_t phase = 0;  ///< index into plan.phases
  Instant phase_since;
  /// How long the clock stood still (held) in this phase, and since the session began.
  Duration frozen_in_phase{};
  Duration frozen_in_session{};
  std::optional<Instant> held_since;        ///< set: the clock stands still
  std::optional<Instant> leaderless_since;  ///< set after the last connected leader was lost

  std::optional<Instant> return_at;  ///< set when the return point was moved away from the plan
  std::optional<MovedReturn> return_moved;

  bool locked = false;
  std::uint32_t case_number = 1;
  bool case_discussed = false;  ///< this case's step back has begun
  std::optional<ParticipantId> presenter;
  std::optional<ParticipantId> lead;  ///< who sits in the facilitator's seat
  std::optional<Hearing> presenter_hearing;

  /// From which generation on tokens are good: of each role's shared link, and of those people
  /// whose tokens were revoked.
  std::array<Generation, words_of<Role>.size()> link_generations{};
  std::map<ParticipantId, Generation> own_generations;

  std::vector<Participant> participants;  ///< in the order they first came
  Ssrc next_ssrc = 1;

  friend bool operator==(const Session&, const Session&) = default;
};

/// The identity, or nullptr.
const Participant* find(const Session& session, const ParticipantId& id);

const PhasePlan& current_phase(const Session& session);

/// Facilitators and co-facilitators, whichever seat they hold.
bool is_leader(const Participant& participant);

/// Admitted, and neither removed nor gone of their own will: holds a chair, connected or not.
bool is_seated(const Participant& participant);

/// What they hold in the present case.
Seat seat_of(const Session& session, const Participant& participant);

/// Where they are. Someone who was not admitted is in the lobby whatever the phase says.
Channel channel_of(const Session& session, const Participant& participant);

/// Whether this person is the presenter, and outside the circle now.
bool is_stepped_back(const Session& session, const Participant& participant);

/// Whether a leader who is connected sits in this session.
bool has_connected_leader(const Session& session);

/// Whether the step back of the present case has begun and been left for a later phase: what comes
/// next is another case.
bool is_case_over(const Session& session);

/// From which generation on the tokens of a role's shared link, and of this person, are good.
Generation generation_of(const Session& session, Role role);
Generation generation_of(const Session& session, const ParticipantId& participant);

/// Why this connected person has no place in the session any more (removed, sessionEnded, badToken:
/// their link was replaced), or nothing. Whoever holds their connection says `bye` with it.
std::optional<Code> dismissal(const Session& session, const ParticipantId& participant);

/// When the present phase is planned to end: nothing before the session has begun or after it.
/// While the session is held, the frozen time up to the hold is counted.
std::optional<Instant> phase_until(const Session& session);

/// The return point: when the presenter is planned to be invited back. Nothing while it is not
/// known (it depends on when the step back begins) and once the case is past it.
std::optional<Instant> return_point(const Session& session);

/// The state after an event. Total: an event that names nobody known changes the revision alone.
Session apply(Session session, const Event& event);

}  // namespace stepback::protocol
