// The rules for changes that are decided and not kept yet, one by one.

#include "protocol/session/unkept/unkept.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "protocol/session/unkept/unkept_view.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;
using stepback::test::Story;
using testing::IsEmpty;
using testing::SizeIs;
using Fate = Unkept::Fate;

/// Ada presents, and everybody's devices are open. The journal answers when the test says so.
class UnkeptTest : public testing::Test {
 protected:
  static Session clarification() {
    Story story = Story::seated();
    story.says("fay", command::Appoint{id_of("ada")});
    story.go_to("clarification");
    for (const auto who : {"fay", "cole", "ada", "ben"}) story.opens(who);
    return story.session();
  }

  Unkept::Asked asks(std::string_view who, const Command& command) {
    const auto asked = changes.ask(command, id_of(who), now);
    EXPECT_TRUE(asked) << asked.error().message;
    return asked.value_or(Unkept::Asked{});
  }
  std::optional<Code> refusal(std::string_view who, const Command& command) {
    const auto asked = changes.ask(command, id_of(who), now);
    if (asked) return std::nullopt;
    return asked.error().code;
  }
  void keep_all() {
    while (changes.in_flight()) changes.keep_oldest();
  }
  std::vector<Unkept::Sorted> refuse_all() {
    while (changes.in_flight()) changes.refuse_oldest();
    return changes.sort(now);
  }
  bool is_heard(std::string_view who) const {
    const RouteTable routes = routes_in_force(changes.kept(), changes.asked());
    const Routes* theirs = find(routes, id_of(who));
    return theirs != nullptr && !theirs->audio.empty();
  }
  Permissions may(std::string_view who) const {
    return permissions_in_force(changes.kept(), changes.asked(), id_of(who));
  }

  Instant now = stepback::test::kStoryBegins + 1h;
  Unkept changes{clarification()};
};

TEST_F(UnkeptTest, AStepBackIsInForceBeforeItIsKept) {
  asks("fay", command::Advance{"discussion"});

  EXPECT_FALSE(is_heard("ada"));
  EXPECT_FALSE(may("ada").speak);
  EXPECT_TRUE(may("ada").hear);
  EXPECT_TRUE(is_heard("ben"));
  EXPECT_EQ(current_phase(changes.in_force()).name, "clarification") << "it is not kept";
}

TEST_F(UnkeptTest, AReturnIsInForceOnceItIsKept) {
  asks("fay", command::Advance{"discussion"});
  keep_all();
  asks("fay", command::Advance{"return"});
  asks("ada", command::Publish{true, true});
  EXPECT_FALSE(may("ada").speak);
  EXPECT_FALSE(is_heard("ada"));

  changes.keep_oldest();
  EXPECT_TRUE(may("ada").speak);
  EXPECT_FALSE(is_heard("ada")) << "her device is not kept as open";
  changes.keep_oldest();

  EXPECT_TRUE(is_heard("ada"));
  EXPECT_EQ(changes.kept(), changes.asked());
}

TEST_F(UnkeptTest, CommandsAreDecidedOnWhatWasAsked) {
  asks("fay", command::Advance{"discussion"});

  EXPECT_EQ(refusal("ada", command::Publish{true, false}), Code::notPermitted);
}

TEST_F(UnkeptTest, ALeaderWhoseAdmissionIsNotKeptGivesNoCommand) {
  Story story = Story::seated();
  story.comes("lea", Role::coFacilitator, false);
  // A leader who comes is let in at once; so the seat is taken back to show the rule.
  Session session = story.session();
  for (Participant& each : session.participants) {
    if (each.id == id_of("lea")) each.admitted = false;
  }
  changes = Unkept{session};
  asks("fay", command::Admit{id_of("lea")});

  EXPECT_EQ(refusal("lea", command::Lock{true}), Code::notPermitted);
  keep_all();
  EXPECT_EQ(refusal("lea", command::Lock{true}), std::nullopt);
}

TEST_F(UnkeptTest, ComingBackToTheOwnChairIsInForceAtOnce) {
  asks("ben", command::Drop{});
  EXPECT_FALSE(find(changes.in_force(), id_of("ben"))->connected);
  asks("ben", command::Enter{"ben", Role::member, true});

  EXPECT_TRUE(find(changes.in_force(), id_of("ben"))->connected);
  EXPECT_TRUE(may("ben").speak);
  EXPECT_FALSE(is_heard("ben")) << "the devices are closed";
}

