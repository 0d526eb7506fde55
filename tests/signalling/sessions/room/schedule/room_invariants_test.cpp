// I1 to I6 of one room, whatever people and networks do.

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <iostream>

#include "tests/signalling/sessions/room/schedule/room_schedule.hpp"

namespace stepback::signalling::test {
namespace {

using protocol::SeenBy;

rc::Gen<Step> any_step(std::size_t keeps, std::size_t kills) {
  using What = Step::What;
  return rc::gen::build<Step>(
      rc::gen::set(&Step::what, rc::gen::weightedElement<What>({{40, What::packet},
                                                                {35, What::command},
                                                                {15, What::read},
                                                                {10, What::enter},
                                                                {5, What::drop},
                                                                {5, What::wait},
                                                                {keeps, What::keep},
                                                                {kills, What::kill}})),
      rc::gen::set(&Step::who, rc::gen::inRange(0U, 6U)),
      rc::gen::set(&Step::how, rc::gen::inRange(0U, 1000U)),
      rc::gen::set(&Step::whom, rc::gen::inRange(0U, 6U)));
}

/// Runs schedules for each of the three rules about seeing a stepped-back presenter.
Sights run(const Schedule::Pace& pace, double length, const rc::Gen<Step>& any) {
  Sights sights;
  for (const SeenBy seen_by : {SeenBy::nobody, SeenBy::leaders, SeenBy::everyone}) {
    EXPECT_TRUE(rc::check(
        "a stepped-back presenter may be seen by " + std::string{protocol::to_word(seen_by)}, [&] {
          const auto keen = *rc::gen::inRange(0U, 64U);
          const auto steps = *rc::gen::scale(length, rc::gen::container<std::vector<Step>>(any));
          Schedule schedule{seen_by, keen, pace, sights};
          for (const Step& step : steps) schedule.take(step);
          schedule.read_all();
        }));
  }
  std::cout << sights.states << " states, " << sights.packets_accepted << " packets accepted, "
            << sights.packets_read << " read, " << sights.refused_while_stepped_back
            << " refused while stepped back, " << sights.step_backs_with_packets_waiting
            << " step backs with packets waiting, " << sights.signals << " signals, "
            << sights.recognised << " recognised, " << sights.packets_while_keeping
            << " packets while a change was being kept, " << sights.packets_while_cutting
            << " while it waited for the media plane, " << sights.refused_while_cutting
            << " of these of somebody stepped back, " << sights.kills_while_stepped_back
            << " kills while stepped back\n";
  return sights;
}

TEST(RoomInvariants, HoldUnderAnyScheduleOfCommandsPacketsDropsAndSlowReaders) {
  const Sights sights = run({}, 10, any_step(0, 0));

  // The schedules reached situations in which the promise could be broken.
  EXPECT_GT(sights.states, 1000U);
  EXPECT_GT(sights.packets_read, 500U);
  EXPECT_GT(sights.refused_while_stepped_back, 10U);
  EXPECT_GT(sights.step_backs_with_packets_waiting, 5U);
  EXPECT_GT(sights.recognised, 0U);
  EXPECT_GT(sights.signals, 10U);
}

TEST(RoomInvariants, HoldWhileTheJournalTakesItsTimeAndServersAreKilled) {
  const Sights sights = run({.journal_hesitates = true}, 30, any_step(80, 1));

  EXPECT_GT(sights.states, 1000U);
  EXPECT_GT(sights.packets_read, 300U);
  EXPECT_GT(sights.refused_while_stepped_back, 10U);
  EXPECT_GT(sights.step_backs_with_packets_waiting, 5U);
  EXPECT_GT(sights.packets_while_keeping, 1000U);
  EXPECT_GT(sights.kills_while_stepped_back, 5U);
}

TEST(RoomInvariants, HoldWhileTheMediaPlaneTakesItsTimeToo) {
  const Sights sights =
      run({.journal_hesitates = true, .plane_hesitates = true}, 30, any_step(120, 1));

  EXPECT_GT(sights.states, 1000U);
  EXPECT_GT(sights.packets_read, 300U);
  EXPECT_GT(sights.step_backs_with_packets_waiting, 5U);
  EXPECT_GT(sights.packets_while_cutting, 500U);
  EXPECT_GT(sights.refused_while_cutting, 10U);
  EXPECT_GT(sights.kills_while_stepped_back, 5U);
}

}  // namespace
}  // namespace stepback::signalling::test
