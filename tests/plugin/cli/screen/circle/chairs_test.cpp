#include "plugin/cli/screen/circle/chairs.hpp"

#include <gmock/gmock.h>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::group_with_farid_stepped_back;
using test::person;
using test::seen_by;
using test::TestState;
using ::testing::ElementsAre;

/// The first word of each chair without its mark: "Amina" of "○ Amina".
std::vector<std::string> names_on_chairs(const TestState& state) {
  std::vector<std::string> names;
  for (const Chair& chair : chairs_of(state, {}, {.colour = false, .unicode = false})) {
    const std::string line = chair.lines.size() == 3 ? chair.lines[1].text : chair.lines[0].text;
    const std::size_t begin = line.find_first_of(' ') + 1;
    names.push_back(line.substr(begin, line.find(' ', begin) - begin));
  }
  return names;
}

TEST(Chairs, GivesEverybodyTheSameNeighbours) {
  TestState turned = group_with_farid_stepped_back();  // in another order than that of the seats
  for (const char* name : {"Amina", "Farid"}) {
    const stepback_participant who = person(turned, name);
    turned.remove(name);
    turned.add(who);
  }
  for (const TestState& state : {group(), group_with_farid_stepped_back(), turned}) {
    for (const char* you : {"Amina", "Farid", "Jonas", "Maria", "Lena"}) {
      EXPECT_THAT(names_on_chairs(seen_by(state, you)),
                  ElementsAre("Amina", "Farid", "Jonas", "Maria"))
          << you;
    }
  }
}

TEST(Chairs, BeginsWithACoFacilitatorWhereNoFacilitatorIs) {
  TestState state = group();
  state.remove("Amina");
  person(state, "Jonas").seat = STEPBACK_SEAT_CO_FACILITATOR;
  EXPECT_THAT(names_on_chairs(state), ElementsAre("Jonas", "Maria", "Farid"));
  person(state, "Jonas").seat = STEPBACK_SEAT_MEMBER;
  EXPECT_THAT(names_on_chairs(state), ElementsAre("Farid", "Jonas", "Maria"));
}

TEST(Chairs, StandForNoObserverInAnyChannelAndForNobodyOutside) {
  TestState state = group();
  state.add(test::ole());
  for (const stepback_channel channel : {STEPBACK_CHANNEL_OBSERVER, STEPBACK_CHANNEL_CIRCLE}) {
    person(state, "Lena").channel = channel;
    EXPECT_THAT(names_on_chairs(state), ElementsAre("Amina", "Farid", "Jonas", "Maria"));
  }
}

}  // namespace
}  // namespace stepback::cli