TEST_F(UnkeptTest, ANewcomerIsNobodyBeforeTheyAreKept) {
  asks("zoe", command::Enter{"zoe", Role::member, true});

  EXPECT_EQ(find(changes.in_force(), id_of("zoe")), nullptr);
  EXPECT_EQ(view(changes, {}, {}, id_of("zoe"), now), std::nullopt);
  keep_all();
  EXPECT_NE(view(changes, {}, {}, id_of("zoe"), now), std::nullopt);
}

TEST_F(UnkeptTest, ChangesInFlightHaveConsecutiveRevisions) {
  const Revision first = changes.kept().revision + 1;
  asks("fay", command::Lock{true});
  asks("fay", command::Advance{"discussion"});
  asks("ben", command::Publish{false, false});

  Revision next = first;
  for (const Unkept::Change& each : changes.changes()) {
    EXPECT_EQ(each.first, next);
    EXPECT_TRUE(each.handed_over);
    next += each.events.size();
  }
  EXPECT_EQ(changes.asked().revision, next - 1);
}

TEST_F(UnkeptTest, ARefusedChangeThatTakesIsRetainedAndOneThatGivesIsNot) {
  asks("cole", command::ScheduleReturn{now + 1h});
  asks("fay", command::Advance{"discussion"});
  asks("fay", command::Mute{id_of("ben")});

  const auto sorted = refuse_all();

  ASSERT_THAT(sorted, SizeIs(3));
  EXPECT_EQ(sorted[0].refused->code, Code::notKept);
  EXPECT_TRUE(sorted[1].retained && sorted[2].retained);
  EXPECT_TRUE(changes.failing());
  EXPECT_FALSE(is_heard("ada") || is_heard("ben"));
  EXPECT_EQ(changes.asked().return_at, std::nullopt) << "it was decided anew";
}

TEST_F(UnkeptTest, TheSortWaitsForTheLastAnswer) {
  asks("fay", command::Lock{true});
  asks("fay", command::Mute{id_of("ben")});
  changes.refuse_oldest();

  EXPECT_THAT(changes.sort(now), IsEmpty());
  asks("fay", command::Mute{id_of("ada")});
  EXPECT_FALSE(changes.newest().handed_over) << "it would only be refused";
  EXPECT_FALSE(is_heard("ada"));
  changes.refuse_oldest();
  EXPECT_THAT(changes.sort(now), SizeIs(3));
}

TEST_F(UnkeptTest, LeadersChangesAreDecidedAgainFirst) {
  asks("ben", command::Publish{false, false});
  asks("fay", command::Remove{id_of("ben")});

  const auto sorted = refuse_all();

  ASSERT_THAT(sorted, SizeIs(2));
  EXPECT_TRUE(sorted[0].retained);
  EXPECT_EQ(sorted[1].refused->code, Code::notJoined) << "he was removed before";
  EXPECT_TRUE(find(changes.in_force(), id_of("ben"))->removed);
}

TEST_F(UnkeptTest, RetainedChangesAreKeptLaterInTheirOrder) {
  asks("fay", command::Advance{"discussion"});
  refuse_all();
  asks("cole", command::Mute{id_of("ben")});
  EXPECT_FALSE(changes.newest().handed_over);

  changes.resume();
  EXPECT_TRUE(changes.in_flight());
  keep_all();

  EXPECT_TRUE(changes.empty());
  EXPECT_FALSE(changes.failing());
  EXPECT_EQ(changes.kept(), changes.asked());
  EXPECT_EQ(current_phase(changes.kept()).name, "discussion");
}

TEST_F(UnkeptTest, InTroubleNobodyGainsARight) {
  asks("fay", command::Advance{"discussion"});
  refuse_all();

  EXPECT_EQ(refusal("fay", command::Admit{id_of("ada")}), std::nullopt) << "she is in already";
  EXPECT_EQ(refusal("ben", command::Publish{true, true}), std::nullopt) << "they are open";
  EXPECT_EQ(refusal("fay", command::Advance{"return"}), Code::notKept);
  EXPECT_EQ(refusal("zoe", command::Enter{"zoe", Role::member, true}), Code::notKept);
  EXPECT_EQ(refusal("ben", command::Drop{}), std::nullopt);
  EXPECT_EQ(refusal("ben", command::Enter{"ben", Role::member, true}), std::nullopt);
}

TEST_F(UnkeptTest, ALeaderTakesARetainedStepBackBackWithoutTheDisk) {
  asks("fay", command::Advance{"discussion"});
  refuse_all();

  EXPECT_EQ(asks("cole", command::Advance{"clarification"}).fate, Fate::withdrawn);

  EXPECT_TRUE(may("ada").speak) << "as the journal has it";
  EXPECT_FALSE(is_heard("ada")) << "only she opens her microphone again";
  EXPECT_EQ(asks("ada", command::Publish{true, true}).fate, Fate::withdrawn);
  EXPECT_TRUE(is_heard("ada"));
  EXPECT_TRUE(changes.empty());
}

