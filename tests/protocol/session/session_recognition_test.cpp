// A presenter who lost their identity comes back as a newcomer: nobody is seated by a guess.

#include <gtest/gtest.h>

#include "protocol/base/limits.hpp"
#include "protocol/session/recognition.hpp"
#include "protocol/session/view/leader_acts.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::small_template;
using stepback::test::Story;

constexpr std::string_view kLost = "pia";        // the presenter, who came by the members' link
constexpr std::string_view kNewcomer = "pia 2";  // the same person, whom nobody knows

command::Admit as_new(std::string_view who) {
  return {.participant = id_of(who), .is_new = true};
}

command::Admit as(std::string_view known, std::string_view who) {
  return {.participant = id_of(who), .as = id_of(known)};
}

// Pia presents in this phase, and her connection is lost.
Story presenter_lost_in(std::string_view phase, bool named = false) {
  Story story;
  EXPECT_TRUE(story.comes("fay", Role::facilitator));
  EXPECT_TRUE(story.comes("ben", Role::member));
  EXPECT_TRUE(story.comes(kLost, Role::member, named));
  EXPECT_TRUE(story.says("fay", command::Admit{.participant = id_of(kLost)}));
  EXPECT_TRUE(story.says("fay", command::Appoint{id_of(kLost)}));
  if (phase != "gathering") {
    EXPECT_TRUE(story.says("fay", command::Advance{std::string{phase}}));
  }
  EXPECT_TRUE(story.drops(kLost));
  return story;
}

bool waits(const Story& story, std::string_view who) {
  return channel_of(story.session(), story.person(who)) == Channel::lobby;
}

std::vector<LeaderAct> acts(const Story& story, std::string_view who) {
  return leader_acts(story.session(), story.person("fay"), story.person(who));
}

class BeforeTheReturn : public testing::TestWithParam<const char*> {};

TEST_P(BeforeTheReturn, AMemberIsSeatedOnlyByAnAnswer) {
  Story story = presenter_lost_in(GetParam());
  story.comes(kNewcomer, Role::member, /*named=*/false);

  const auto refused = story.says("fay", command::Admit{.participant = id_of(kNewcomer)});

  EXPECT_EQ(refusal_of(refused), Code::whoIsThis);
  EXPECT_EQ(refused.error().message, "The presenter is away. Say who this is.");
  EXPECT_TRUE(waits(story, kNewcomer));
  EXPECT_TRUE(story.says("fay", as_new(kNewcomer)));
  EXPECT_FALSE(waits(story, kNewcomer));
}

INSTANTIATE_TEST_SUITE_P(Recognition, BeforeTheReturn,
                         testing::Values("gathering", "presentation", "clarification",
                                         "discussion"));

TEST(Recognition, NobodyIsAskedOnceTheStepBackIsOver) {
  Story story = presenter_lost_in("discussion");
  ASSERT_TRUE(story.says("fay", command::Advance{"return"}));
  story.comes(kNewcomer, Role::member, /*named=*/false);

  EXPECT_TRUE(story.says("fay", command::Admit{.participant = id_of(kNewcomer)}));
}

TEST(Recognition, NobodyIsAskedWhileThePresenterIsHereOrWasRemoved) {
  Story story = presenter_lost_in("discussion");
  story.comes(kNewcomer, Role::member, /*named=*/false);
  story.comes_back(kLost);
  EXPECT_TRUE(story.says("fay", command::Admit{.participant = id_of(kNewcomer)}));

  story.comes("zoe", Role::member, /*named=*/false);
  ASSERT_TRUE(story.says("fay", command::Remove{id_of(kLost)}));
  EXPECT_TRUE(story.says("fay", command::Admit{.participant = id_of("zoe")}));
}

TEST(Recognition, APresenterWhoLeftIsAway) {
  Story story = presenter_lost_in("discussion");
  story.comes_back(kLost);
  story.leaves(kLost);
  story.comes(kNewcomer, Role::member, /*named=*/false);

  EXPECT_EQ(refusal_of(story.says("fay", command::Admit{.participant = id_of(kNewcomer)})),
            Code::whoIsThis);
}

TEST(Recognition, AnObserverIsNotAskedAbout) {
  Story story = presenter_lost_in("discussion");
  story.comes("oli", Role::observer, /*named=*/false);

  EXPECT_TRUE(story.says("fay", command::Admit{.participant = id_of("oli")}));
}

TEST(Recognition, AsGivesTheOldChairAndNameWithClosedDevices) {
  Story story = presenter_lost_in("discussion");
  story.comes(kNewcomer, Role::member, /*named=*/false);
  const Ssrc ssrc = story.person(kLost).ssrc;

  const auto events = story.says("fay", as(kLost, kNewcomer));

  ASSERT_TRUE(events) << events.error().message;
  ASSERT_EQ(events->size(), 1U);
  EXPECT_EQ(std::get<ParticipantRejoined>(events->front()),
            (ParticipantRejoined{id_of(kLost), id_of(kNewcomer)}));
  EXPECT_EQ(find(story.session(), id_of(kNewcomer)), nullptr);
  const Participant& back = story.person(kLost);
  EXPECT_TRUE(back.connected);
  EXPECT_EQ(back.name, kLost);
  EXPECT_EQ(back.ssrc, ssrc);
  EXPECT_FALSE(back.audio || back.video || story.seen("fay", kLost).hand);
  EXPECT_EQ(story.seat(kLost), Seat::presenter);
  EXPECT_FALSE(story.may(kLost).speak);
  EXPECT_TRUE(story.audience(kLost, Media::audio).empty());
}

