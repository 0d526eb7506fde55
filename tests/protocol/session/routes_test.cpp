// The route table: the audiences as one value, and what two tables have in common.

#include "protocol/session/routes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::small_template;
using stepback::test::Story;
using testing::IsEmpty;

std::vector<ParticipantId> ids(const std::vector<std::string_view>& names) {
  std::vector<ParticipantId> people;
  people.reserve(names.size());
  for (const auto name : names) people.push_back(id_of(name));
  return people;
}

// Ada, who presents, and Ben have everything open that they may.
Story talk_in(std::string_view phase, SeenBy seen_by = SeenBy::nobody) {
  Story story = Story::seated(small_template({.stepped_back_seen_by = seen_by}));
  story.says("fay", command::Appoint{id_of("ada")});
  story.go_to(phase);
  for (const std::string_view who : {"ada", "ben"}) {
    const auto may = story.may(who);
    story.opens(who, may.speak, may.show);
  }
  return story;
}

const Routes& of(const RouteTable& routes, std::string_view who) {
  const Routes* found = find(routes, id_of(who));
  EXPECT_NE(found, nullptr) << who;
  static const Routes kNothing;
  return found == nullptr ? kNothing : *found;
}

TEST(RouteTable, LeadsFromSenderAndKindToReceivers) {
  const Story story = talk_in("clarification");
  const RouteTable routes = routes_of(story.session());

  const Routes& ben = of(routes, "ben");
  EXPECT_TRUE(ben.may_audio && ben.may_video);
  EXPECT_EQ(ben.ssrc, story.person("ben").ssrc);
  EXPECT_EQ(ben.audio, ids({"fay", "cole", "ada", "oli"}));
  EXPECT_EQ(ben.video, ids({"fay", "cole", "ada", "oli"}));
  EXPECT_FALSE(of(routes, "fay").may_audio) << "her microphone is closed";
  EXPECT_THAT(of(routes, "fay").audio, IsEmpty());
  EXPECT_EQ(routes.stepped_back, std::nullopt);
}

TEST(RouteTable, NamesThePresenterWhoIsSteppedBackAndLeadsNowhereFromThem) {
  const RouteTable routes = routes_of(talk_in("discussion").session());

  EXPECT_EQ(routes.stepped_back, id_of("ada"));
  const Routes& ada = of(routes, "ada");
  EXPECT_FALSE(ada.may_audio || ada.may_video || ada.may_chat);
  EXPECT_THAT(ada.audio, IsEmpty());
  EXPECT_THAT(ada.video, IsEmpty());
  EXPECT_EQ(of(routes, "ben").audio, ids({"fay", "cole", "ada", "oli"})) << "she hears";
}

TEST(RouteTable, ASteppedBackPresentersPictureGoesToThoseWhomTheTemplateNames) {
  const RouteTable routes = routes_of(talk_in("discussion", SeenBy::leaders).session());

  EXPECT_EQ(of(routes, "ada").video, ids({"fay", "cole"}));
  EXPECT_FALSE(of(routes, "ada").may_audio);
}

TEST(RouteTable, ChatGoesToEveryoneWhoHears) {
  const RouteTable gathering = routes_of(Story::seated().session());

  EXPECT_TRUE(of(gathering, "ben").may_chat);
  EXPECT_EQ(gathering.chat, ids({"fay", "cole", "ada", "ben", "oli"}));
  EXPECT_FALSE(of(routes_of(talk_in("clarification").session()), "ben").may_chat);
}

TEST(RouteTable, HasNobodyWhoIsNotConnected) {
  Story story = talk_in("clarification");
  ASSERT_TRUE(story.drops("ben"));

  const RouteTable routes = routes_of(story.session());

  EXPECT_EQ(find(routes, id_of("ben")), nullptr);
  EXPECT_EQ(of(routes, "ada").audio, ids({"fay", "cole", "oli"}));
}

