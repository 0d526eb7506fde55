#pragma once

// The options of stepbackd that limit how much of the server its clients may take.

#include <cstddef>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "signalling/media/queue_budget.hpp"
#include "signalling/net/admission/address_limits.hpp"
#include "signalling/net/admission/trusted_proxies.hpp"

namespace CLI {
class App;
}

namespace stepback::signalling {

/// The values of the options. README.md, "Under pressure", explains each.
struct Pressure {
  AddressBounds bounds;
  TrustedProxies trusted_proxies;
  std::size_t waiting_bytes = WaitingBytes::kMost;  ///< in all queues together
};

/// Adds the options to a command line. Holds their values, so it must outlive the parsing.
class PressureOptions {
 public:
  explicit PressureOptions(CLI::App& app);

  /// Returns the values after the command line was parsed, or a sentence that says what is wrong.
  tl::expected<Pressure, std::string> read() const;

 private:
  Pressure pressure_;
  std::size_t waiting_mib_;
  std::vector<std::string> proxies_;
};

}  // namespace stepback::signalling
