#pragma once

// The live facts of a room's people (protocol/session/live), and who has to be shown them anew.
// They reach people in their `state` alone. Loop thread; owned by a room.

#include <tl/expected.hpp>

#include "protocol/base/ids.hpp"
#include "protocol/session/live.hpp"
#include "protocol/session/session.hpp"
#include "protocol/wire/message.hpp"
#include "signalling/sessions/leader_signals.hpp"

namespace stepback::signalling {

class LivePeople {
 public:
  const protocol::LiveFacts& facts() const { return facts_; }

  /// A person has a new connection: nothing is known of them.
  void begin(const protocol::ParticipantId& person) { begin_live(facts_, person); }
  /// A leader has recognised `from`, who waited, as `to`, who was away.
  void move(const protocol::ParticipantId& from, const protocol::ParticipantId& to) {
    move_live(facts_, from, to);
  }
  /// A recording on the person's device begins or ends.
  void note(const protocol::ParticipantId& person, const protocol::to_server::Records& records) {
    note_records(facts_, person, records.on);
  }
  /// Raises or lowers a hand. Returns nothing, or why nothing has happened. `uptime` is the time of
  /// a clock that never jumps, as in all calls below.
  using Outcome = tl::expected<void, protocol::Refusal>;
  Outcome handle(const protocol::Session& session, const protocol::ParticipantId& from,
                 const protocol::to_server::Hand& hand, protocol::Duration uptime) {
    return raise_hand(facts_, session, from, hand.raised, uptime);
  }
  /// The person's client has reported how well it receives.
  void report(const protocol::ParticipantId& from, const protocol::to_server::Report& report,
              protocol::Duration uptime);
  /// The person's connection answers, or has stopped answering.
  void note(const protocol::ParticipantId& person, bool answers) {
    note_answers(facts_, person, answers);
  }
  /// Follows the session and the time. Call it before states are sent, and about every 200 ms.
  void follow(const protocol::Session& session, protocol::Duration uptime) {
    follow_live(facts_, session, uptime);
  }

  /// Whether the facts have changed since all people concerned were sent them, and the last time
  /// that they were sent alone is LeaderSignals::kPause ago.
  bool is_due(protocol::Duration uptime) const { return uptime >= pause_until_ && told_ != facts_; }
  /// Whether the facts that this person is shown are not those that they were sent last.
  bool concerns(const protocol::Session& session, const protocol::Participant& person) const;
  /// Everybody has been sent the facts, together with a change of the session.
  void told() { told_ = facts_; }
  /// The people concerned have been sent the facts alone, which begins a pause.
  void told_alone(protocol::Duration uptime);

 private:
  protocol::LiveFacts facts_;
  protocol::LiveFacts told_;  ///< as they were sent last
  protocol::Duration pause_until_{};
};

}  // namespace stepback::signalling
