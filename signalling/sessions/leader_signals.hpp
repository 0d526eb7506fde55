#pragma once

// Brings private signals to the leaders. A signal that comes while no leader can be reached is
// kept in memory, and nowhere else, until one can. Loop thread; owned by a room.

#include <cstddef>
#include <deque>
#include <functional>

#include "protocol/base/ids.hpp"
#include "protocol/session/session.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::signalling {

class LeaderSignals {
 public:
  /// How many signals are kept. The oldest is dropped for a newer one.
  static constexpr std::size_t kMostKept = 32;

  /// Whether a message to this person arrives: they are here and have had a `state`.
  using Reaches = std::function<bool(const protocol::ParticipantId&)>;
  using Send =
      std::function<void(const protocol::ParticipantId&, const protocol::to_client::Signal&)>;
  LeaderSignals(Reaches reaches, Send send);

  /// Sends the signal to the leaders of its audience, or keeps it.
  void signal(const protocol::Session& session, const protocol::to_client::Signal& signal);
  /// Sends the kept signals if a leader can be reached by now. Call it when everyone has had the
  /// session's `state`, so that a signal comes after the state that names its sender.
  void deliver_kept(const protocol::Session& session);

 private:
  bool reaches_a_leader(const protocol::Session& session) const;
  void send(const protocol::Session& session, const protocol::to_client::Signal& signal) const;

  Reaches reaches_;
  Send send_;
  std::deque<protocol::to_client::Signal> kept_;
};

}  // namespace stepback::signalling
