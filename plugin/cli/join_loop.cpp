#include "plugin/cli/join_loop.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {
namespace {

using Steady = Participation::Steady;

// Once a second the live view's clock moves, and the wait for a lost network is checked.
constexpr int kTickMs = 1000;

}  // namespace

Participation::Outcome JoinLoop::run() {
  while (!part_.outcome()) {
    draw();
    wait();
    for (const ReceivedEvent& event : events_.take()) part_.event(event, Steady::now());
    take_signals();
    part_.tick(Steady::now());
    const bool done = !input_open_ && !options_.stay && part_.idle();
    if (done || !display_.alive()) part_.leave();
  }
  return *part_.outcome();
}

void JoinLoop::wait() {
  std::array<pollfd, 3> waits{pollfd{events_.fd(), POLLIN, 0}, pollfd{signals_.fd(), POLLIN, 0},
                              pollfd{input_open_ ? STDIN_FILENO : -1, POLLIN, 0}};
  if (poll(waits.data(), waits.size(), kTickMs) > 0 && waits[2].revents != 0) read_input();
}

void JoinLoop::read_input() {
  std::array<char, 4096> bytes{};
  const ssize_t count = read(STDIN_FILENO, bytes.data(), bytes.size());
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (count <= 0) {
    input_open_ = false;
    for (const std::string& line : reader_.finish()) part_.line(line);
    return;
  }
  const std::string_view text{bytes.data(), static_cast<std::size_t>(count)};
  if (terminal_ != nullptr) {
    const TerminalDisplay::Typed typed = terminal_->keys(text);
    for (const std::string& line : typed.lines) part_.line(line);
    if (typed.end) part_.leave();
    return;
  }
  for (const std::string& line : reader_.feed(text)) part_.line(line);
  for (std::size_t left = reader_.take_dropped(); left > 0; --left) {
    part_.refuse_line(sentences::line_too_long(LineReader::kMostBytes));
  }
}

void JoinLoop::take_signals() {
  while (const auto signal = signals_.take()) {
    if (*signal != SIGWINCH) {
      part_.leave();
    } else if (terminal_ != nullptr) {
      terminal_->resized();
    }
  }
}

void JoinLoop::draw() {
  if (terminal_ == nullptr) return;
  CircleView view;
  view.state = part_.state();
  view.now = part_.server_now(Steady::now());
  view.connected = part_.joined();
  view.not_private = part_.not_private();
  view.sink = part_.sink();
  view.recording = !options_.record.empty();
  terminal_->draw(std::move(view));
}

}  // namespace stepback::cli
