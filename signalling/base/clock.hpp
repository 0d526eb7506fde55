#pragma once

// Time as the rooms see it. It is an interface so that tests can set the clock by hand.

#include "protocol/base/ids.hpp"

namespace stepback::signalling {

/// Loop thread only. Outlives every object that has a reference to it.
class Clock {
 public:
  virtual ~Clock() = default;
  /// The date and time, for everything that people and the wire see.
  virtual protocol::Instant now() const = 0;
  /// Time since an arbitrary zero, which never jumps: for ages and rates.
  virtual protocol::Duration uptime() const = 0;
  /// Whether the machine's clock has jumped away from now(), so that one of the two is wrong.
  /// Leaders and the operator are told. now() goes on undisturbed.
  virtual bool in_doubt() const { return false; }
};

/// The machine's wall clock, which jumps when somebody sets it. It serves certificates and the
/// commands of the command line. Sessions use SessionClock.
class SystemClock final : public Clock {
 public:
  protocol::Instant now() const override {
    return std::chrono::time_point_cast<protocol::Duration>(std::chrono::system_clock::now());
  }
  protocol::Duration uptime() const override {
    return std::chrono::duration_cast<protocol::Duration>(
        std::chrono::steady_clock::now().time_since_epoch());
  }
};

}  // namespace stepback::signalling
