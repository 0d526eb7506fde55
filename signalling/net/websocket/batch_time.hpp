#pragma once

// When the loop is late, packets wait for a moment before they are written, so that packets for one
// receiver go out in one send. A send costs the server more than all its other work on a
// packet. When the loop keeps up, packets are sent at once: waiting would only add delay.
//
// A value without a clock: its owner reports how late the loop is, and reads how long packets wait.
// Three late measurements in a row lengthen the time by a step; three in a row that are in time
// shorten it. So the time settles about where the loop just keeps up.

#include <algorithm>
#include <chrono>

namespace stepback::signalling {

class BatchTime {
 public:
  static constexpr std::chrono::milliseconds kStep{2};
  static constexpr std::chrono::milliseconds kLongest{10};
  /// The loop is late if it is later than this: a quarter of an audio frame.
  static constexpr std::chrono::milliseconds kLate{5};
  static constexpr int kInARow = 3;

  /// Reports how late the loop was. Call it at a steady rate.
  void measured(std::chrono::microseconds late) {
    const bool is_late = late > kLate;
    in_a_row_ = is_late == was_late_ ? in_a_row_ + 1 : 1;
    was_late_ = is_late;
    if (in_a_row_ < kInARow) return;
    in_a_row_ = 0;
    time_ =
        std::clamp(is_late ? time_ + kStep : time_ - kStep, std::chrono::milliseconds{0}, kLongest);
  }

  /// How long packets wait for others; zero if each is sent at once.
  std::chrono::milliseconds time() const { return time_; }

 private:
  std::chrono::milliseconds time_{0};
  bool was_late_ = false;
  int in_a_row_ = 0;
};

}  // namespace stepback::signalling
