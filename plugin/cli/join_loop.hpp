#pragma once

// The loop of `stepback join`: keyboard or script, the module's events, signals, and the live
// view's clock, once a second.

#include "plugin/cli/join.hpp"
#include "plugin/cli/model/event.hpp"
#include "plugin/cli/model/signals.hpp"
#include "plugin/cli/person/participation.hpp"
#include "plugin/cli/screen/display.hpp"
#include "plugin/cli/screen/line_reader.hpp"
#include "plugin/cli/screen/terminal_display.hpp"

namespace stepback::cli {

class JoinLoop {
 public:
  /// `terminal` is `display` if that is the live view, else null. The loop owns none of its
  /// arguments; they must outlive it.
  JoinLoop(Participation& part, const Display& display, TerminalDisplay* terminal,
           ReceivedEventQueue& events, const Signals& signals, const JoinOptions& options)
      : part_{part},
        display_{display},
        terminal_{terminal},
        events_{events},
        signals_{signals},
        options_{options} {}

  /// Runs until the part is over, and returns its outcome.
  Participation::Outcome run();

 private:
  void wait();
  void read_input();
  void take_signals();
  void draw();

  Participation& part_;
  const Display& display_;
  TerminalDisplay* terminal_;
  ReceivedEventQueue& events_;
  const Signals& signals_;
  const JoinOptions& options_;
  LineReader reader_;
  bool input_open_ = true;
};

}  // namespace stepback::cli
