#pragma once

// When the loop is too late, packets wait a moment before they are written, so that those for one
// receiver go out in one send: a send costs the server more than all the rest it does with a
// packet. While the loop is in time nothing is held, since to wait would be all that it does.
//
// A value without a clock: it is told how late the loop is, and says for how long to hold. Each
// third measurement in a row that is late makes the hold longer by a step, each third in a row
// that is in time shorter; so it comes to rest about where the loop is just in time.

#include <algorithm>
#include <chrono>

namespace stepback::signalling {

class Hold {
 public:
  static constexpr std::chrono::milliseconds kStep{2};
  static constexpr std::chrono::milliseconds kLongest{10};
  /// Later than that is late: a quarter of an audio frame.
  static constexpr std::chrono::milliseconds kLate{5};
  static constexpr int kInARow = 3;

  /// The loop was that late. To be called at a steady rate.
  void measured(std::chrono::microseconds late) {
    const bool is_late = late > kLate;
    in_a_row_ = is_late == was_late_ ? in_a_row_ + 1 : 1;
    was_late_ = is_late;
    if (in_a_row_ < kInARow) return;
    in_a_row_ = 0;
    time_ =
        std::clamp(is_late ? time_ + kStep : time_ - kStep, std::chrono::milliseconds{0}, kLongest);
  }

  /// For how long packets wait for others; zero: not at all.
  std::chrono::milliseconds time() const { return time_; }

 private:
  std::chrono::milliseconds time_{0};
  bool was_late_ = false;
  int in_a_row_ = 0;
};

}  // namespace stepback::signalling
