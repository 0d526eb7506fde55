#include "plugin/cli/screen/circle/ring.hpp"

#include <gtest/gtest.h>

namespace stepback::cli {
namespace {

TEST(PlaceRound, LetsNoTwoChairsTouch) {
  for (std::size_t count = 1; count <= 12; ++count) {
    std::vector<Chair> chairs(count);
    for (Chair& chair : chairs) {
      chair.lines.resize(2);
      chair.width = 12;
    }
    const std::vector<Place> places = place_round(chairs, 78, 16, {20, 3});

    ASSERT_EQ(places.size(), count);
    for (std::size_t a = 0; a < count; ++a) {
      EXPECT_LE(places[a].row + 2, 16U);
      EXPECT_LE(places[a].column + 12, 78U);
      for (std::size_t b = a + 1; b < count; ++b) {
        const bool apart_rows =
            places[a].row + 2 <= places[b].row || places[b].row + 2 <= places[a].row;
        const bool apart_columns =
            places[a].column + 12 < places[b].column || places[b].column + 12 < places[a].column;
        EXPECT_TRUE(apart_rows || apart_columns) << count << ": " << a << " and " << b;
      }
    }
  }
}

TEST(PlaceRound, SaysWhenThereIsNoRoom) {
  std::vector<Chair> chairs(30);
  for (Chair& chair : chairs) {
    chair.lines.resize(2);
    chair.width = 12;
  }

  EXPECT_TRUE(place_round(chairs, 78, 12, {}).empty());
  EXPECT_TRUE(place_round(chairs, 10, 12, {}).empty());
}

}  // namespace
}  // namespace stepback::cli
