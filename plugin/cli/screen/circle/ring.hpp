#pragma once

// Places the chairs of the circle so that none covers another. Pure.

#include <cstddef>
#include <vector>

#include "plugin/cli/screen/circle/chairs.hpp"

namespace stepback::cli {

/// The top left corner of a chair.
struct Place {
  std::size_t row = 0;
  std::size_t column = 0;
};

/// The size of the text in the middle of the ring, which no chair covers.
struct Middle {
  std::size_t width = 0;
  std::size_t height = 0;
};

/// Places the chairs on an ellipse in width x height cells, at equal distances along it, clockwise.
/// The first chair is at the top, or further on by `turn` of the distance between two chairs. Empty
/// if two chairs, or a chair and the middle, would touch.
std::vector<Place> place_round(const std::vector<Chair>& chairs, std::size_t width,
                               std::size_t height, const Middle& middle, double turn = 0);

}  // namespace stepback::cli
