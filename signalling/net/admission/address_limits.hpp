#pragma once

// Bounds how much of the server one address may take, and all addresses together: connections,
// above all those that have not joined; arrivals a second; refused tokens; unread answers. Pure:
// the caller passes the time in, and addresses are only used for counting.
//
// A whole university may sit behind one address. So the people who have joined are not bounded here
// (the sessions' places bound them), and the other bounds leave room for some hundred people in the
// same minute. An address that has reached its bound of connections that have not joined loses the
// oldest of them to a new one. So silent connections cannot keep out people who have a token.
//
// Loop thread.

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <optional>
#include <tl/expected.hpp>
#include <unordered_map>

#include "protocol/base/ids.hpp"
#include "signalling/base/rate_limit.hpp"
#include "signalling/base/refusals.hpp"
#include "signalling/net/admission/client_address.hpp"
#include "signalling/net/socket.hpp"

namespace stepback::signalling {

/// Bounds; of one address, a bound of 0 is none.
struct AddressBounds {
  std::size_t connections = 2048;  ///< of the whole server
  std::size_t waiting = 1024;      ///< of the whole server: connections that have not joined
  std::size_t owed_bytes = std::size_t{64} * 1024 * 1024;  ///< of the whole server: unread answers
  std::size_t waiting_each = 256;  ///< of one address: connections that have not joined
  std::size_t owed_bytes_each = std::size_t{16} * 1024 * 1024;  ///< of one address: unread answers
  std::size_t arrivals_each = 200;  ///< of one address a second; each request is a connection
  std::size_t bad_tokens_each = 5;  ///< of one address a second
  /// A connection that has not joined gives way to no other before it is so old.
  std::chrono::milliseconds undisturbed{1000};
  /// Addresses that are counted apart; all further ones are counted as one address.
  std::size_t addresses = std::size_t{64} * 1024;
};
/// The largest burst of arrivals or refused tokens, in seconds of their rate.
inline constexpr double kBurstSeconds = 10;

class AddressLimits {
 public:
  explicit AddressLimits(const AddressBounds& bounds) : bounds_(bounds) {}
  AddressLimits(const AddressLimits&) = delete;
  AddressLimits& operator=(const AddressLimits&) = delete;

  /// One connection, counted until the visit is destroyed. The limits outlive their visits.
  class Visit;

  /// Counts a new connection. Returns its visit, or the reason why it is turned away. If the
  /// address has reached its bound of visits that wait, the oldest of them is displaced
  /// (Visit::on_displaced) before this returns. Without an address (its proxy has not named the
  /// client yet) the visit counts for the server alone until Visit::is_of().
  tl::expected<Visit, TurnedAway> arrive(const std::optional<ClientAddress>& address,
                                         protocol::Duration now);

  /// Forgets addresses that have no visits and whose rates have recovered. Call it about every
  /// second.
  void forget_idle(protocol::Duration now);

  std::size_t connections() const { return connections_; }
  std::size_t addresses() const { return entries_.size(); }

 private:
  struct Waiting;
  using Queue = std::list<Waiting>;  ///< the oldest is the first
  /// A visit that has not joined.
  struct Waiting {
    Queue* queue = nullptr;       ///< the queue that holds this
    protocol::Duration since{};   ///< when the address was told
    std::function<void()> leave;  ///< called when it is displaced; may be empty
  };
  struct Entry {
    explicit Entry(const AddressBounds& bounds);
    std::size_t visits = 0;
    Queue waiting;
    std::size_t owed_bytes = 0;
    RateLimit arrivals;
    RateLimit bad_tokens;
  };
  using Entries = std::unordered_map<ClientAddress, Entry, ClientAddress::Hash>;

  Entry& entry_of(const ClientAddress& address);
  std::optional<TurnedAway> refuse(Entry& entry, protocol::Duration now) const;
  bool must_displace(const Entry& entry) const;
  void displace_oldest(Entry& entry);
  static void move(Queue::iterator place, Queue& to);

  AddressBounds bounds_;
  Entries entries_;
  Queue unnamed_;    ///< the visits that wait and whose address is not known yet
  Queue displaced_;  ///< the visits that have given way and whose connections still end
  std::size_t connections_ = 0;
  std::size_t waiting_ = 0;  ///< without the displaced
  std::size_t owed_bytes_ = 0;
};

class AddressLimits::Visit final : public SocketVisit {
 public:
  /// A visit of no connection: it counts nowhere and is never limited.
  Visit() = default;
  Visit(Visit&& other) noexcept { swap(other); }
  Visit& operator=(Visit&& other) noexcept;
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  ~Visit();

  /// Sets the client's real address behind a proxy. Displaces the oldest visit of that address, as
  /// arrive() does. Returns a reason if the address is over its limit; the visit counts for that
  /// address anyway. Call once: later calls do nothing.
  std::optional<TurnedAway> is_of(const ClientAddress& address, protocol::Duration now);
  /// Calls `leave` once if this visit gives way to a new one of its address before it has joined.
  /// The visit then no longer counts as waiting. Its connection has to be closed soon. The visit
  /// may end within the call.
  void on_displaced(std::function<void()> leave);

  // SocketVisit
  bool bad_token(protocol::Duration now) override;
  void joined() override;
  bool waits() const override { return place_.has_value(); }
  Network network() const override { return network_; }

  /// Counts an answer's unread bytes until the visit ends.
  void owe(std::size_t bytes);
  /// Returns a reason if the address or the whole server has too many unread answers.
  std::optional<TurnedAway> fetches_too_little() const;

 private:
  friend class AddressLimits;
  using Entry = AddressLimits::Entry;
  using Queue = AddressLimits::Queue;
  Visit(AddressLimits& limits, Entry* entry, protocol::Duration now);
  void swap(Visit& other) noexcept;

  AddressLimits* limits_ = nullptr;
  Entry* entry_ = nullptr;                ///< null until a proxy has named the client
  Network network_;                       ///< not known until a proxy has named the client
  std::optional<Queue::iterator> place_;  ///< until the connection has joined
  std::size_t owed_bytes_ = 0;
};

using Visit = AddressLimits::Visit;

}  // namespace stepback::signalling
