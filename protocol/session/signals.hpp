#pragma once

// The private signals of a session, as records that live until they are dealt with. Records are
// live facts beside the session and no events: a signal never waits for the journal. Pure: times
// and identifiers come in as values, and the rules of rights are asked of session.hpp and
// permissions.hpp.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/refusal.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// The rules of the records. All figures are part of this project's design.
struct SignalRule {
  Duration repeat = std::chrono::seconds{10};     ///< until the same signal alerts the leaders anew
  Duration shown_done = std::chrono::minutes{1};  ///< how long a record is shown after its end
  std::size_t seated = 64;  ///< open records of admitted people: 16 seats and 4 kinds
  std::size_t lobby = 8;    ///< open records of people in the lobby, one each
};
inline constexpr SignalRule kSignalRule{};

/// One signal of one person.
struct SignalRecord {
  SignalId id;
  ParticipantId from;
  SignalKind kind = SignalKind::pause;
  Instant at;               ///< when it was sent last
  std::uint32_t times = 1;  ///< how often it was sent, repeats within `repeat` left out
  std::vector<ParticipantId> seen_by = {};  ///< leaders whose screen showed it since `at`
  /// When it was dealt with, or taken back. The record is open until then.
  std::optional<Instant> done_at = {};
  friend bool operator==(const SignalRecord&, const SignalRecord&) = default;
};

/// All records of a session, open and done, in the order in which they were opened. A person has at
/// most one open and one done record of a kind. A person in the lobby has at most one open record.
struct Signals {
  std::vector<SignalRecord> records;
  friend bool operator==(const Signals&, const Signals&) = default;
};

/// Whether the records changed; or why nothing has happened.
using SignalOutcome = tl::expected<bool, Refusal>;

/// A person signals. `id` becomes the new record's identifier if one is opened. A repeat within
/// `repeat` changes nothing. A later one renews the record: the leaders are alerted anew. If the
/// same signal was sent within `repeat` and is done, that record is open again as it was. Refused
/// are `comeBack` of a person who is not stepped back (notPermitted), people in the lobby who send
/// another signal within `repeat` or find `lobby` records of others (rateLimited), and people who
/// are not there (notJoined). A signal of a person with a chair is never refused for a bound.
SignalOutcome send_signal(Signals& signals, const Session& session, const ParticipantId& from,
                          SignalKind kind, const SignalId& id, Instant now);

/// A leader's screen shows the record. Changes nothing if the leader sent it, or if it is done or
/// forgotten. Refused with notPermitted for people who do not lead.
SignalOutcome see_signal(Signals& signals, const Session& session, const ParticipantId& by,
                         const SignalId& id);

/// A leader has dealt with the record, or its sender takes it back. Changes nothing if it is done
/// or forgotten. Refused with notPermitted for anybody else.
SignalOutcome finish_signal(Signals& signals, const Session& session, const ParticipantId& by,
                            const SignalId& id, Instant now);

/// Follows the session and the time: `comeBack` is done when its sender is not stepped back any
/// more; records are forgotten `shown_done` after their end, with the removal of their sender, when
/// a sender without a chair goes, and at the end of the session. Returns whether the records
/// changed. Call it after every change of the session and about every 200 ms.
bool follow_signals(Signals& signals, const Session& session, Instant now);

/// The records of the identity `from` are `to`'s from now on: the same person has another identity.
/// If both have an open record of one kind, `to`'s stays; it is renewed if the other one is newer.
/// Returns whether the records changed.
bool move_signals(Signals& signals, const ParticipantId& from, const ParticipantId& to);

/// The records that are open, in their order: those that outlive a restart of the server.
Signals open_signals(const Signals& signals);

/// The records that this person is shown: all to people who lead, to others their own. The order is
/// the leaders' desk's: the presenter's, then those of other admitted people, then the lobby's,
/// each by age; last the records that are done.
std::vector<SignalRecord> shown_signals(const Signals& signals, const Session& session,
                                        const Participant& viewer);

}  // namespace stepback::protocol
