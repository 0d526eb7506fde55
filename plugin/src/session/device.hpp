#pragma once

// A microphone or a camera. Two have a say: its owner, by publish, and the server, by the state.
// It is open while both say so; and what the server has closed stays closed until its owner opens
// it again. A value; client's thread.

namespace stepback::plugin {

class Device {
 public:
  bool is_open() const { return wanted_ && granted_; }

  /// Its owner asked for it, and the server has not answered yet. Closing takes effect at once.
  void ask(bool open) {
    wanted_ = open;
    ++unanswered_;
  }
  /// The server has answered one ask().
  void answer(bool accepted) {
    --unanswered_;
    if (!accepted && unanswered_ == 0) wanted_ = wanted_ && granted_;
  }
  /// What the newest state says.
  void tell(bool open) {
    const bool closed = granted_ && !open;
    granted_ = open;
    // An ask() that the server has not seen yet is later than this closing.
    if (closed && unanswered_ == 0) wanted_ = false;
  }

 private:
  bool wanted_ = false;
  bool granted_ = false;
  int unanswered_ = 0;
};

}  // namespace stepback::plugin
