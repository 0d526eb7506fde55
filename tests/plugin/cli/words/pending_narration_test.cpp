#include "plugin/cli/words/pending_narration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "plugin/cli/words/narration.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

using test::group;
using test::group_with_farid_stepped_back;
using test::kNow;
using test::seen_by;
using test::TestState;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

stepback_pending_change change(stepback_pending_does does, const char* phase,
                               const char* participant, Instant since = kNow) {
  return {.does = does, .phase = phase, .participant = participant, .since = since};
}

stepback_pending_change step_back() {
  return change(STEPBACK_PENDING_STEP_BACK, "discussion", "p2");
}

TestState with(TestState state, const std::vector<stepback_pending_change>& changes,
               stepback_trouble trouble = STEPBACK_TROUBLE_NONE) {
  for (const stepback_pending_change& each : changes) state.add(each);
  state.trouble = trouble;
  return state;
}

TestState leader(const TestState& state) {
  return seen_by(state, "Amina");
}

std::string line(std::string_view you, const stepback_pending_change& change) {
  const auto lines = new_pending(nullptr, with(seen_by(group(), you), {change}));
  return lines.empty() ? std::string{} : lines.front();
}

TEST(NewPending, IsToldOnceWithTheServersTrouble) {
  const TestState calm = leader(group());
  const TestState troubled =
      with(leader(group_with_farid_stepped_back()), {step_back()}, STEPBACK_TROUBLE_DISK);
  const char* const disk =
      "The server cannot keep changes now. You can still close and silence. Everything else waits.";

  EXPECT_THAT(new_pending(&calm, troubled),
              ElementsAre(disk, "The step back is in force, not kept yet."));
  EXPECT_THAT(new_pending(nullptr, troubled), ElementsAre(disk, testing::_));
  EXPECT_THAT(new_pending(&troubled, troubled), IsEmpty());
  EXPECT_THAT(new_pending(&troubled, calm), ElementsAre("The server reports no trouble any more."));
}

TEST(NewPending, TellsTheTroubleToLeadersAlone) {
  EXPECT_THAT(new_pending(nullptr, with(group(), {}, STEPBACK_TROUBLE_DISK)), IsEmpty());
  EXPECT_THAT(new_pending(nullptr, with(leader(group()), {}, STEPBACK_TROUBLE_CLOCK)),
              ElementsAre(sentences::trouble(STEPBACK_TROUBLE_CLOCK)));
}

TEST(NewPending, SaysWhatEachChangeTakes) {
  const std::string tail = " is in force, not kept yet.";
  EXPECT_EQ(line("Amina", change(STEPBACK_PENDING_ADVANCE, "closing", nullptr)),
            "The change to Closing" + tail);
  EXPECT_EQ(line("Amina", change(STEPBACK_PENDING_MUTE, nullptr, "p3")),
            "The closing of Jonas's microphone" + tail);
  EXPECT_EQ(line("Jonas", change(STEPBACK_PENDING_MUTE, nullptr, "p3")),
            "The closing of your microphone" + tail);
  EXPECT_EQ(line("Amina", change(STEPBACK_PENDING_REMOVE, nullptr, "p4")),
            "The removal of Maria" + tail);
  EXPECT_EQ(line("Amina", change(STEPBACK_PENDING_REMOVE, nullptr, "gone")),
            "The removal of somebody" + tail);
  EXPECT_EQ(line("Amina", change(STEPBACK_PENDING_LOCK, nullptr, nullptr)),
            "The lock of the session" + tail);
  EXPECT_EQ(line("Jonas", change(STEPBACK_PENDING_CLOSE, nullptr, "p3")),
            "Your own closing" + tail);
}

TEST(NewPending, IsPartOfTheNarration) {
  const TestState calm = leader(group());
  const TestState locked = with(leader(group()), {change(STEPBACK_PENDING_LOCK, nullptr, nullptr)});
  EXPECT_THAT(narrate(&calm, locked, kNow),
              Contains("The lock of the session is in force, not kept yet."));
  EXPECT_THAT(narrate(nullptr, locked, kNow),
              Contains("The lock of the session is in force, not kept yet."));
}

TEST(LostChanges, AreToldToALeaderIfTheStateShowsThatTheyAreUndone) {
  const TestState stepped_back = with(leader(group_with_farid_stepped_back()), {step_back()});
  EXPECT_THAT(lost_changes(stepped_back, leader(group())), ElementsAre(sentences::phase_lost()));
  EXPECT_THAT(lost_changes(stepped_back, leader(group_with_farid_stepped_back())), IsEmpty());

  const TestState removed = with(leader(group()), {change(STEPBACK_PENDING_REMOVE, nullptr, "p4")});
  EXPECT_THAT(lost_changes(removed, leader(group())), ElementsAre(sentences::change_lost()));
  TestState without_maria = leader(group());
  without_maria.remove("Maria");
  EXPECT_THAT(lost_changes(removed, without_maria), IsEmpty());

  const TestState locked = with(leader(group()), {change(STEPBACK_PENDING_LOCK, nullptr, nullptr)});
  EXPECT_THAT(lost_changes(locked, leader(group())), ElementsAre(sentences::change_lost()));
}

TEST(LostChanges, AreNotToldOfClosedDevicesNorToOthers) {
  const TestState muted = with(leader(group()), {change(STEPBACK_PENDING_MUTE, nullptr, "p3")});
  EXPECT_THAT(lost_changes(muted, leader(group())), IsEmpty());
  const TestState jonas = with(group_with_farid_stepped_back(), {step_back()});
  EXPECT_THAT(lost_changes(jonas, group()), IsEmpty());
}

TEST(LostChanges, AreNotToldWhileTheServerHasOneOfThem) {
  const stepback_pending_change mute = change(STEPBACK_PENDING_MUTE, nullptr, "p3");
  const TestState before = with(leader(group_with_farid_stepped_back()), {step_back(), mute});
  EXPECT_THAT(lost_changes(before, with(leader(group()), {mute})), IsEmpty());
  const stepback_pending_change later = change(STEPBACK_PENDING_MUTE, nullptr, "p3", kNow + 1);
  EXPECT_THAT(lost_changes(before, with(leader(group()), {later})),
              ElementsAre(sentences::phase_lost()));
}

TEST(LostChanges, AreNarratedAfterALostConnectionAlone) {
  const TestState before = with(leader(group_with_farid_stepped_back()), {step_back()});
  const TestState after = leader(group());
  const Circumstances again{.closed_own_microphone = false, .reconnected = true};
  EXPECT_THAT(narrate(&before, after, kNow, again), Contains(sentences::phase_lost()));
  EXPECT_THAT(narrate(&before, after, kNow), Not(Contains(sentences::phase_lost())));
}

}  // namespace
}  // namespace stepback::cli
