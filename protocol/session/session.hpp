#pragma once

// A Balint session as a pure value, computed from its events. No clock, no socket, no randomness.
// decide.hpp decides what happens; apply() carries it out.

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
  bool named = false;     ///< their token vouches for them: admitted once a leader is there
  bool admitted = false;  ///< let in from the lobby
  bool connected = false;
  bool left = false;     ///< of their own will; may come back
  bool removed = false;  ///< for good, by a leader or the coordinator
  bool audio = false;    ///< microphone opened by its owner
  bool video = false;    ///< camera opened by its owner
  Ssrc ssrc = 0;
  friend bool operator==(const Participant&, const Participant&) = default;
};

/// The return point as it was before, and why it moved.
struct MovedReturn {
  std::optional<Instant> from;  ///< nothing if it was not known
  WhyMoved why = WhyMoved::leader;
  friend bool operator==(const MovedReturn&, const MovedReturn&) = default;
};

/// The whole state. Read it with the functions below and view.hpp; change it with apply() only.
struct Session {
  SessionId id;
  std::string title;
  SessionTemplate template_;
  Revision revision = 0;
  Instant created_at;
  std::optional<Instant> begun_at;
  std::optional<Instant> ended_at;

  std::size_t phase = 0;  ///< index into template_.phases
  Instant phase_since;
  /// How long the clock stood still (held) in this phase, and since the session began.
  Duration frozen_in_phase{};
  Duration frozen_in_session{};
  std::optional<Instant> held_since;        ///< set while the clock stands still
  std::optional<Instant> leaderless_since;  ///< set once begun, while no leader is connected

  std::optional<Instant> return_at;  ///< set once it was moved away from the plan
  std::optional<MovedReturn> return_moved;

  bool locked = false;
  std::uint32_t case_number = 1;
  bool case_discussed = false;  ///< the step back of this case has begun
  std::optional<ParticipantId> presenter;
  std::optional<ParticipantId> lead;  ///< the person in the facilitator's seat

  /// The lowest generation whose tokens are valid: for the shared link of each role, and for people
  /// whose tokens were revoked.
  std::array<Generation, words_of<Role>.size()> link_generations{};
  std::optional<Instant> links_until;  ///< the end of the first links, if the creator said it
  std::map<ParticipantId, Generation> own_generations;

  /// Identities that are gone because a leader recognised their owners, and the identities that the
  /// owners have since then. Their tokens lead to these.
  std::map<ParticipantId, ParticipantId> recognised;

  std::vector<Participant> participants;  ///< in the order in which they first came
  Ssrc next_ssrc = 1;

  friend bool operator==(const Session&, const Session&) = default;
};

/// The participant with this id, or nullptr.
const Participant* find(const Session& session, const ParticipantId& id);

/// The identity of the person whose token names `id`: another one if a leader recognised the person
/// as that one, else `id`. It may be unknown to the session.
const ParticipantId& known_as(const Session& session, const ParticipantId& id);

/// The participant with this id, or null if the person is unknown, has left or was removed. People
/// in the lobby count.
const Participant* find_present(const Session& session, const ParticipantId& id);

const PhasePlan& current_phase(const Session& session);

/// Whether this is a facilitator or co-facilitator by role. Such a person does not lead all the
/// time: see leads().
bool is_leader(const Participant& participant);

/// Whether the person holds a chair, connected or not: admitted, not removed, and not gone of their
/// own will.
bool is_seated(const Participant& participant);

/// The seat that this person holds in the present case.
Seat seat_of(const Session& session, const Participant& participant);

/// Returns this person's place. A person who is not admitted is in the lobby, whatever the phase.
Channel channel_of(const Session& session, const Participant& participant);

/// Whether this person is the presenter and sits outside the circle now.
bool is_stepped_back(const Session& session, const Participant& participant);

/// Whether this person leads now, connected or not: a facilitator or co-facilitator who holds a
/// chair and does not present the case. A leader who presents leads again when the presenter
/// changes, when the next case begins, and in the debrief.
bool leads(const Session& session, const Participant& participant);

/// Whether a connected person leads.
bool has_connected_leader(const Session& session);

/// A connected person who leads and could take the facilitator's seat from `holder`, or null. A
/// facilitator comes before a co-facilitator. Valid until the session changes.
const Participant* find_other_leader(const Session& session, const ParticipantId& holder);

/// Whether a leader may take the facilitator's seat: it is free, or its holder is not connected.
/// To count further people as absent, ask with a copy of the session in which they are not
/// connected.
bool may_take_lead(const Session& session);

/// Whether the presenter of the present case is named and has a place in the session, connected or
/// not. A step back needs one.
bool has_presenter(const Session& session);

/// Whether a leader may name the presenter in the present phase.
bool may_appoint(const Session& session);

/// Whether the step back of the present case has begun and the session is in a later phase now. The
/// next case may then begin.
bool is_case_over(const Session& session);

/// Whether another case begins when this phase is entered.
bool begins_next_case(const Session& session, std::size_t phase);

/// Whether this phase cannot be entered yet: its presenter would step back, and there is none.
bool needs_presenter(const Session& session, std::size_t phase);

/// The lowest generation whose tokens are valid, for the shared link of this role or for this
/// person; 0 if none was replaced.
Generation generation_of(const Session& session, Role role);
Generation generation_of(const Session& session, const ParticipantId& participant);

/// Why a connected person has no place in the session any more: removed, sessionEnded, or badToken
/// if their link was replaced. Nothing if they may stay. The holder of the connection sends the
/// code in a `bye`.
std::optional<Code> dismissal(const Session& session, const ParticipantId& participant);

/// The planned end of the present phase; nothing before the session begins and after it ends.
/// During a hold, the time of this hold is not yet added.
std::optional<Instant> phase_until(const Session& session);

/// The return point: when the presenter is planned to be invited back. Nothing while it depends on
/// when the step back begins, once the phase is past the step back, and outside a session that
/// runs.
std::optional<Instant> return_point(const Session& session);

/// The planned end of the session, that of its closing; nothing before the session begins and after
/// it ends. During a hold, the time of this hold is not yet added.
std::optional<Instant> session_until(const Session& session);

/// The session after this event. apply() checks nothing, so the event must come from decide() or
/// have passed misfit(). An event about an unknown participant changes no participant.
Session apply(Session session, const Event& event);

}  // namespace stepback::protocol
