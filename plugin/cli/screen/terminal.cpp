#include "plugin/cli/screen/terminal.hpp"

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "plugin/cli/screen/display.hpp"

namespace stepback::cli {
namespace {

std::string_view variable(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read at the start
  return value == nullptr ? std::string_view{} : value;
}

std::string move_to(std::size_t row, std::size_t column) {
  return "\x1b[" + std::to_string(row + 1) + ";" + std::to_string(column + 1) + "H";
}

}  // namespace

bool can_draw() {
  const std::string_view term = variable("TERM");
  return isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0 && !term.empty() && term != "dumb";
}

Look look_of_environment() {
  return {.colour = variable("NO_COLOR").empty(),
          .unicode = std::string_view{nl_langinfo(CODESET)} == "UTF-8"};
}

Terminal::Terminal() {
  tcgetattr(STDIN_FILENO, &before_);
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
  raw.c_iflag &= ~static_cast<tcflag_t>(IXON | INLCR);
  raw.c_cc[VMIN] = 0;
  raw.c_cc[VTIME] = 0;
  // A stopped program would keep its screen, and its seat in the circle, without hearing; so ^Z is
  // off.
  raw.c_cc[VSUSP] = _POSIX_VDISABLE;
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw);
  write("\x1b[?1049h\x1b[?2004h\x1b[2J");  // the alternate screen; pastes are marked
}

Terminal::~Terminal() {
  write("\x1b[0m\x1b[?2004l\x1b[?25h\x1b[?1049l");
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before_);
}

Terminal::Size Terminal::size() {
  winsize window{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0 || window.ws_col == 0 || window.ws_row == 0) {
    return {};
  }
  return {window.ws_col, window.ws_row};
}

void Terminal::show(const std::vector<std::string>& rows, std::size_t cursor_row,
                    std::size_t cursor_column) {
  std::string text = "\x1b[?25l";
  if (shown_.size() != rows.size()) {
    shown_.assign(rows.size(), {});
    text += "\x1b[0m\x1b[2J";
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row] == shown_[row]) continue;
    text += move_to(row, 0) + rows[row] + "\x1b[0m\x1b[K";
  }
  shown_ = rows;
  write(text + move_to(cursor_row, cursor_column) + "\x1b[?25h");
}

void Terminal::write(const std::string& text) {
  alive_ = alive_ && write_all(STDOUT_FILENO, text);
}

}  // namespace stepback::cli
