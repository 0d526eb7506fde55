#pragma once

// The people who wait for their turn to enter a room. Loop thread; owned by the room.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

#include "protocol/base/ids.hpp"
#include "signalling/media/media_receiver.hpp"
#include "signalling/media/peer.hpp"

namespace stepback::signalling {

class Arrivals {
 public:
  /// Names one arrival. No two arrivals of a room have the same ticket. A peer's address is no
  /// name, because a later peer can get the same address.
  using Ticket = std::uint64_t;
  /// The connection of a person who arrives.
  struct Arrival {
    protocol::ParticipantId as;      ///< the identity that the person's token names
    protocol::ParticipantId person;  ///< the one by which the session knows the person
    Peer* peer = nullptr;
    MediaReceiver* receiver = nullptr;
  };

  /// Keeps the pointers until take() or forget().
  Ticket add(const protocol::ParticipantId& as, const protocol::ParticipantId& person, Peer& peer,
             MediaReceiver& receiver) {
    waiting_.emplace(next_, Arrival{as, person, &peer, &receiver});
    return next_++;
  }
  /// Whether a connection of this person still waits.
  bool contains(const protocol::ParticipantId& person) const {
    return std::ranges::any_of(waiting_,
                               [&](const auto& each) { return each.second.person == person; });
  }
  /// Removes and returns the arrival. Nothing if the connection was lost meanwhile.
  std::optional<Arrival> take(Ticket ticket) {
    const auto taken = waiting_.extract(ticket);
    if (taken.empty()) return std::nullopt;
    return taken.mapped();
  }
  /// The connection is gone. Does nothing if it does not wait.
  void forget(const Peer& peer) {
    std::erase_if(waiting_, [&](const auto& each) { return each.second.peer == &peer; });
  }
  bool empty() const { return waiting_.empty(); }

 private:
  std::map<Ticket, Arrival> waiting_;
  Ticket next_ = 0;
};

}  // namespace stepback::signalling
