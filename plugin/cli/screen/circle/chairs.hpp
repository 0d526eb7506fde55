#pragma once

// The chairs of the circle: what stands on each. Pure; ring.hpp says where each stands.

#include <cstddef>
#include <string>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/screen/circle/canvas.hpp"

namespace stepback::cli {

/// A chair as lines of text, each as wide as the widest may be.
struct Chair {
  struct Line {
    std::string text;
    Tone tone = Tone::plain;
    Tone mark = Tone::plain;  ///< of the first character
  };
  std::vector<Line> lines;
  std::size_t width = 0;
};

/// How much a chair may say.
struct ChairSize {
  std::size_t columns = 20;
  bool details = true;  ///< a second line: what the person is
};

/// The chairs in the circle's order, beginning with yours if you sit there: it stands nearest to
/// you, at the bottom. The presenter's chair stays while they are stepped back.
std::vector<Chair> chairs_of(const State& state, const ChairSize& size, const Look& look);

}  // namespace stepback::cli
