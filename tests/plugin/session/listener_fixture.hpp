#pragma once

// A listener with a clock that the test turns. Packets arrive at times that the test chooses, and
// are heard in steps.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "plugin/src/playout/playout.hpp"
#include "tests/plugin/playout/sound.hpp"

namespace stepback::plugin {

inline constexpr protocol::Ssrc kAnna = 11;
inline constexpr protocol::Ssrc kBen = 12;

/// Turns the listener's clock by hand: arrives() at a time, hears() in steps of 20 ms.
class PlayoutTest : public testing::Test {
 protected:
  static SteadyTime at(double ms) {
    return SteadyTime{} + std::chrono::hours{1} +
           std::chrono::microseconds{static_cast<std::int64_t>(ms * 1000)};
  }

  /// Hears until `until` ms. Before each step it offers everything that has arrived by then.
  Samples hear(double until, std::size_t step = kFrame) {
    Samples heard;
    while (now_ < until) {
      while (!arriving_.empty() && arriving_.front().at <= now_) {
        const Arrival& next = arriving_.front();
        playout_.offer(next.packet.rtp(), next.connection, at(next.at));
        arriving_.erase(arriving_.begin());
      }
      Samples block(step);
      audible_ += playout_.pull(block, at(now_));
      heard.insert(heard.end(), block.begin(), block.end());
      now_ += 1000.0 * static_cast<double>(step) / static_cast<double>(kSampleRate);
    }
    return heard;
  }

  void arrives(double ms, const SentPacket& packet, std::uint32_t connection = 1) {
    arriving_.push_back({ms, packet, connection});
    std::stable_sort(arriving_.begin(), arriving_.end(),
                     [](const Arrival& a, const Arrival& b) { return a.at < b.at; });
  }
  /// Lets one packet arrive each 20 ms from `ms` on, except those whose index is in `lost`.
  void arrive_in_time(double ms, const std::vector<SentPacket>& packets,
                      const std::vector<std::size_t>& lost = {}) {
    for (std::size_t i = 0; i < packets.size(); ++i) {
      if (std::find(lost.begin(), lost.end(), i) != lost.end()) continue;
      const double due =
          static_cast<double>((packets[i].head.timestamp - packets[0].head.timestamp)) /
          static_cast<double>(kSampleRate) * 1000.0;
      arrives(ms + due, packets[i]);
    }
  }

  static double loudness_of(std::span<const float> samples) { return amplitude_of(440, samples); }

  struct Arrival {
    double at;
    SentPacket packet;
    std::uint32_t connection;
  };

  Playout playout_;
  double now_ = 0;
  std::size_t audible_ = 0;
  std::vector<Arrival> arriving_;
};

}  // namespace stepback::plugin
