#pragma once

// A network path between two tun devices, as good or bad as the test sets it. Each packet from one
// device is delayed or lost, and put into the other. Packets never overtake each other. The loss of
// the n-th packet of a direction depends on the seed and n alone; bursts depend on the seed and the
// time since the beginning.

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <random>
#include <thread>
#include <vector>

namespace stepback {

/// The conditions of each of the two directions. All of them apply at once, in this order.
struct NetworkConditions {
  /// Nothing gets through.
  bool dark = false;
  /// The share of packets that is lost, drawn for each packet.
  double loss = 0;
  /// Bits a second, of whole IP packets; 0: no limit. A packet that would wait longer than
  /// `longest_queue` for its turn is lost.
  double bits_per_second = 0;
  std::chrono::milliseconds longest_queue{500};
  /// The delay of one direction.
  std::chrono::milliseconds delay{0};
  /// Once in `burst_every` on average, nothing moves for up to this long, and the packets of that
  /// time arrive together at its end. 0: never.
  std::chrono::milliseconds longest_burst{0};
  std::chrono::milliseconds burst_every{2000};
};

class Relay {
 public:
  /// Starts the relay's thread. `near` and `far` are the files of two tun devices, which outlive
  /// the relay.
  Relay(int near, int far, std::uint32_t seed);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  /// Sets the conditions of both directions. Packets that are under way keep theirs. Any thread.
  void set(const NetworkConditions& conditions);

  /// The packets so far, both directions together. Any thread.
  struct Counts {
    std::uint64_t passed = 0;
    std::uint64_t lost = 0;
  };
  Counts counts() const;

 private:
  using Time = std::chrono::steady_clock::time_point;

  struct UnderWay {
    Time due;
    std::vector<std::uint8_t> bytes;
  };
  struct Direction {
    int from = -1;
    int to = -1;
    std::minstd_rand chance;   ///< for each packet
    std::minstd_rand seasons;  ///< for each burst
    Time sent{};               ///< when the bottleneck is free again
    Time newest{};             ///< when the last of `under_way` is due
    Time burst_begins{};
    Time burst_ends{};
    std::deque<UnderWay> under_way;
  };

  void run();
  void take_in(Direction& direction, const NetworkConditions& conditions, Time now);
  static std::optional<Time> due(Direction& direction, const NetworkConditions& conditions,
                                 std::size_t size, Time now);
  static void move_on_to_next_burst(Direction& direction, const NetworkConditions& conditions,
                                    Time now);
  void deliver(Direction& direction, Time now);

  mutable std::mutex mutex_;
  NetworkConditions conditions_;
  std::array<Direction, 2> directions_;
  std::atomic<std::uint64_t> passed_{0};
  std::atomic<std::uint64_t> lost_{0};
  int stop_ = -1;  ///< an eventfd
  std::thread thread_;
};

}  // namespace stepback
