#pragma once

// The text on each chair of the circle. Pure; ring.hpp places the chairs.

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/screen/circle/canvas.hpp"

namespace stepback::cli {

/// A chair as lines of text. `width` is that of the widest line, in columns.
struct Chair {
  struct Line {
    std::string text;
    Tone tone = Tone::plain;
    Tone mark = Tone::plain;  ///< of the first character
  };
  std::vector<Line> lines;
  std::size_t width = 0;
};

/// The room for the text of a chair.
struct ChairSize {
  std::size_t columns = 20;
  bool details = true;  ///< a second line about the person
};

/// The chairs in the circle's order. If you sit there, your chair is first, since it stands nearest
/// to you, at the bottom. A stepped-back presenter keeps the chair.
std::vector<Chair> chairs_of(const stepback_state& state, const ChairSize& size, const Look& look);

}  // namespace stepback::cli
