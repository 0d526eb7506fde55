#include "support/network/relay.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <system_error>
#include <utility>

namespace stepback {
namespace {

using std::chrono::duration_cast;
using std::chrono::nanoseconds;

constexpr std::size_t kLargestPacket = 65'536;

nanoseconds time_on_the_wire(std::size_t bytes, double bits_per_second) {
  return nanoseconds{std::llround(8e9 * static_cast<double>(bytes) / bits_per_second)};
}

double share(std::minstd_rand& random) {
  return std::uniform_real_distribution<double>(0, 1)(random);
}

}  // namespace

Relay::Relay(int near, int far, std::uint32_t seed) : stop_(::eventfd(0, EFD_CLOEXEC)) {
  if (stop_ < 0) throw std::system_error(errno, std::generic_category(), "an eventfd");
  directions_[0].from = directions_[1].to = near;
  directions_[1].from = directions_[0].to = far;
  for (Direction& each : directions_) {
    each.chance.seed(++seed);
    each.seasons.seed(++seed);
  }
  thread_ = std::thread([this] { run(); });
}

Relay::~Relay() {
  const std::uint64_t one = 1;
  static_cast<void>(!::write(stop_, &one, sizeof one));
  thread_.join();
  ::close(stop_);
}

void Relay::set(const NetworkConditions& conditions) {
  const std::scoped_lock lock{mutex_};
  conditions_ = conditions;
}

Relay::Counts Relay::counts() const {
  return {.passed = passed_, .lost = lost_};
}

void Relay::run() {
  while (true) {
    NetworkConditions conditions;
    {
      const std::scoped_lock lock{mutex_};
      conditions = conditions_;
    }
    const Time now = std::chrono::steady_clock::now();
    nanoseconds wait{std::chrono::seconds{1}};
    for (Direction& each : directions_) {
      take_in(each, conditions, now);
      deliver(each, now);
      if (!each.under_way.empty()) wait = std::min(wait, each.under_way.front().due - now);
    }
    const timespec timeout{.tv_sec = wait.count() / 1'000'000'000,
                           .tv_nsec = std::max<long>(0, wait.count() % 1'000'000'000)};
    std::array<pollfd, 3> files{
        {{directions_[0].from, POLLIN, 0}, {directions_[1].from, POLLIN, 0}, {stop_, POLLIN, 0}}};
    ::ppoll(files.data(), files.size(), &timeout, nullptr);
    if (files[2].revents != 0) return;
  }
}

void Relay::take_in(Direction& direction, const NetworkConditions& conditions, Time now) {
  std::array<std::uint8_t, kLargestPacket> packet{};
  for (ssize_t size = 0; (size = ::read(direction.from, packet.data(), packet.size())) > 0;) {
    const auto bytes = static_cast<std::size_t>(size);
    if (const auto when = due(direction, conditions, bytes, now)) {
      direction.newest = std::max(direction.newest, *when);
      direction.under_way.push_back({direction.newest, {packet.begin(), packet.begin() + size}});
    } else {
      ++lost_;
    }
  }
}

// Returns when a packet that comes now is to arrive, or nothing if it is lost.
std::optional<Relay::Time> Relay::due(Direction& direction, const NetworkConditions& conditions,
                                      std::size_t size, Time now) {
  const bool unlucky = share(direction.chance) < conditions.loss;
  if (unlucky || conditions.dark) return std::nullopt;
  Time when = now;
  if (conditions.bits_per_second > 0) {
    const Time begins = std::max(now, direction.sent);
    if (begins - now > conditions.longest_queue) return std::nullopt;
    when = direction.sent = begins + time_on_the_wire(size, conditions.bits_per_second);
  }
  when += conditions.delay;
  if (conditions.longest_burst.count() > 0) {
    move_on_to_next_burst(direction, conditions, when);
    if (when >= direction.burst_begins) when = direction.burst_ends;
  }
  return when;
}

// Bursts come independently of each other. Each length up to the longest is equally likely.
void Relay::move_on_to_next_burst(Direction& direction, const NetworkConditions& conditions,
                                  Time now) {
  if (direction.burst_ends == Time{}) direction.burst_ends = now;
  while (direction.burst_ends <= now) {
    const double pause = -std::log(1 - share(direction.seasons));
    const double length = share(direction.seasons);
    direction.burst_begins =
        direction.burst_ends + duration_cast<nanoseconds>(pause * conditions.burst_every);
    direction.burst_ends =
        direction.burst_begins + duration_cast<nanoseconds>(length * conditions.longest_burst);
  }
}

void Relay::deliver(Direction& direction, Time now) {
  while (!direction.under_way.empty() && direction.under_way.front().due <= now) {
    const auto& bytes = direction.under_way.front().bytes;
    // A device that takes nothing (its address is just changing) loses the packet.
    const bool taken = ::write(direction.to, bytes.data(), bytes.size()) >= 0;
    ++(taken ? passed_ : lost_);
    direction.under_way.pop_front();
  }
}

}  // namespace stepback