TEST_F(UnkeptTest, APersonTakesOnlyTheirOwnClosingBack) {
  asks("ben", command::Publish{false, false});
  asks("ada", command::Publish{false, false});
  refuse_all();

  EXPECT_EQ(asks("ben", command::Publish{true, true}).fate, Fate::withdrawn);

  EXPECT_TRUE(is_heard("ben"));
  EXPECT_FALSE(is_heard("ada"));
}

TEST_F(UnkeptTest, ARemovalIsNotTakenBack) {
  asks("fay", command::Remove{id_of("ben")});
  refuse_all();

  EXPECT_EQ(refusal("fay", command::Admit{id_of("ben")}), Code::unknownParticipant);
  EXPECT_EQ(refusal("ben", command::Enter{"ben", Role::member, true}), Code::removed);
}

TEST_F(UnkeptTest, ASecondPressOfTheSameButtonJoinsTheFirst) {
  const auto first = asks("fay", command::Advance{"discussion"});
  const auto second = asks("cole", command::Advance{"discussion"});

  EXPECT_EQ(second.fate, Fate::joined);
  EXPECT_EQ(second.number, first.number);
  EXPECT_FALSE(second.adds);
}

TEST_F(UnkeptTest, APersonHasOneOpeningUnderWay) {
  asks("ben", command::Publish{false, false});
  keep_all();
  asks("ben", command::Publish{true, false});
  const auto closes = asks("ben", command::Publish{false, false});
  EXPECT_EQ(closes.fate, Fate::decided);
  const auto opens = asks("ben", command::Publish{true, true});
  EXPECT_EQ(opens.fate, Fate::waits);
  const auto newer = asks("ben", command::Publish{true, false});
  EXPECT_EQ(newer.fate, Fate::waits);
  EXPECT_EQ(newer.replaces, opens.number);
  EXPECT_FALSE(is_heard("ben"));

  EXPECT_THAT(changes.take_due(), IsEmpty());
  keep_all();
  const auto due = changes.take_due();

  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(std::get<command::Publish>(due[0].command), (command::Publish{true, false}));
}

TEST_F(UnkeptTest, AWishThatClosesSomethingClosesItAtOnce) {
  asks("ben", command::Publish{true, false});  // closes the camera
  const auto wish = asks("ben", command::Publish{false, true});

  EXPECT_EQ(wish.fate, Fate::waits) << "the camera opens later";
  EXPECT_TRUE(wish.adds);
  EXPECT_FALSE(is_heard("ben")) << "the microphone closes now";
}

TEST_F(UnkeptTest, ChangesThatGiveAreBoundedAndLeadersHaveMore) {
  std::size_t given = 0;
  while (!refusal("fay", command::ScheduleReturn{now + 1h + 1min * static_cast<int>(given)})) {
    ++given;
  }

  EXPECT_EQ(given, Unkept::kMostGiving + Unkept::kMoreForLeaders);
  EXPECT_EQ(refusal("zoe", command::Enter{"zoe", Role::member, true}), Code::rateLimited);
  EXPECT_EQ(refusal("fay", command::Advance{"discussion"}), std::nullopt) << "it takes";
}

TEST_F(UnkeptTest, PendingIsShownToThoseWhomItConcerns) {
  asks("fay", command::Advance{"discussion"});
  asks("ben", command::Publish{false, false});
  const auto pending = [&](std::string_view who) {
    return view(changes, {}, {}, id_of(who), now)->session.pending;
  };
  EXPECT_THAT(pending("fay"), IsEmpty()) << "the disk has a moment";
  now += kPendingAfter;

  EXPECT_THAT(pending("fay"), SizeIs(2));
  EXPECT_THAT(pending("ben"), SizeIs(2));
  ASSERT_THAT(pending("ada"), SizeIs(1));
  EXPECT_EQ(pending("ada")[0].does, PendingChange::Does::stepBack);
  EXPECT_EQ(pending("ada")[0].phase, "discussion");
  EXPECT_EQ(pending("ada")[0].participant, id_of("ada"));
  keep_all();
  EXPECT_THAT(pending("fay"), IsEmpty());
}

TEST_F(UnkeptTest, TroubleIsShownToLeadersAlone) {
  EXPECT_EQ(view(changes, {}, {}, id_of("fay"), now, Trouble::disk)->session.trouble,
            Trouble::disk);
  EXPECT_EQ(view(changes, {}, {}, id_of("ada"), now, Trouble::disk)->session.trouble, std::nullopt);
}

}  // namespace
}  // namespace stepback::protocol
