#pragma once

// The options of stepbackd that say how much of the server its clients may take.

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

/// What the options say. README.md, "Under pressure", says what each is for.
struct Pressure {
  AddressBounds bounds;
  TrustedProxies trusted_proxies;
  std::size_t waiting_bytes = WaitingBytes::kMost;  ///< in all queues together
};

/// Adds the options to a command line, whose values it holds: it outlives the parsing.
class PressureOptions {
 public:
  explicit PressureOptions(CLI::App& app);

  /// What they say once the command line was parsed, or a sentence what is wrong with it.
  tl::expected<Pressure, std::string> read() const;

 private:
  Pressure pressure_;
  std::size_t waiting_mib_;
  std::vector<std::string> proxies_;
};

}  // namespace stepback::signalling