TEST(Recognition, AsTakesAPersonBackWhoLeft) {
  Story story = presenter_lost_in("discussion");
  story.leaves("ben");
  story.comes("ben 2", Role::member, /*named=*/false);

  ASSERT_TRUE(story.says("fay", as("ben", "ben 2")));
  EXPECT_FALSE(story.person("ben").left);
  EXPECT_TRUE(story.may("ben").speak);
}

TEST(Recognition, AsNeedsAnAbsentPersonOfTheSameRole) {
  Story story = presenter_lost_in("discussion");
  story.comes("oli", Role::observer);
  story.drops("oli");
  story.comes(kNewcomer, Role::member, /*named=*/false);
  story.comes("zoe", Role::member, /*named=*/false);
  const Session before = story.session();

  EXPECT_EQ(refusal_of(story.says("fay", as("ben", kNewcomer))), Code::notPermitted) << "here";
  EXPECT_EQ(refusal_of(story.says("fay", as("oli", kNewcomer))), Code::notPermitted) << "role";
  EXPECT_EQ(refusal_of(story.says("fay", as("zoe", kNewcomer))), Code::notPermitted) << "waits";
  EXPECT_EQ(refusal_of(story.says("fay", as("eve", kNewcomer))), Code::unknownParticipant);
  EXPECT_EQ(refusal_of(story.says("fay", as(kLost, "ben"))), Code::notPermitted) << "sits already";
  EXPECT_EQ(refusal_of(story.says("ben", as(kLost, kNewcomer))), Code::notPermitted) << "no leader";
  EXPECT_EQ(story.session(), before);
}

TEST(Recognition, ARemovedPersonsChairIsNoBodysAgain) {
  Story story = presenter_lost_in("discussion");
  ASSERT_TRUE(story.says("fay", command::Remove{id_of("ben")}));
  story.comes("ben 2", Role::member, /*named=*/false);

  EXPECT_EQ(refusal_of(story.says("fay", as("ben", "ben 2"))), Code::notPermitted);
}

// The coordinator may have sent the presenter a link of their own meanwhile.
TEST(Recognition, AnOwnLinkOpensNothingWhileAPresenterWithoutOneIsAway) {
  Story story = presenter_lost_in("discussion");

  story.comes(kNewcomer, Role::member, /*named=*/true);

  EXPECT_TRUE(waits(story, kNewcomer));
  EXPECT_EQ(refusal_of(story.says("fay", command::Admit{.participant = id_of(kNewcomer)})),
            Code::whoIsThis);
  EXPECT_TRUE(story.says("fay", as_new(kNewcomer)));
}

TEST(Recognition, ALeaderWhoComesDoesNotOpenItEither) {
  Story story = presenter_lost_in("discussion");
  story.drops("fay");
  story.comes(kNewcomer, Role::member, /*named=*/true);

  story.comes_back("fay");

  EXPECT_TRUE(waits(story, kNewcomer));
}

TEST(Recognition, AnOwnLinkOpensWhileAPresenterWithOneIsAway) {
  Story story = presenter_lost_in("discussion", /*named=*/true);

  story.comes("zoe", Role::member, /*named=*/true);

  EXPECT_FALSE(waits(story, "zoe"));
}

TEST(Recognition, LeadersAreToldWhomAWaitingPersonCouldBe) {
  Story story = presenter_lost_in("discussion");
  story.comes("oli", Role::observer);
  story.drops("oli");
  story.comes(kNewcomer, Role::member, /*named=*/false);

  EXPECT_EQ(identities_for(story.session(), story.person(kNewcomer)), std::vector{id_of(kLost)});
  EXPECT_TRUE(identities_for(story.session(), story.person("ben")).empty()) << "sits";
  for (const ParticipantView& each : story.view("fay").participants) {
    EXPECT_EQ(each.could.has_value(), each.id == id_of(kNewcomer)) << each.name;
    EXPECT_EQ(each.by, each.id == id_of(kLost) || each.id == id_of(kNewcomer) ? CameBy::shared
                                                                              : CameBy::own);
  }
  for (const ParticipantView& each : story.view("ben").participants) {
    EXPECT_FALSE(each.could || each.by || each.can) << each.name;
  }
}

