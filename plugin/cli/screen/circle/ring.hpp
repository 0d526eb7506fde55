#pragma once

// Where the chairs of the circle stand, so that none covers another. Pure.

#include <cstddef>
#include <vector>

#include "plugin/cli/screen/circle/chairs.hpp"

namespace stepback::cli {

/// The top left corner of a chair.
struct Place {
  std::size_t row = 0;
  std::size_t column = 0;
};

/// What stands in the middle of the ring, and stays free of chairs.
struct Middle {
  std::size_t width = 0;
  std::size_t height = 0;
};

/// Places round an ellipse in width x height cells, at equal distances along it: the first at the
/// bottom, or `turn` of the distance between two chairs further on, then clockwise. Empty if two
/// chairs, or one and the middle, would touch.
std::vector<Place> place_round(const std::vector<Chair>& chairs, std::size_t width,
                               std::size_t height, const Middle& middle, double turn = 0);

}  // namespace stepback::cli
