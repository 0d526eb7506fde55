#pragma once

// Sets up the terminal for the live view, and restores it.

#include <termios.h>

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/cli/screen/circle/canvas.hpp"

namespace stepback::cli {

/// Whether the live view can be drawn: input and output are a terminal, and TERM is set and not
/// "dumb".
bool can_draw();
/// The look for the environment: colours (NO_COLOR) and the character set (the locale).
Look look_of_environment();

/// Takes the alternate screen and makes the input come key by key; the destructor gives both back.
/// ^C still interrupts. Only one at a time.
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

  /// Shows these rows and places the cursor. Writes only what differs from the last call.
  void show(const std::vector<std::string>& rows, std::size_t cursor_row,
            std::size_t cursor_column);
  /// Makes the next show() write everything: after a resize, or when something else wrote.
  void forget() { shown_.clear(); }
  bool alive() const { return alive_; }

 private:
  void write(const std::string& text);

  termios before_{};
  std::vector<std::string> shown_;
  bool alive_ = true;
};

}  // namespace stepback::cli