TEST(Recognition, TheActsThatAreOfferedAreThoseThatAreCarriedOut) {
  Story story = presenter_lost_in("discussion");
  story.comes("cole", Role::coFacilitator, /*named=*/false);
  story.comes(kNewcomer, Role::member, /*named=*/false);
  story.opens("ben");
  using enum LeaderAct;

  EXPECT_EQ(acts(story, kNewcomer), std::vector{LeaderAct::remove}) << "the answer comes first";
  EXPECT_EQ(acts(story, kLost), (std::vector{LeaderAct::remove, wayBack}));
  EXPECT_EQ(acts(story, "ben"), (std::vector{mute, LeaderAct::remove})) << "has an own link";
  EXPECT_EQ(acts(story, "cole"), (std::vector{LeaderAct::remove, handover})) << "leads";
  EXPECT_TRUE(leader_acts(story.session(), story.person("ben"), story.person("cole")).empty());
}

TEST(Recognition, ANameIsFixedOnceItsOwnerWasLetIn) {
  Story story;
  story.comes("fay", Role::facilitator);
  story.comes(kLost, Role::member, /*named=*/false);
  story.says(kLost, command::Enter{"Pia", Role::member, false});
  EXPECT_EQ(story.person(kLost).name, "Pia") << "still in the lobby";
  ASSERT_TRUE(story.says("fay", command::Admit{.participant = id_of(kLost)}));

  story.says(kLost, command::Enter{"Fay", Role::member, false});

  EXPECT_EQ(story.person(kLost).name, "Pia");
}

// Pia waited by one more identity, and a leader recognised her.
Story recognised(bool waited_by_own_link) {
  Story story = presenter_lost_in("discussion");
  EXPECT_TRUE(story.comes(kNewcomer, Role::member, waited_by_own_link));
  EXPECT_TRUE(story.says("fay", as(kLost, kNewcomer)));
  return story;
}

TEST(Recognition, EveryTokenOfARecognisedPersonLeadsToTheOldChair) {
  for (const bool by_own_link : {false, true}) {
    Story story = recognised(by_own_link);

    const auto events =
        story.says(kNewcomer, command::Enter{"Somebody else", Role::member, by_own_link});

    ASSERT_TRUE(events) << events.error().message;
    ASSERT_EQ(events->size(), 1U);
    EXPECT_EQ(std::get<ParticipantReturned>(events->front()),
              (ParticipantReturned{id_of(kLost), std::string{kLost}}));
    EXPECT_EQ(find(story.session(), id_of(kNewcomer)), nullptr);
    EXPECT_FALSE(story.may(kLost).speak);
  }
}

TEST(Recognition, ARemovedPersonComesBackByNoneOfTheirTokens) {
  Story story = recognised(/*waited_by_own_link=*/true);
  ASSERT_TRUE(story.says("fay", command::Remove{id_of(kLost)}));

  EXPECT_EQ(refusal_of(story.comes(kNewcomer, Role::member, /*named=*/true)), Code::removed);
}

TEST(Recognition, TheCoordinatorTakesBackTheLinkOfAFormerIdentity) {
  Story story = recognised(/*waited_by_own_link=*/true);

  ASSERT_TRUE(story.server(command::ReplaceOwnLink{id_of(kNewcomer)}));

  EXPECT_FALSE(story.person(kLost).connected);
  EXPECT_EQ(refusal_of(story.comes(kNewcomer, Role::member, /*named=*/true)), Code::badToken);
  EXPECT_TRUE(story.says(kNewcomer, command::Enter{"Pia", Role::member, true, 1}));
  ASSERT_TRUE(story.server(command::Bar{id_of(kNewcomer)}));
  EXPECT_TRUE(story.person(kLost).removed);
}

TEST(Recognition, TakingBackTheLinkOfThePresentIdentityTakesBackTheFormerOnes) {
  Story story = recognised(/*waited_by_own_link=*/false);

  ASSERT_TRUE(story.server(command::ReplaceOwnLink{id_of(kLost)}));

  EXPECT_EQ(refusal_of(story.comes(kNewcomer, Role::member, /*named=*/false)), Code::badToken);
}

TEST(Recognition, APersonWhoLeftIsNotAmongThoseWhomOneCouldBeUnlessTheyPresent) {
  Story story = presenter_lost_in("discussion");
  story.leaves("ben");
  story.comes_back(kLost);
  story.leaves(kLost);
  story.comes(kNewcomer, Role::member, /*named=*/false);

  EXPECT_EQ(identities_for(story.session(), story.person(kNewcomer)), std::vector{id_of(kLost)});
}

TEST(Recognition, AsNeedsAChairOnlyForAPersonWhoLeft) {
  Story story = presenter_lost_in("discussion");
  story.comes("ben 2", Role::member, /*named=*/false);
  story.comes(kNewcomer, Role::member, /*named=*/false);
  story.leaves("ben");
  for (std::size_t i = 2; i < kLimits.participants; ++i) {
    ASSERT_TRUE(story.comes("observer " + std::to_string(i), Role::observer));
  }

  EXPECT_EQ(refusal_of(story.says("fay", as("ben", "ben 2"))), Code::sessionFull);
  EXPECT_TRUE(story.says("fay", as(kLost, kNewcomer))) << "the presenter's chair was kept";
}

}  // namespace
}  // namespace stepback::protocol
