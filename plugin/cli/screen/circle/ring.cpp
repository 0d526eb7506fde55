#include "plugin/cli/screen/circle/ring.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

namespace stepback::cli {
namespace {

constexpr std::size_t kSteps = 720;  // parts of the way around, for measuring
// A row is about twice as high as a column is wide. A ring flatter than 3 to 1 does not look like a
// ring.
constexpr double kFlattest = 3 * 2;

struct Size {
  double width = 0;
  double height = 0;
};

struct Box {
  double left, top, right, bottom;

  /// Chairs beside each other need a blank between them; chairs above each other need none.
  bool touches(const Box& other) const {
    return left < other.right + 1 && other.left < right + 1 && top < other.bottom &&
           other.top < bottom;
  }
};

Size size_of(const Chair& chair) {
  return {static_cast<double>(chair.width), static_cast<double>(chair.lines.size())};
}

/// One attempt: how distances along the ring are measured, and where the first chair stands.
struct Trial {
  double unit_height;  ///< rows that count as much as the width of a chair
  double turn;         ///< of the distance between two chairs
};

class Ring {
 public:
  Ring(const Size& area, const Size& widest) : area_{area}, widest_{widest} {}

  std::vector<Place> place(const std::vector<Chair>& chairs, const Size& middle,
                           const Trial& trial) const {
    const std::array<double, kSteps + 1> way = measure(trial.unit_height);
    std::vector<Box> taken{in_the_middle(middle)};
    std::vector<Place> places;
    for (std::size_t i = 0; i < chairs.size(); ++i) {
      const double turn =
          (static_cast<double>(i) + trial.turn) / static_cast<double>(chairs.size());
      const double wanted = (turn - std::floor(turn)) * way.back();
      const auto step =
          static_cast<std::size_t>(std::ranges::lower_bound(way, wanted) - way.begin());
      const Box box = stand(size_of(chairs[i]), step);
      if (std::ranges::any_of(taken, [&](const Box& other) { return box.touches(other); })) {
        return {};
      }
      taken.push_back(box);
      places.push_back({static_cast<std::size_t>(box.top), static_cast<std::size_t>(box.left)});
    }
    return places;
  }

 private:
  // The position of a chair of this size, relative to the middle of the area: at the top for step
  // 0, then clockwise. Small chairs reach as near to the edge as the largest.
  std::pair<double, double> at(std::size_t step, const Size& chair) const {
    const double angle = 2 * std::numbers::pi * static_cast<double>(step) / kSteps;
    const double radius_y = (area_.height - chair.height) / 2;
    const double radius_x = std::min((area_.width - chair.width) / 2, radius_y * kFlattest);
    return {radius_x * std::sin(angle), -radius_y * std::cos(angle)};
  }

  // The distance along the ring from the top to each step, in chairs.
  std::array<double, kSteps + 1> measure(double unit_height) const {
    std::array<double, kSteps + 1> way{};
    for (std::size_t step = 1; step <= kSteps; ++step) {
      const auto [x, y] = at(step, widest_);
      const auto [before_x, before_y] = at(step - 1, widest_);
      way[step] =
          way[step - 1] + std::hypot((x - before_x) / widest_.width, (y - before_y) / unit_height);
    }
    return way;
  }

  // The text in the middle, on the whole cells where it is drawn.
  Box in_the_middle(const Size& text) const {
    const double left = std::floor((area_.width - text.width) / 2);
    const double top = std::floor((area_.height - text.height) / 2);
    return {left, top, left + text.width, top + text.height};
  }

  // The chair at this step, on whole cells and inside the area.
  Box stand(const Size& chair, std::size_t step) const {
    const auto [x, y] = at(step, chair);
    const double left = std::round(area_.width / 2 + x - chair.width / 2);
    const double top = std::round(area_.height / 2 + y - chair.height / 2);
    const double column = std::clamp(left, 0.0, area_.width - chair.width);
    const double row = std::clamp(top, 0.0, area_.height - chair.height);
    return {column, row, column + chair.width, row + chair.height};
  }

  Size area_;
  Size widest_;
};

}  // namespace

std::vector<Place> place_round(const std::vector<Chair>& chairs, std::size_t width,
                               std::size_t height, const Middle& middle, double turn) {
  if (chairs.empty()) return {};
  Size widest{1, 1};
  for (const Chair& chair : chairs) {
    widest.width = std::max(widest.width, size_of(chair).width);
    widest.height = std::max(widest.height, size_of(chair).height);
  }
  const Size area{static_cast<double>(width), static_cast<double>(height)};
  if (widest.width > area.width || widest.height > area.height) return {};

  const Ring ring{area, widest};
  const Size free{static_cast<double>(middle.width), static_cast<double>(middle.height)};
  // Measured by the tallest chair, the ring is more even; measured in rows, more chairs fit.
  for (const double unit_height : {widest.height + 0.5, 2.0}) {
    std::vector<Place> places = ring.place(chairs, free, {unit_height, turn});
    if (!places.empty()) return places;
  }
  return {};
}

}  // namespace stepback::cli
