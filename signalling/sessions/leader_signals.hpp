#pragma once

// The records of a room's private signals, and who has to be shown them anew. A record reaches
// people in their `state` and in no other way. If a connection loses a record, the next `state`
// brings it. The journal keeps the open records beside the session, so that a restart of the server
// loses none. Nobody waits for it. Loop thread; owned by a room.

#include <utility>

#include "protocol/base/ids.hpp"
#include "protocol/session/session.hpp"
#include "protocol/session/signals.hpp"
#include "protocol/wire/message.hpp"
#include "signalling/base/random.hpp"
#include "signalling/journal/journal.hpp"

namespace stepback::signalling {

class LeaderSignals {
 public:
  /// The shortest time between two states that show changed records alone. The records change as
  /// often as people press; nobody is sent a `state` more often for it.
  static constexpr protocol::Duration kPause{50};

  /// The generator names the records. Both references outlive this object. `recovered` are the
  /// records that the journal has.
  LeaderSignals(Random& random, Journal& journal, protocol::Signals recovered)
      : random_(random), journal_(journal), records_(recovered), kept_(std::move(recovered)) {}

  const protocol::Signals& records() const { return records_; }

  /// What each message does to the records. Returns nothing, or why nothing has happened.
  using Outcome = tl::expected<void, protocol::Refusal>;
  Outcome handle(const protocol::Session& session, const protocol::ParticipantId& from,
                 const protocol::to_server::Signal& signal, protocol::Instant now);
  Outcome handle(const protocol::Session& session, const protocol::ParticipantId& from,
                 const protocol::to_server::Seen& seen, protocol::Instant now);
  Outcome handle(const protocol::Session& session, const protocol::ParticipantId& from,
                 const protocol::to_server::Done& done, protocol::Instant now);
  /// Follows the session and the time. Call it before states are sent, and about every 200 ms.
  void follow(const protocol::Session& session, protocol::Instant now) {
    if (follow_signals(records_, session, now)) keep(session);
  }
  /// The person whose records these are has another identity from now on.
  void move(const protocol::Session& session, const protocol::ParticipantId& from,
            const protocol::ParticipantId& to) {
    if (move_signals(records_, from, to)) keep(session);
  }

  /// Whether the records have changed since all people concerned were sent them, and the last time
  /// that they were sent alone is `kPause` ago.
  bool is_due(protocol::Duration uptime) const {
    return uptime >= pause_until_ && told_ != records_;
  }
  /// Whether this person's records are not what they were sent last.
  bool concerns(const protocol::Session& session, const protocol::Participant& person) const;
  /// Everybody has been sent their records, together with a change of the session.
  void told() { told_ = records_; }
  /// The people concerned have been sent their records alone, which begins a pause.
  void told_alone(protocol::Duration uptime);

 private:
  Outcome keep(const protocol::Session& session, const protocol::SignalOutcome& outcome);
  void keep(const protocol::Session& session);

  Random& random_;
  Journal& journal_;
  protocol::Signals records_;
  protocol::Signals kept_;  ///< the open records, as the journal was given them last
  protocol::Signals told_;  ///< as they were sent last
  protocol::Duration pause_until_{};
};

}  // namespace stepback::signalling
