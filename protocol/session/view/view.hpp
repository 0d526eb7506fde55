#pragma once

// The facts about a session that one person may know: the body of `state` on the wire. Clients show
// it and do not compute it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/base/words.hpp"
#include "protocol/session/live.hpp"
#include "protocol/session/next_step.hpp"
#include "protocol/session/pending.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/session.hpp"
#include "protocol/session/signals.hpp"

namespace stepback::protocol {

struct PhaseView {
  std::string name;
  std::string title;
  Instant since;
  std::optional<Instant> until;  ///< planned; nothing unless the session runs
  EndsBy ends_by = EndsBy::leader;
  std::optional<std::vector<std::string>> prompts;  ///< for leaders only
  friend bool operator==(const PhaseView&, const PhaseView&) = default;
};

struct PhaseSummary {
  std::string name;
  std::string title;
  Duration planned{};
  bool step_back = false;     ///< the presenter sits outside the circle in it
  bool each_case = false;     ///< comes once for each case
  bool leaders_only = false;  ///< everybody else has gone
  friend bool operator==(const PhaseSummary&, const PhaseSummary&) = default;
};

struct SessionView {
  SessionId id;
  std::string title;
  std::string template_id;  ///< the template's id; `template` on the wire
  bool locked = false;
  bool held = false;
  std::optional<Instant> held_since;
  std::optional<Instant> begun_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> return_at;
  std::optional<Instant> ends_at;           ///< the planned end of the session
  std::optional<MovedReturn> return_moved;  ///< for leaders only
  std::uint32_t case_number = 1;
  std::size_t cases = 1;        ///< never less than `case_number`; `case.of` on the wire
  bool case_discussed = false;  ///< the step back of this case has begun
  bool case_over = false;       ///< the step back of this case is over
  PhaseView phase;
  std::vector<PhaseSummary> phases;
  std::optional<NextStep> next;      ///< for leaders only
  std::optional<Appoints> appoints;  ///< for leaders only; nothing if nobody is to be named
  /// In force, not kept yet: leaders see all, everybody the step back, a person their own.
  std::vector<PendingChange> pending = {};
  std::optional<Trouble> trouble = {};  ///< for leaders only
  friend bool operator==(const SessionView&, const SessionView&) = default;
};

struct ParticipantView {
  ParticipantId id;
  std::string name;
  Role role = Role::member;
  Seat seat = Seat::member;
  Channel channel = Channel::lobby;
  bool connected = false;
  bool audio = false;
  bool video = false;
  bool hand = false;
  Ssrc ssrc = 0;
  std::optional<bool> answers;     ///< of leaders and the presenter, for them only (live.hpp)
  std::optional<Hearing> hearing;  ///< of a stepped-back presenter, for leaders only
  std::optional<CameBy> by;        ///< for leaders only
  /// The identities that this waiting person could be (recognition.hpp); for leaders only.
  std::optional<std::vector<ParticipantId>> could;
  std::optional<std::vector<LeaderAct>> can;  ///< the viewer's acts; for leaders only
  /// The people here whose name reads like this one's (namesakes.hpp); for leaders only.
  std::vector<ParticipantId> alike{};
  /// For leaders only, of a person who waits: the name of somebody who was removed, and who this
  /// could be.
  std::optional<std::string> after_removal = std::nullopt;
  bool records = false;  ///< this person's device records what it hears, as it says itself
  friend bool operator==(const ParticipantView&, const ParticipantView&) = default;
};

struct View {
  Revision revision = 0;
  SessionView session;
  std::vector<ParticipantView> participants;
  std::vector<SignalRecord> signals;  ///< all for people who lead, their own for others
  ParticipantId you;
  Permissions may;
  friend bool operator==(const View&, const View&) = default;
};

/// Whether `viewer` is shown `other`. A person without a chair sees themselves and the
/// people who lead; others see everybody who holds a chair. People who lead also see the people in
/// the lobby. A presenter who left keeps the chair.
bool may_know_of(const Session& session, const Participant& viewer, const Participant& other);

/// Returns the facts that `viewer` may know now.
View view(const Session& session, const Signals& signals, const LiveFacts& live,
          const Participant& viewer);

}  // namespace stepback::protocol
