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

/// The chairs in the circle's order, clockwise, the facilitator's first. The order is that of the
/// web page (plugin/web/src/ui/circle/chairs.ts) and depends on nobody's own seat: everybody sees
/// the same neighbours, so "the empty chair beside Elif" means the same to all. People find
/// themselves by the word "you". A stepped-back presenter keeps the chair. Observers have none.
std::vector<Chair> chairs_of(const stepback_state& state, const ChairSize& size, const Look& look);

}  // namespace stepback::cli
