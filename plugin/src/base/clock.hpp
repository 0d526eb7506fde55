#pragma once

// The clocks that the module reads: an interface, so that tests can set the time.

#include <chrono>

#include "protocol/base/ids.hpp"

namespace stepback::plugin {

/// A moment of a clock that never jumps.
using SteadyTime = std::chrono::steady_clock::time_point;

/// Called on any thread.
class ModuleClock {
 public:
  virtual ~ModuleClock() = default;
  virtual SteadyTime steady() const = 0;
  virtual protocol::Instant wall() const = 0;
};

/// The machine's clocks. Neither takes a lock (both are read through the vDSO).
class SystemClock final : public ModuleClock {
 public:
  SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
  protocol::Instant wall() const override {
    return std::chrono::time_point_cast<protocol::Duration>(std::chrono::system_clock::now());
  }
};

}  // namespace stepback::plugin
