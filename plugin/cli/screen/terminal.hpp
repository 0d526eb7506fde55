#pragma once

// The terminal as this host found it, and as the live view needs it.

#include <termios.h>

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/cli/screen/circle/canvas.hpp"

namespace stepback::cli {

/// Whether the live view can be drawn: both ends are a terminal, and not a dumb one (TERM).
bool can_draw();
/// What the environment says of colours (NO_COLOR) and of the character set (the locale's).
Look look_of_environment();

/// Takes the screen (the alternate one) and the keys one by one; gives both back at its end.
/// Signals stay the terminal's: ^C interrupts. One at a time.
class Terminal {
 public:
  Terminal();
  ~Terminal();
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  struct Size {
    std::size_t columns = 80;
    std::size_t rows = 24;
  };
  static Size size();

  /// Shows these rows and puts the cursor; writes only what differs from the last time.
  void show(const std::vector<std::string>& rows, std::size_t cursor_row,
            std::size_t cursor_column);
  /// The next show() writes everything: after a resize, or when something else wrote.
  void forget() { shown_.clear(); }
  bool alive() const { return alive_; }

 private:
  void write(const std::string& text);

  termios before_{};
  std::vector<std::string> shown_;
  bool alive_ = true;
};

}  // namespace stepback::cli
