#pragma once

// A microphone or a camera. It is open while both its owner (by `publish`) and the server (by the
// state) want it open. Once the server has closed it, it stays closed until its owner presses for
// it again. A value; used on the client's thread.

#include <cstdint>

namespace stepback::plugin {

class Device {
 public:
  bool is_open() const { return wanted_ && granted_; }
  bool is_wanted() const { return wanted_; }
  /// Whether the server has it open, and its owner does not want that.
  bool is_left_open() const { return granted_ && !wanted_; }
  /// How often it was closed although its owner wanted it open.
  std::uint32_t closings() const { return closings_; }

  /// The owner wants it open or closed, and knows of `known` closings. Returns whether the server
  /// has to answer: not if nothing changes. An owner that does not know of the last closing repeats
  /// what was true before it: the device stays closed. Closing takes effect at once.
  bool ask(bool open, std::uint32_t known) {
    if (open == wanted_ || (open && known != closings_)) return false;
    wanted_ = open;
    ++unanswered_;
    return true;
  }
  /// The server has answered one ask(). The state that shows what it granted came before.
  void answer() {
    if (--unanswered_ == 0 && !granted_) take_back();
  }
  /// Takes over what the newest state says: whether the server has it open, and whether its owner
  /// may have it open.
  void set_confirmed(bool open, bool may) {
    const bool closed = granted_ && !(open && may);
    granted_ = open && may;
    // An ask() without an answer may be newer than this closing, but not newer than a lost right.
    if (!may || (closed && unanswered_ == 0)) take_back();
  }
  /// The connection is gone, and with it every ask().
  void lose() {
    take_back();
    granted_ = false;
    unanswered_ = 0;
  }

 private:
  void take_back() {
    if (wanted_) ++closings_;
    wanted_ = false;
  }

  bool wanted_ = false;
  bool granted_ = false;
  int unanswered_ = 0;
  std::uint32_t closings_ = 0;
};

}  // namespace stepback::plugin
