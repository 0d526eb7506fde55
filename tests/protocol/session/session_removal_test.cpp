// A leader removes somebody, and closes the shared link by which that person came.

#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::Story;

command::Remove and_close_link(std::string_view who) {
  return {.participant = id_of(who), .close_link = true};
}

// A person comes by a role's shared link of this generation.
Story::Outcome comes_by(Story& story, std::string_view who, Role role, Generation generation) {
  return story.says(who, command::Enter{std::string{who}, role, /*named=*/false, generation});
}

// Gus and Ida came by the members' link and were let in. Eve and Ivo wait by it, and Olga by the
// observers' link. Cleo, who has a link of her own, has not come yet.
Story with_a_full_lobby() {
  Story story = Story::seated();
  for (const std::string_view who : {"gus", "ida", "eve", "ivo"}) {
    EXPECT_TRUE(comes_by(story, who, Role::member, 0));
  }
  EXPECT_TRUE(comes_by(story, "olga", Role::observer, 0));
  EXPECT_TRUE(story.says("fay", command::Admit{id_of("gus")}));
  EXPECT_TRUE(story.says("fay", command::Admit{id_of("ida")}));
  return story;
}

class RemovedWithTheLink : public testing::TestWithParam<const char*> {};

TEST_P(RemovedWithTheLink, KeepsTheNextOutAndLeavesThoseWhoWereLetIn) {
  Story story = with_a_full_lobby();

  ASSERT_TRUE(story.says("cole", and_close_link(GetParam())));

  EXPECT_EQ(dismissal(story.session(), id_of(GetParam())), Code::removed);
  EXPECT_EQ(refusal_of(comes_by(story, "eve 2", Role::member, 0)), Code::badToken);
  EXPECT_TRUE(comes_by(story, "eve 3", Role::member, 1)) << "the new link admits";
  EXPECT_TRUE(story.person("ida").connected);
  story.drops("ida");
  EXPECT_TRUE(comes_by(story, "ida", Role::member, 0)) << "by her resume token";
}

TEST_P(RemovedWithTheLink, SendsAwayTheOthersWhoWaitByIt) {
  Story story = with_a_full_lobby();

  ASSERT_TRUE(story.says("fay", and_close_link(GetParam())));

  EXPECT_EQ(dismissal(story.session(), id_of("ivo")), Code::badToken);
  EXPECT_EQ(refusal_of(comes_by(story, "ivo", Role::member, 0)), Code::badToken);
  EXPECT_TRUE(story.person("olga").connected) << "by another link";
  EXPECT_TRUE(comes_by(story, "otto", Role::observer, 0));
  EXPECT_TRUE(story.comes("cleo", Role::member)) << "by her own link";
}

INSTANTIATE_TEST_SUITE_P(FromAChairAndFromTheLobby, RemovedWithTheLink,
                         testing::Values("gus", "eve"));

TEST(RemovalWithTheLink, OfALeaderIsForTheFacilitatorsSeatAndLeavesTheOthers) {
  Story story;
  story.comes("fay", Role::facilitator);
  comes_by(story, "cole", Role::coFacilitator, 0);
  comes_by(story, "dora", Role::coFacilitator, 0);

  EXPECT_EQ(refusal_of(story.says("dora", and_close_link("cole"))), Code::notPermitted);
  ASSERT_TRUE(story.says("fay", and_close_link("cole")));

  EXPECT_TRUE(is_seated(story.person("dora")));
  EXPECT_EQ(refusal_of(comes_by(story, "cole 2", Role::coFacilitator, 0)), Code::badToken);
  EXPECT_TRUE(comes_by(story, "dora", Role::coFacilitator, 0));
}

TEST(RemovalWithTheLink, OfSomebodyWithALinkOfTheirOwnIsRefusedAndChangesNothing) {
  Story story = with_a_full_lobby();
  const Session before = story.session();

  EXPECT_EQ(refusal_of(story.says("fay", and_close_link("ben"))), Code::notPermitted);

  EXPECT_EQ(story.session(), before);
  EXPECT_TRUE(story.says("fay", command::Remove{id_of("ben")}));
}

TEST(RemovalWithTheLink, IsRefusedAsARemovalIs) {
  Story story = with_a_full_lobby();

  EXPECT_EQ(refusal_of(story.says("gus", and_close_link("ida"))), Code::notPermitted);
  EXPECT_EQ(refusal_of(story.says("fay", and_close_link("nobody"))), Code::unknownParticipant);
  EXPECT_EQ(refusal_of(story.says("fay", and_close_link("fay"))), Code::notPermitted);
  ASSERT_TRUE(story.says("fay", command::Remove{id_of("gus")}));
  EXPECT_EQ(refusal_of(story.says("fay", and_close_link("gus"))), Code::unknownParticipant);
  EXPECT_TRUE(story.person("eve").connected);
}

TEST(RemovalWithoutTheLink, LeavesItOpen) {
  Story story = with_a_full_lobby();

  ASSERT_TRUE(story.says("fay", command::Remove{id_of("gus")}));

  EXPECT_TRUE(story.person("eve").connected);
  EXPECT_TRUE(comes_by(story, "gus 2", Role::member, 0));
}

}  // namespace
}  // namespace stepback::protocol
