// The people who receive what someone sends.

#include "protocol/session/permissions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::small_template;
using stepback::test::Story;
using testing::ElementsAre;
using testing::IsEmpty;

// Everyone tries to open everything. Some are allowed to.
Story all_open_in(std::string_view phase, SessionTemplate template_ = small_template()) {
  Story story = Story::seated(std::move(template_));
  story.says("fay", command::Appoint{id_of("ada")});
  story.go_to(phase);
  for (const std::string_view who : {"fay", "cole", "ada", "ben", "oli"}) {
    story.opens(who, true, false);
    story.opens(who, true, true);
    if (!story.person(who).video) story.opens(who, false, true);
  }
  return story;
}

TEST(Audience, IsEveryoneElseInTheSessionsOrder) {
  const Story story = all_open_in("clarification");

  EXPECT_THAT(story.audience("ben", Media::audio), ElementsAre("fay", "cole", "ada", "oli"));
  EXPECT_THAT(story.audience("ben", Media::video), ElementsAre("fay", "cole", "ada", "oli"));
}

TEST(Audience, OfASteppedBackPresenterIsNobody) {
  const Story story = all_open_in("discussion");

  EXPECT_THAT(story.audience("ada", Media::audio), IsEmpty());
  EXPECT_THAT(story.audience("ada", Media::video), IsEmpty());
  EXPECT_THAT(story.readers("ada"), IsEmpty());
}

TEST(Audience, HoldsTheSteppedBackPresenterAndTheObservers) {
  const Story story = all_open_in("discussion");

  EXPECT_THAT(story.audience("ben", Media::audio), ElementsAre("fay", "cole", "ada", "oli"));
  EXPECT_THAT(story.audience("fay", Media::video), ElementsAre("cole", "ada", "ben", "oli"));
}

TEST(Audience, OfASteppedBackPresentersPictureIsWhomTheTemplateSays) {
  const Story leaders =
      all_open_in("discussion", small_template({.stepped_back_seen_by = SeenBy::leaders}));
  const Story everyone =
      all_open_in("discussion", small_template({.stepped_back_seen_by = SeenBy::everyone}));

  EXPECT_THAT(leaders.audience("ada", Media::video), ElementsAre("fay", "cole"));
  EXPECT_THAT(everyone.audience("ada", Media::video), ElementsAre("fay", "cole", "ben", "oli"));
  EXPECT_THAT(leaders.audience("ada", Media::audio), IsEmpty());
  EXPECT_THAT(everyone.audience("ada", Media::audio), IsEmpty());
}

TEST(Audience, DoesNotTrustAnOpenMicrophone) {
  Story story = all_open_in("discussion");
  Session forced = story.session();
  for (Participant& each : forced.participants) each.audio = each.video = true;

  EXPECT_THAT(audience(forced, *find(forced, id_of("ada")), Media::audio), IsEmpty());
  EXPECT_THAT(audience(forced, *find(forced, id_of("ada")), Media::video), IsEmpty());
  EXPECT_FALSE(may_send(forced, *find(forced, id_of("oli")), Media::audio));
}

TEST(Audience, IsEmptyUntilTheDeviceIsOpen) {
  Story story = Story::seated();

  EXPECT_FALSE(may_send(story.session(), story.person("ben"), Media::audio));
  EXPECT_THAT(story.audience("ben", Media::audio), IsEmpty());
  story.opens("ben", true, false);

  EXPECT_TRUE(may_send(story.session(), story.person("ben"), Media::audio));
  EXPECT_FALSE(may_send(story.session(), story.person("ben"), Media::video));
}

TEST(Audience, LeavesOutWhoIsNotConnected) {
  Story story = all_open_in("clarification");
  story.drops("fay");
  story.leaves("oli");
  story.says("cole", command::Remove{id_of("ada")});

  EXPECT_THAT(story.audience("ben", Media::audio), ElementsAre("cole"));
}

TEST(Audience, IsEmptyAfterTheEnd) {
  Story story = all_open_in("closing");
  story.server(command::End{});

  for (const Participant& each : story.session().participants) {
    EXPECT_THAT(audience(story.session(), each, Media::audio), IsEmpty());
    EXPECT_THAT(story.readers(each.id.str()), IsEmpty());
    EXPECT_EQ(permissions_of(story.session(), each), Permissions{});
  }
}

TEST(Chat, ComesBackToItsSenderToo) {
  const Story story = Story::seated();

  EXPECT_THAT(story.readers("ben"), ElementsAre("fay", "cole", "ada", "ben", "oli"));
}

}  // namespace
}  // namespace stepback::protocol
