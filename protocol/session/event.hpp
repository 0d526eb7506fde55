#pragma once

// Events: what happened in a session. Only events change a session, and only events are kept: who
// sat where, which phase, when. They hold nothing that was said, shown or typed (invariant I7).
// std::visit over Event has no catch-all, so that a new event breaks the build everywhere it
// matters.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/template/session_template.hpp"

namespace stepback::protocol {

/// The first event of every session. It holds the whole template, so that a later change of the
/// file on disk cannot change the session.
struct SessionCreated {
  SessionId id;
  std::string title;
  SessionTemplate template_;
  Instant at;
  std::optional<Instant> links_until;  ///< if the session's creator said it
  friend bool operator==(const SessionCreated&, const SessionCreated&) = default;
};
/// A person came for the first time, or again after having been forgotten in the lobby.
struct ParticipantJoined {
  ParticipantId participant;
  std::string name;
  Role role = Role::member;
  bool named = false;
  Ssrc ssrc = 0;
  friend bool operator==(const ParticipantJoined&, const ParticipantJoined&) = default;
};
/// A known identity has a new connection. Its microphone and camera are closed.
struct ParticipantReturned {
  ParticipantId participant;
  std::string name;
  friend bool operator==(const ParticipantReturned&, const ParticipantReturned&) = default;
};
struct ParticipantAdmitted {
  ParticipantId participant;
  bool is_new = false;  ///< a leader said that this is nobody who is away; `answer` in the journal
  friend bool operator==(const ParticipantAdmitted&, const ParticipantAdmitted&) = default;
};
/// A leader recognised the person who waited as `from`. That identity is gone, and its connection
/// is `participant`'s now. The name and the seat are the old ones. The devices are closed.
struct ParticipantRejoined {
  ParticipantId participant;
  ParticipantId from;
  friend bool operator==(const ParticipantRejoined&, const ParticipantRejoined&) = default;
};
/// The connection was lost; the seat is kept.
struct ParticipantDropped {
  ParticipantId participant;
  friend bool operator==(const ParticipantDropped&, const ParticipantDropped&) = default;
};
/// The person left of their own will. A person still in the lobby is forgotten.
struct ParticipantLeft {
  ParticipantId participant;
  friend bool operator==(const ParticipantLeft&, const ParticipantLeft&) = default;
};
struct ParticipantRemoved {
  ParticipantId participant;
  friend bool operator==(const ParticipantRemoved&, const ParticipantRemoved&) = default;
};
struct SessionLocked {
  bool on = false;
  friend bool operator==(const SessionLocked&, const SessionLocked&) = default;
};
/// This leader takes the facilitator's seat.
struct LeadTaken {
  ParticipantId participant;
  friend bool operator==(const LeadTaken&, const LeadTaken&) = default;
};
/// This person presents the case `case_number`. If the number is greater than the session's, that
/// case begins.
struct PresenterAppointed {
  ParticipantId participant;
  std::uint32_t case_number = 1;
  friend bool operator==(const PresenterAppointed&, const PresenterAppointed&) = default;
};
/// Another case begins; its presenter is not named yet.
struct CaseBegun {
  std::uint32_t case_number = 1;
  friend bool operator==(const CaseBegun&, const CaseBegun&) = default;
};
struct SessionBegun {
  Instant at;
  friend bool operator==(const SessionBegun&, const SessionBegun&) = default;
};
struct PhaseEntered {
  enum class By { leader, clock, leaderless };
  std::size_t phase = 0;  ///< index into the template's phases
  By by = By::leader;
  Instant at;
  friend bool operator==(const PhaseEntered&, const PhaseEntered&) = default;
};
struct ReturnMoved {
  enum class Why { leader, lateStart };
  Instant to;
  std::optional<Instant> from;  ///< where it was before, if that was known
  Why why = Why::leader;
  friend bool operator==(const ReturnMoved&, const ReturnMoved&) = default;
};
/// A leader closed this microphone; its owner may open it again.
struct MicrophoneMuted {
  ParticipantId participant;
  friend bool operator==(const MicrophoneMuted&, const MicrophoneMuted&) = default;
};
/// The owner opened or closed microphone and camera.
struct DevicesChanged {
  ParticipantId participant;
  bool audio = false;
  bool video = false;
  friend bool operator==(const DevicesChanged&, const DevicesChanged&) = default;
};
struct LeadersLost {
  Instant at;
  friend bool operator==(const LeadersLost&, const LeadersLost&) = default;
};
struct LeaderBack {
  Instant at;
  friend bool operator==(const LeaderBack&, const LeaderBack&) = default;
};
/// The clock stands still from here.
struct SessionHeld {
  Instant at;
  friend bool operator==(const SessionHeld&, const SessionHeld&) = default;
};
/// The clock goes on.
struct SessionResumed {
  Instant at;
  friend bool operator==(const SessionResumed&, const SessionResumed&) = default;
};
/// The count at the end of a step back: how many of the presenter's packets the router refused, and
/// how many it forwarded (only pictures, and only if the template lets somebody see them). Changes
/// nothing but the revision.
struct StepBackCounted {
  ParticipantId participant;
  Instant since;  ///< start of counting: the step back, or a server start during it
  std::uint64_t refused_audio = 0;
  std::uint64_t refused_video = 0;
  std::uint64_t forwarded_audio = 0;
  std::uint64_t forwarded_video = 0;
  friend bool operator==(const StepBackCounted&, const StepBackCounted&) = default;
};
/// The link that everybody of this role shares was replaced. Tokens of an earlier generation admit
/// nobody.
struct LinkReplaced {
  Role role = Role::member;
  Generation generation = 0;
  friend bool operator==(const LinkReplaced&, const LinkReplaced&) = default;
};
/// Tokens signed for this person before this generation are worth nothing; with kNoGeneration, all
/// tokens for good. The person may never have come.
struct TokensRevoked {
  ParticipantId participant;
  Generation generation = 0;
  friend bool operator==(const TokensRevoked&, const TokensRevoked&) = default;
};
struct SessionEnded {
  enum class By { leader, clock, leaderless, coordinator };
  By by = By::leader;
  Instant at;
  friend bool operator==(const SessionEnded&, const SessionEnded&) = default;
};

using Event =
    std::variant<SessionCreated, ParticipantJoined, ParticipantReturned, ParticipantAdmitted,
                 ParticipantDropped, ParticipantLeft, ParticipantRemoved, SessionLocked, LeadTaken,
                 PresenterAppointed, CaseBegun, SessionBegun, PhaseEntered, ReturnMoved,
                 MicrophoneMuted, DevicesChanged, LeadersLost, LeaderBack, SessionHeld,
                 SessionResumed, SessionEnded, StepBackCounted, LinkReplaced, TokensRevoked,
                 ParticipantRejoined>;

/// The event's name in lowerCamelCase, for logs and the journal.
std::string_view name_of(const Event& event);
/// The name of the event kind with this index in the variant. Throws std::out_of_range if there is
/// none.
std::string_view name_of_kind(std::size_t index);

/// The words for why a return point moved, what changed the phase, and what ended the session.
template <>
inline constexpr std::array<std::string_view, 2> words_of<ReturnMoved::Why>{"leader", "lateStart"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<PhaseEntered::By>{"leader", "clock",
                                                                            "leaderless"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<SessionEnded::By>{
    "leader", "clock", "leaderless", "coordinator"};

}  // namespace stepback::protocol
