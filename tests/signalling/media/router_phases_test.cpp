// Senders and receivers in every phase, for each kind of media and each policy of seeing a
// stepped-back presenter.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <iterator>
#include <set>
#include <utility>

#include "tests/signalling/media/router_group.hpp"

namespace stepback::signalling::test {
namespace {

using protocol::Media;
using protocol::SeenBy;
using stepback::test::Story;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::array kPolicies{SeenBy::nobody, SeenBy::leaders, SeenBy::everyone};

TEST(Router, TheSteppedBackPresenterIsInNoQueueAndIsNotForwarded) {
  for (const SeenBy policy : kPolicies) {
    SCOPED_TRACE(protocol::to_word(policy));
    Group group{policy};
    group.go_to("clarification");
    group.open_all();
    group.send_all();

    group.go_to("discussion");

    EXPECT_EQ(group.send("ada", Media::audio), PacketRefusal::notPermitted);
    EXPECT_EQ(group.send("ada", Media::video), PacketRefusal::notPermitted);
    EXPECT_THAT(group.receivers_of("ada"), IsEmpty());
  }
}

TEST(Router, WhatWaitsOfThoseWhoMayGoOnIsKeptThroughTheStepBack) {
  Group group;
  group.go_to("clarification");
  group.open_all();
  group.send_all();

  group.go_to("discussion");

  EXPECT_THAT(group.read("ada", Media::audio), UnorderedElementsAre("fay", "cole", "ben"));
  EXPECT_THAT(group.read("oli", Media::audio), UnorderedElementsAre("fay", "cole", "ben"));
}

TEST(Router, ThePictureOfASteppedBackPresenterGoesToThoseWhomTheTemplateNames) {
  const std::map<SeenBy, std::vector<std::string>> expected{
      {SeenBy::leaders, {"cole", "fay"}}, {SeenBy::everyone, {"ben", "cole", "fay", "oli"}}};
  for (const auto& [policy, names] : expected) {
    SCOPED_TRACE(protocol::to_word(policy));
    Group group{policy};
    group.go_to("discussion");
    group.open("ada");

    EXPECT_EQ(group.send("ada", Media::video), std::nullopt);
    EXPECT_EQ(group.send("ada", Media::audio), PacketRefusal::notPermitted);
    const auto receivers = group.receivers_of("ada");
    EXPECT_THAT(receivers, ElementsAre(testing::Pair(Media::video, names)));
  }
}

TEST(Router, TheReturnGivesThePresenterTheRightAndOpensNothing) {
  Group group{SeenBy::leaders};
  group.go_to("discussion");
  group.open("ada");
  ASSERT_EQ(group.send("ada", Media::video), std::nullopt);

  group.go_to("return");

  EXPECT_EQ(group.send("ada", Media::video), PacketRefusal::notPermitted);
  EXPECT_EQ(group.send("ada", Media::audio), PacketRefusal::notPermitted);
  EXPECT_THAT(group.receivers_of("ada"), IsEmpty());
  group.open("ada");
  EXPECT_EQ(group.send("ada", Media::video), std::nullopt);
  EXPECT_EQ(group.send("ada", Media::audio), std::nullopt);
}

// Pairs of a sender's and a receiver's name.
using Flows = std::set<std::pair<std::string, std::string>>;

// The flows that the template's tables alone allow now.
Flows allowed(const Story& story, Media media) {
  const auto& session = story.session();
  const auto& phase = session.template_.phases[session.phase];
  const auto sees = [&](const protocol::Participant& receiver) {
    return phase.stepped_back_seen_by == SeenBy::everyone || protocol::is_leader(receiver);
  };
  Flows flows;
  for (const auto& sender : session.participants) {
    const auto& rule = phase.rule(protocol::seat_of(session, sender));
    const bool sends =
        media == Media::audio ? rule.speak && sender.audio : rule.show && sender.video;
    for (const auto& receiver : session.participants) {
      const bool hears = phase.rule(protocol::seat_of(session, receiver)).hear;
      if (!sender.connected || !receiver.connected || !sends || !hears) continue;
      if (sender.id == receiver.id) continue;
      if (rule.channel == protocol::Channel::observer && !sees(receiver)) continue;
      flows.emplace(sender.id.str(), receiver.id.str());
    }
  }
  return flows;
}

std::map<Media, Flows> allowed(const Story& story) {
  return {{Media::audio, allowed(story, Media::audio)},
          {Media::video, allowed(story, Media::video)}};
}

// Empties the queues and returns the flows of the packets in them.
std::map<Media, Flows> read_queues(Group& group) {
  std::map<Media, Flows> waiting{{Media::audio, {}}, {Media::video, {}}};
  for (auto& [receiver, peer] : group.peers) {
    for (const auto& packet : peer->read_packets()) {
      waiting[packet.media].emplace(group.name_of(packet.ssrc), receiver);
    }
  }
  return waiting;
}

Flows both(const Flows& before, const Flows& now) {
  Flows kept;
  std::ranges::set_intersection(before, now, std::inserter(kept, kept.end()));
  return kept;
}

TEST(Router, AfterEveryChangeOfPhaseQueuesHoldExactlyWhatTheNewPhaseAllows) {
  for (const SeenBy policy : kPolicies) {
    SCOPED_TRACE(protocol::to_word(policy));
    const auto phases = stepback::test::small_template().phases;
    for (std::size_t next = 1; next < phases.size(); ++next) {
      SCOPED_TRACE(phases[next].name);
      Group group{policy};
      group.go_to(phases[next - 1].name);
      group.open_all();
      group.send_all();
      auto before = allowed(group.story);

      group.go_to(phases[next].name);

      auto now = allowed(group.story);
      const std::map<Media, Flows> kept{
          {Media::audio, both(before[Media::audio], now[Media::audio])},
          {Media::video, both(before[Media::video], now[Media::video])}};
      EXPECT_EQ(read_queues(group), kept);
      group.open_all();
      group.send_all();
      EXPECT_EQ(read_queues(group), allowed(group.story));
    }
  }
}

TEST(Router, TheObserverChannelReceivesEveryPacketOfTheCircleInEveryPhase) {
  for (const auto& phase : stepback::test::small_template().phases) {
    if (phase.name == "debrief") continue;
    Group group;
    group.go_to(phase.name);
    group.open_all();
    const auto observers = phase.name == "discussion" ? std::vector<std::string>{"ada", "oli"}
                                                      : std::vector<std::string>{"oli"};
    for (const auto& sender : group.story.session().participants) {
      for (const Media media : {Media::audio, Media::video}) {
        if (group.send(sender.id.str(), media)) continue;  // refused: not in the circle now
        auto expected = observers;
        std::erase(expected, sender.id.str());
        EXPECT_THAT(group.receivers_of(sender.id.str())[media], testing::IsSupersetOf(expected))
            << protocol::to_word(media) << " of " << sender.id.str() << " in " << phase.name;
      }
    }
  }
}

TEST(Router, TheSteppedBackPresenterReceivesTheCircle) {
  Group group;
  group.go_to("discussion");
  group.open_all();
  group.send_all();

  EXPECT_THAT(group.read("ada", Media::audio), UnorderedElementsAre("fay", "cole", "ben"));
}

}  // namespace
}  // namespace stepback::signalling::test
