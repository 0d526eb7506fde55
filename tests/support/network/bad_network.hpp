#pragma once

// Two hosts and the network between them: a server's namespace at 192.0.2.1, a client's at
// 192.0.2.2, and the network conditions that a test sets. Needs root (NetworkNamespace::why_not()).
// Leaves nothing behind.

#include <cstdint>
#include <string>

#include "support/network/network_namespace.hpp"
#include "support/network/relay.hpp"

namespace stepback {

class BadNetwork {
 public:
  static constexpr const char* kServerAddress = "192.0.2.1";  // RFC 5737: for examples
  static constexpr std::uint32_t kSeed = 4711;

  explicit BadNetwork(std::uint32_t seed = kSeed);

  const NetworkNamespace& servers() const { return servers_; }
  const NetworkNamespace& clients() const { return clients_; }

  void set(const NetworkConditions& conditions) { relay_.set(conditions); }
  /// Gives the client's host another address, as after a change of network. Its connections are
  /// dead from then on, and nothing reports that to it.
  void change_address();
  Relay::Counts counts() const { return relay_.counts(); }

 private:
  NetworkNamespace servers_;
  NetworkNamespace clients_;
  TunDevice near_{servers_, kServerAddress};
  TunDevice far_{clients_, "192.0.2.2"};
  int last_number_ = 2;
  Relay relay_;
};

}  // namespace stepback
