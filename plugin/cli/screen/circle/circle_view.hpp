#pragma once

// The live view: the circle, the phase, one calm clock, the people beside the circle, the latest
// lines, and the line that is being typed. Pure: the same view gives the same screen.

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/screen/circle/canvas.hpp"
#include "plugin/cli/words/circumstances.hpp"

namespace stepback::cli {

struct CircleView {
  const stepback_state* state = nullptr;  ///< null: not in the session yet
  Instant now = 0;                        ///< the server's clock
  bool connected = false;
  bool not_private = false;
  Sink sink = Sink::speaker;
  bool recording = false;
  std::vector<StyledLine> log;       ///< oldest first
  std::vector<std::string> signals;  ///< private signals of others, the most urgent first
  std::vector<std::string> page;     ///< if not empty, shown instead of the circle (help, who)
  std::string input;
  std::size_t cursor_columns = 0;  ///< columns of the input left of the cursor
};

struct Screen {
  Canvas canvas;
  std::size_t cursor_row = 0;
  std::size_t cursor_column = 0;
};

/// Draws a screen of any size. If the ring has no room, the people are listed instead.
Screen draw(const CircleView& view, std::size_t width, std::size_t height, const Look& look);

}  // namespace stepback::cli
