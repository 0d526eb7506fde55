// Names that read alike, and newcomers with the name of somebody who was removed.

#include "protocol/session/namesakes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "protocol/base/fold.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::Story;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(FoldedName, IsTheSameForNamesThatReadAlike) {
  for (const std::string_view each :
       {"zoe adams", "ZOE ADAMS", "Zoë Adams", "Zoe\u0308 Adams", "ZoeAdams", " Zoe  Adams ",
        "Zo\u200be Adams", "Zo\u00ade\u00a0Adams", "Ｚｏｅ\u3000Ａｄａｍｓ", "𝒁𝒐𝒆 Adams"}) {
    EXPECT_EQ(fold_name(each), fold_name("Zoe Adams")) << each;
  }
  EXPECT_EQ(fold_name("STRASSE"), fold_name("Straße"));
  EXPECT_EQ(fold_name("ΑΧΙΛΛΕΥΣ"), fold_name("Ἀχιλλεύς"));
  EXPECT_EQ(fold_name("Jean\u2010Luc O’Neil"), fold_name("jean-luc o'neil"));
}

TEST(FoldedName, IsAnotherOneForAnotherName) {
  for (const std::string_view each : {"Zoe Adam", "Zoe B. Adams", "Zora Adams", "张", "Zo Adams"}) {
    EXPECT_NE(fold_name(each), fold_name("Zoe Adams")) << each;
  }
  EXPECT_NE(fold_name("张"), fold_name("王"));
}

TEST(FoldedName, IsNeverEmpty) {
  EXPECT_EQ(fold_name("\u0301"), "\u0301");
  EXPECT_EQ(fold_name("\xff"), "\xff");
}

// A person of this name by the shared link, who waits.
void knocks(Story& story, std::string_view id, std::string_view name, Role role = Role::member) {
  EXPECT_TRUE(story.says(id, command::Enter{std::string{name}, role, /*named=*/false}));
}

ParticipantView seen(const Story& story, std::string_view who, std::string_view viewer = "fay") {
  const View view = story.view(viewer);
  const auto found = std::ranges::find(view.participants, id_of(who), &ParticipantView::id);
  if (found == view.participants.end()) throw std::out_of_range{"nobody is shown"};
  return *found;
}

TEST(Namesake, OfSomebodyHereIsToldToTheLeaders) {
  Story story = Story::seated();
  knocks(story, "p1", "Fáy");
  knocks(story, "p2", "F a y");

  EXPECT_THAT(seen(story, "p1").alike, ElementsAre(id_of("fay"), id_of("p2")));
  EXPECT_THAT(seen(story, "p1", "cole").alike, ElementsAre(id_of("fay"), id_of("p2")));
  EXPECT_THAT(seen(story, "fay").alike, ElementsAre(id_of("p1"), id_of("p2")));
  EXPECT_THAT(seen(story, "ada").alike, IsEmpty());
}

TEST(Namesake, IsToldAfterTheAdmissionTooAndOnlyToLeaders) {
  Story story = Story::seated();
  knocks(story, "p1", "FAY");
  ASSERT_TRUE(story.says("fay", command::Admit{id_of("p1")}));

  EXPECT_THAT(seen(story, "p1").alike, ElementsAre(id_of("fay")));
  for (const std::string_view viewer : {"ada", "oli", "p1"}) {
    EXPECT_THAT(seen(story, "p1", viewer).alike, IsEmpty()) << viewer;
    EXPECT_THAT(seen(story, "fay", viewer).alike, IsEmpty()) << viewer;
  }
}

TEST(Namesake, IsSomebodyWhoIsHereNow) {
  Story story = Story::seated();
  knocks(story, "p1", "Ben");
  ASSERT_THAT(seen(story, "p1").alike, ElementsAre(id_of("ben")));

  story.drops("ben");
  EXPECT_THAT(seen(story, "p1").alike, IsEmpty()) << "Ben is away, and could be this one";
  story.comes_back("ben");
  EXPECT_THAT(seen(story, "p1").alike, ElementsAre(id_of("ben")));
  story.says("fay", command::Remove{id_of("ben")});
  EXPECT_THAT(seen(story, "p1").alike, IsEmpty());
}

TEST(NewcomerAfterARemoval, OfTheSameNameIsMarkedWhileTheyWait) {
  Story story = Story::seated();
  knocks(story, "p1", "Co");
  ASSERT_TRUE(story.says("fay", command::Remove{id_of("p1")}));
  knocks(story, "p2", "C\u00d3");
  knocks(story, "p3", "Cora");

  EXPECT_EQ(seen(story, "p2").after_removal, "Co");
  EXPECT_EQ(seen(story, "p3").after_removal, std::nullopt);
  EXPECT_EQ(seen(story, "cole").after_removal, std::nullopt);
  ASSERT_TRUE(story.says("fay", command::Admit{id_of("p2")}));
  EXPECT_EQ(seen(story, "p2").after_removal, std::nullopt) << "a leader has decided";
}

TEST(NewcomerAfterARemoval, IsToldOfTheOneWhoCameLast) {
  Story story = Story::seated();
  for (const std::string_view who : {"p1", "p2"}) {
    knocks(story, who, who == "p1" ? "Co" : "CO");
    ASSERT_TRUE(story.says("fay", command::Remove{id_of(who)}));
  }
  knocks(story, "p3", "co");

  EXPECT_EQ(seen(story, "p3").after_removal, "CO");
}

TEST(NewcomerAfterARemoval, IsToldToLeadersAlone) {
  Story story = Story::seated();
  knocks(story, "p1", "Co");
  ASSERT_TRUE(story.says("fay", command::Remove{id_of("p1")}));
  knocks(story, "p2", "Co");

  EXPECT_EQ(seen(story, "p2", "cole").after_removal, "Co");
  EXPECT_EQ(seen(story, "p2", "p2").after_removal, std::nullopt);
}

}  // namespace
}  // namespace stepback::protocol
