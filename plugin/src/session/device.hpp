#pragma once

// A microphone or a camera. It is open while both its owner (by `publish`) and the server (by the
// state) want it open. Once it was closed otherwise, it stays closed until its owner presses for it
// again. A value; used on the client's thread.

#include <cstdint>
#include <optional>

namespace stepback::plugin {

class Device {
 public:
  Device() = default;

  /// The meaning of a `publish` that is under way for this device.
  struct Asked {
    bool pressed = false;  ///< its owner presses for it, or closes it
    bool closes = false;   ///< it names it closed
  };

  bool is_open() const { return wanted_ && granted_; }
  bool is_wanted() const { return wanted_; }
  /// Whether the server has it open, and its owner does not want that.
  bool is_left_open() const { return granted_ && !wanted_; }
  /// How often it was, or may have been, closed although its owner wanted it open.
  std::uint32_t closings() const { return closings_; }

  /// A `publish` goes out; it names the device open if is_wanted() holds afterwards. Its owner
  /// wants it open or closed, or leaves it as it is (nothing), and knows of `known` closings. An
  /// owner that names it open and does not know of the last closing repeats what was true before:
  /// the device stays closed. Closing takes effect at once.
  Asked ask(std::optional<bool> open, std::uint32_t known) {
    const bool repeats = !open || *open == wanted_ || (*open && known != closings_);
    if (!repeats) wanted_ = *open;
    const Asked asked{.pressed = !repeats, .closes = !wanted_};
    pressed_ += asked.pressed ? 1 : 0;
    closing_ += asked.closes ? 1 : 0;
    return asked;
  }
  /// The server has answered that `publish`. The state that shows what it granted came before. An
  /// opening and a mute may have come as one state.
  void answer(Asked asked) {
    pressed_ -= asked.pressed ? 1 : 0;
    closing_ -= asked.closes ? 1 : 0;
    if (pressed_ == 0 && !granted_) take_back();
  }
  /// Takes over what the newest state says: whether the server has it open, and whether its owner
  /// may have it open.
  void set_confirmed(bool open, bool may) {
    const bool closed = granted_ && !(open && may);
    granted_ = open && may;
    // It may be the owner's own closing, with a newer press behind it.
    if (!may || (closed && closing_ == 0)) take_back();
  }
  /// The connection is gone, and with it every answer.
  void lose() { *this = Device(closings_ + 1); }

 private:
  explicit Device(std::uint32_t closings) : closings_(closings) {}
  void take_back() {
    if (wanted_) ++closings_;
    wanted_ = false;
  }

  bool wanted_ = false;
  bool granted_ = false;
  int pressed_ = 0;  ///< presses without an answer
  int closing_ = 0;  ///< `publish` messages without an answer that name it closed
  std::uint32_t closings_ = 0;
};

}  // namespace stepback::plugin
