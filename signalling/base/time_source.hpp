#pragma once

// What the machine says about the time. It is an interface so that tests can make the machine's
// clock jump.

#include <string>

#include "protocol/base/ids.hpp"

namespace stepback::signalling {

/// Any thread. Outlives every object that has a reference to it.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  /// The machine's wall clock. It jumps when somebody sets it.
  virtual protocol::Instant wall() const = 0;
  /// Time since the machine was started, with the time that it slept. Never jumps.
  virtual protocol::Duration since_boot() const = 0;
  /// Identifies this start of the machine. Empty if the system does not tell.
  virtual std::string boot() const = 0;
};

/// The machine itself: CLOCK_REALTIME, CLOCK_BOOTTIME and /proc/sys/kernel/random/boot_id.
class MachineTime final : public TimeSource {
 public:
  MachineTime();
  protocol::Instant wall() const override;
  protocol::Duration since_boot() const override;
  std::string boot() const override { return boot_; }

 private:
  std::string boot_;
};

}  // namespace stepback::signalling
