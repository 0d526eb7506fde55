#pragma once

// The live view: the circle, the phase, one calm clock, who is beside the circle, what was said
// last, and the line that is being typed. Pure: the same view gives the same screen.

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/screen/circle/canvas.hpp"

namespace stepback::cli {

struct CircleView {
  const State* state = nullptr;  ///< null: not in the session yet
  Instant now = 0;               ///< the server's clock
  bool connected = false;
  bool not_private = false;
  bool recording = false;
  std::vector<StyledLine> log;       ///< oldest first
  std::vector<std::string> signals;  ///< private signals that nobody has waved away, oldest first
  std::vector<std::string> page;     ///< not empty: stands in the circle's place (help, who)
  std::string input;
  std::size_t cursor_columns = 0;  ///< columns of the input left of the cursor
};

struct Screen {
  Canvas canvas;
  std::size_t cursor_row = 0;
  std::size_t cursor_column = 0;
};

/// The screen, whatever its size. Where the ring has no room, the people stand in a list.
Screen draw(const CircleView& view, std::size_t width, std::size_t height, const Look& look);

}  // namespace stepback::cli
