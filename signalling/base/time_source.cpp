#include "signalling/base/time_source.hpp"

#include <time.h>

#include <fstream>

namespace stepback::signalling {

MachineTime::MachineTime() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::getline(file, boot_);
}

protocol::Instant MachineTime::wall() const {
  return std::chrono::time_point_cast<protocol::Duration>(std::chrono::system_clock::now());
}

protocol::Duration MachineTime::since_boot() const {
  timespec time{};
  ::clock_gettime(CLOCK_BOOTTIME, &time);  // cannot fail on a kernel that knows the clock
  return std::chrono::duration_cast<protocol::Duration>(std::chrono::seconds{time.tv_sec} +
                                                        std::chrono::nanoseconds{time.tv_nsec});
}

}  // namespace stepback::signalling
