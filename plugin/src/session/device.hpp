#pragma once

// A microphone or a camera. It is open while both its owner (by publish) and the server (by the
// state) want it open. Once the server has closed it, it stays closed until its owner opens it
// again. A value; used on the client's thread.

namespace stepback::plugin {

class Device {
 public:
  bool is_open() const { return wanted_ && granted_; }

  /// The owner asks to open or close; the server has not answered yet. Closing takes effect at
  /// once.
  void ask(bool open) {
    wanted_ = open;
    ++unanswered_;
  }
  /// The server has answered one ask().
  void answer(bool accepted) {
    --unanswered_;
    if (!accepted && unanswered_ == 0) wanted_ = wanted_ && granted_;
  }
  /// Takes over what the newest state says.
  void set_confirmed(bool open) {
    const bool closed = granted_ && !open;
    granted_ = open;
    // Unanswered ask()s are newer than this closing.
    if (closed && unanswered_ == 0) wanted_ = false;
  }
  bool is_wanted() const { return wanted_; }
  /// Whether the server has it open, and the owner does not want that.
  bool is_left_open() const { return granted_ && !wanted_; }

 private:
  bool wanted_ = false;
  bool granted_ = false;
  int unanswered_ = 0;
};

}  // namespace stepback::plugin