TEST(RouteTable, OfAnEndedSessionGivesNothing) {
  Story story = talk_in("discussion");
  ASSERT_TRUE(story.server(command::End{}));

  const RouteTable routes = routes_of(story.session());

  EXPECT_TRUE(is_within(routes, RouteTable{}));
  EXPECT_EQ(routes.stepped_back, std::nullopt);
}

TEST(RouteTable, IsWithinOneThatGivesMore) {
  const RouteTable before = routes_of(talk_in("clarification").session());
  const RouteTable after = routes_of(talk_in("discussion").session());

  EXPECT_TRUE(is_within(before, before));
  EXPECT_TRUE(is_within(after, before)) << "the step back only takes";
  EXPECT_FALSE(is_within(before, after));
  EXPECT_TRUE(is_within(RouteTable{}, after));
  EXPECT_FALSE(is_within(after, RouteTable{}));
}

TEST(RouteTable, IsWithinReadsEachRightAndEachReceiver) {
  const RouteTable whole = routes_of(talk_in("gathering").session());
  ASSERT_EQ(whole.senders.at(3).sender, id_of("ben"));
  std::vector<RouteTable> fewer(6, whole);
  fewer[0].senders[3].may_audio = false;
  fewer[1].senders[3].may_video = false;
  fewer[2].senders[3].may_chat = false;
  fewer[3].senders[3].audio.pop_back();
  fewer[4].senders[3].video.erase(fewer[4].senders[3].video.begin());
  fewer[5].chat.pop_back();

  for (const RouteTable& each : fewer) {
    EXPECT_TRUE(is_within(each, whole));
    EXPECT_FALSE(is_within(whole, each));
  }
}

TEST(RouteTable, IsWithinWhateverTheOrderOfThePeople) {
  const RouteTable routes = routes_of(talk_in("gathering").session());
  RouteTable turned = routes;
  std::ranges::reverse(turned.senders);
  for (Routes& each : turned.senders) std::ranges::reverse(each.audio);

  EXPECT_TRUE(is_within(routes, turned));
  EXPECT_TRUE(is_within(turned, routes));
}

TEST(RouteTable, WhatTwoHaveInCommonIsNeitherWhatIsTakenNorWhatIsGiven) {
  // Ada steps back, and Cole opens his microphone in the same moment.
  Story story = talk_in("clarification");
  const RouteTable before = routes_of(story.session());
  story.go_to("discussion");
  ASSERT_TRUE(story.opens("cole", true, false));
  const RouteTable after = routes_of(story.session());

  const RouteTable both = common(before, after);

  EXPECT_FALSE(of(both, "ada").may_audio) << "taken";
  EXPECT_FALSE(of(both, "cole").may_audio) << "given";
  EXPECT_EQ(of(both, "ben").audio, of(before, "ben").audio);
  EXPECT_TRUE(is_within(both, before) && is_within(both, after));
  EXPECT_EQ(both.stepped_back, id_of("ada"));
}

TEST(RouteTable, InCommonANewcomerNeitherSendsNorReceives) {
  Story story = talk_in("gathering");
  ASSERT_TRUE(story.drops("oli"));
  const RouteTable before = routes_of(story.session());
  ASSERT_TRUE(story.comes_back("oli"));

  const RouteTable both = common(before, routes_of(story.session()));

  EXPECT_EQ(both, before);
}

TEST(RouteTable, ForgetsAPersonAndMovesNobody) {
  RouteTable routes = routes_of(talk_in("gathering").session());
  const std::size_t people = routes.senders.size();

  forget(routes, id_of("ada"));

  EXPECT_EQ(routes.senders.size(), people);
  EXPECT_EQ(
      of(routes, "ada"),
      (Routes{.sender = id_of("ada"), .ssrc = of(routes, "ada").ssrc, .audio = {}, .video = {}}));
  EXPECT_EQ(of(routes, "ben").audio, ids({"fay", "cole", "oli"}));
  EXPECT_EQ(of(routes, "ben").video, ids({"fay", "cole", "oli"}));
  EXPECT_EQ(routes.chat, ids({"fay", "cole", "ben", "oli"}));
}

}  // namespace
}  // namespace stepback::protocol
