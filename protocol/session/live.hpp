#pragma once

// What is true of people only now: raised hands, how well a listener hears, whether a device
// records, and whether a connection answers. These are live facts beside the session and no events:
// they change without the journal, and a restart forgets them. Pure: times come in as values of a
// clock that never jumps, and the rules of rights are asked of session.hpp and permissions.hpp.

#include <map>
#include <optional>
#include <tl/expected.hpp>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/refusal.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// A person's hand changes at most once in this time. The figure is part of this project's design.
inline constexpr Duration kHandPause{500};

/// The live facts of one connected person.
struct LivePerson {
  bool hand = false;
  bool wanted_hand = false;  ///< their newest wish; `hand` follows it after `kHandPause`
  std::optional<Duration> hand_changed_at = std::nullopt;  ///< when their wish last changed `hand`
  std::optional<Hearing> hearing = std::nullopt;  ///< as last reported; nothing if it is not known
  Duration reported_at{};                         ///< when `hearing` was reported
  std::optional<bool> answers = std::nullopt;     ///< nothing if it is not known
  bool records = false;                           ///< as their client says
  friend bool operator==(const LivePerson&, const LivePerson&) = default;
};

/// The live facts of a session. Nothing is known of people who are not in the map.
struct LiveFacts {
  std::map<ParticipantId, LivePerson> people;
  friend bool operator==(const LiveFacts&, const LiveFacts&) = default;
};

/// The live facts about a person that one viewer is shown.
struct LiveView {
  bool hand = false;
  std::optional<Hearing> hearing;  ///< of a stepped-back presenter, for leaders only
  std::optional<bool> answers;     ///< of leaders and the presenter, for them only
  bool records = false;            ///< for everybody who sees the person, in every phase
  friend bool operator==(const LiveView&, const LiveView&) = default;
};

/// A person has a new connection: nothing is known of them, and their hand is down.
void begin_live(LiveFacts& live, const ParticipantId& person);

/// A person raises or lowers their hand. A change within `kHandPause` of the last one waits for
/// follow_live(), and a newer wish replaces it. Refused are people without the right to speak, if
/// they raise it (notPermitted), and people who are not there (notJoined, sessionEnded).
tl::expected<void, Refusal> raise_hand(LiveFacts& live, const Session& session,
                                       const ParticipantId& from, bool raised, Duration now);

/// A person's client has reported how well it receives.
void report_hearing(LiveFacts& live, const ParticipantId& from, Hearing hearing, Duration now);

/// A recording on this person's device begins or ends. It is never refused to a person who is
/// there, and not before they have a chair either: a recording that begins at the door is shown
/// from the first moment at which others see the person. It ends with the connection.
void note_records(LiveFacts& live, const ParticipantId& person, bool on);

/// The connection of `from` is the one of `to` from here on: nothing is known of it but whether it
/// records, and the hand is down.
void move_live(LiveFacts& live, const ParticipantId& from, const ParticipantId& to);

/// A connection answers, or has stopped answering.
void note_answers(LiveFacts& live, const ParticipantId& person, bool answers);

/// Follows the session and the time: people who are not connected are forgotten; a lost right to
/// speak lowers the hand; a hand that waited changes; a report that is older than `kReportOverdue`
/// is forgotten; and only leaders and the presenter keep `answers`. Call it after every change of
/// the session and about every 200 ms.
void follow_live(LiveFacts& live, const Session& session, Duration now);

/// Whether the server watches closely if this person's connection answers, and tells the others
/// who are watched: connected leaders with a chair, and the presenter.
bool is_watched(const Session& session, const Participant& person);

/// Whether this person's connection is known not to answer. It counts as absent then.
bool is_silent(const LiveFacts& live, const ParticipantId& person);

/// The session in which people who do not lead and whose connection does not answer are not
/// connected. It is for one question: is a newcomer somebody who is away (recognition.hpp)?
Session without_the_silent(Session session, const LiveFacts& live);

/// The live facts about `other` that `viewer` may know.
LiveView shown_live(const LiveFacts& live, const Session& session, const Participant& viewer,
                    const Participant& other);

}  // namespace stepback::protocol
