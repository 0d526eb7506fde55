#include "signalling/net/loop/signals.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace stepback::signalling {
namespace {

/// The descriptor to which each signal's handler writes.
std::array<std::atomic<int>, NSIG> descriptors{};
static_assert(std::atomic<int>::is_always_lock_free, "a signal's handler reads it");

extern "C" void note_signal(int number) {
  const int kept = errno;
  const std::uint64_t one = 1;
  // If the write fails, the counter is full, so the descriptor is readable anyway.
  static_cast<void>(
      !::write(descriptors[static_cast<std::size_t>(number)].load(), &one, sizeof one));
  errno = kept;
}

}  // namespace

CaughtSignals::CaughtSignals(const std::vector<int>& numbers)
    : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int number : numbers) {
    descriptors.at(static_cast<std::size_t>(number)) = descriptor_;
    struct sigaction before {};
    sigaction(number, &action, &before);
    before_.emplace_back(number, before);
  }
}

CaughtSignals::~CaughtSignals() {
  for (const auto& [number, before] : before_) {
    sigaction(number, &before, nullptr);
    descriptors.at(static_cast<std::size_t>(number)) = -1;
  }
  ::close(descriptor_);
}

bool CaughtSignals::take() const {
  std::uint64_t count = 0;
  return ::read(descriptor_, &count, sizeof count) == sizeof count;
}

}  // namespace stepback::signalling
