#pragma once

// The packets that wait to be written to the server: sound first, then pictures. Sound that has
// waited too long is dropped, oldest first. Pictures are not dropped but refused when offered,
// because a dropped picture spoils the next ones. Used on the client's thread.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "plugin/src/base/clock.hpp"

namespace stepback::plugin {

/// One WebSocket message: text for control, binary for media.
struct Message {
  bool text = false;
  std::vector<std::uint8_t> bytes;
};

class Outgoing {
 public:
  /// Sound that has waited longer is dropped: newer sound is worth more.
  static constexpr std::chrono::milliseconds kOldest{400};
  static constexpr std::size_t kMostVideo = 8;

  void push_audio(std::span<const std::uint8_t> packet, SteadyTime now) {
    audio_.push_back({{packet.begin(), packet.end()}, now});
    drop_old(now);
  }
  void push_video(std::vector<std::uint8_t> packet) { video_.push_back(std::move(packet)); }

  /// The next packet to write, or nothing.
  std::optional<Message> pop(SteadyTime now) {
    drop_old(now);
    if (!audio_.empty()) {
      Message message{false, std::move(audio_.front().bytes)};
      audio_.pop_front();
      return message;
    }
    if (video_.empty()) return std::nullopt;
    return Message{false, take(video_)};
  }

  std::size_t video_waiting() const { return video_.size(); }
  void purge_audio() { audio_.clear(); }
  void purge_video() { video_.clear(); }

 private:
  struct Sound {
    std::vector<std::uint8_t> bytes;
    SteadyTime since;
  };

  template <typename T>
  static T take(std::deque<T>& queue) {
    T first = std::move(queue.front());
    queue.pop_front();
    return first;
  }
  void drop_old(SteadyTime now) {
    while (!audio_.empty() && now - audio_.front().since > kOldest) audio_.pop_front();
  }

  std::deque<Sound> audio_;
  std::deque<std::vector<std::uint8_t>> video_;
};

}  // namespace stepback::plugin
