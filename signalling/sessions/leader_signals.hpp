#pragma once

// The records of a room's private signals, and who has to be shown them anew. A record reaches
// people in their `state` and in no other way. If a connection loses a
// record, the next `state` brings it. Loop thread; owned by a room.

#include <string>

#include "protocol/base/ids.hpp"
#include "protocol/session/session.hpp"
#include "protocol/session/signals.hpp"
#include "protocol/wire/message.hpp"
#include "signalling/base/random.hpp"

namespace stepback::signalling {

class LeaderSignals {
 public:
  /// The shortest time between two states that show changed records alone. The records change as
  /// often as people press; nobody is sent a `state` more often for it.
  static constexpr protocol::Duration kPause{50};

  /// The generator names the records; it outlives this object.
  explicit LeaderSignals(Random& random) : random_(random) {}

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
    follow_signals(records_, session, now);
  }
  /// The person whose records these are has another identity from now on.
  void move(const protocol::ParticipantId& from, const protocol::ParticipantId& to) {
    move_signals(records_, from, to);
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
  Random& random_;
  protocol::Signals records_;
  protocol::Signals told_;  ///< as they were sent last
  protocol::Duration pause_until_{};
};

}  // namespace stepback::signalling
