#pragma once

// How much of the server one address may take, and all of them together: connections, above all
// those that have not joined; arrivals a second; tokens that are no good; answers that it does not
// fetch. Pure: time comes in as a value, and addresses are only counted by.
//
// A whole university may sit behind one address. So nothing bounds how many of it have joined (the
// places of the sessions do), and what is bounded has room for some hundred people who come at the
// same minute.
//
// Loop thread.

#include <cstddef>
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
  std::size_t owed_bytes = std::size_t{64} * 1024 * 1024;  ///< of the whole server: answers
  std::size_t waiting_each = 256;                          ///< of one address, likewise
  std::size_t owed_bytes_each = std::size_t{16} * 1024 * 1024;
  std::size_t arrivals_each = 200;  ///< of one address a second: connections, which is requests
  std::size_t bad_tokens_each = 5;  ///< of one address a second
  /// That are told apart; beyond, they are counted as one.
  std::size_t addresses = std::size_t{64} * 1024;
};
/// What may come at once, in seconds' worth of the rate.
inline constexpr double kBurstSeconds = 10;

class AddressLimits {
 public:
  explicit AddressLimits(const AddressBounds& bounds) : bounds_(bounds) {}
  AddressLimits(const AddressLimits&) = delete;
  AddressLimits& operator=(const AddressLimits&) = delete;

  /// One connection, counted until it is destroyed. Outlived by its limits.
  class Visit;

  /// Somebody connects: a visit that counts, or why they are turned away. Without an address (a
  /// proxy has not said yet for whom it asks) it counts for the server alone, until Visit::is_of().
  tl::expected<Visit, TurnedAway> arrive(const std::optional<ClientAddress>& address,
                                         protocol::Duration now);

  /// Forgets addresses of which nothing has to be remembered. To be called about every second.
  void forget_idle(protocol::Duration now);

  std::size_t connections() const { return connections_; }
  std::size_t addresses() const { return entries_.size(); }

 private:
  struct Entry {
    explicit Entry(const AddressBounds& bounds);
    std::size_t visits = 0;
    std::size_t waiting = 0;
    std::size_t owed_bytes = 0;
    RateLimit arrivals;
    RateLimit bad_tokens;
  };
  using Entries = std::unordered_map<ClientAddress, Entry, ClientAddress::Hash>;

  Entry& entry_of(const ClientAddress& address);
  std::optional<TurnedAway> refuse(Entry& entry, protocol::Duration now) const;

  AddressBounds bounds_;
  Entries entries_;
  std::size_t connections_ = 0;
  std::size_t waiting_ = 0;
  std::size_t owed_bytes_ = 0;
};

class AddressLimits::Visit final : public SocketVisit {
 public:
  /// Of nobody: counts nowhere, and may do everything.
  Visit() = default;
  Visit(Visit&& other) noexcept { swap(other); }
  Visit& operator=(Visit&& other) noexcept;
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;
  ~Visit();

  /// For whom the proxy asks; or why they are turned away, of which the visit still is. Once.
  std::optional<TurnedAway> is_of(const ClientAddress& address, protocol::Duration now);

  // SocketVisit
  bool may_try_token(protocol::Duration now) override;
  void bad_token(protocol::Duration now) override;
  void joined() override;

  /// An answer of so many bytes waits to be fetched until the end of the visit.
  void owe(std::size_t bytes);
  /// Why no more answers are made for them, if so.
  std::optional<TurnedAway> fetches_too_little() const;

 private:
  friend class AddressLimits;
  using Entry = AddressLimits::Entry;
  Visit(AddressLimits& limits, Entry* entry);
  void swap(Visit& other) noexcept;

  AddressLimits* limits_ = nullptr;
  Entry* entry_ = nullptr;  ///< nothing while a proxy has not said
  bool waits_ = true;
  std::size_t owed_bytes_ = 0;
};

using Visit = AddressLimits::Visit;

}  // namespace stepback::signalling
