// The parts of a room by themselves: people who arrive, who they are, how well people hear.

#include <gtest/gtest.h>

#include "signalling/sessions/arrivals.hpp"
#include "signalling/sessions/guest.hpp"
#include "signalling/sessions/hearing_watch.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using protocol::Hearing;
using stepback::test::id_of;

TEST(Arrivals, AreTakenOnceByTheirTicket) {
  Arrivals arrivals;
  FakePeer first;
  FakePeer second;
  const auto one = arrivals.add(first, first);
  const auto other = arrivals.add(second, second);

  EXPECT_TRUE(arrivals.contains(one));
  EXPECT_EQ(arrivals.take(other).value().peer, &second);
  EXPECT_FALSE(arrivals.take(other));
  EXPECT_FALSE(arrivals.contains(other));
  EXPECT_FALSE(arrivals.empty());
}

TEST(Arrivals, ALostConnectionIsGoneAndItsAddressMayComeAgain) {
  Arrivals arrivals;
  FakePeer peer;
  const auto lost = arrivals.add(peer, peer);
  arrivals.forget(peer);
  EXPECT_TRUE(arrivals.empty());

  const auto again = arrivals.add(peer, peer);

  EXPECT_FALSE(arrivals.take(lost));
  EXPECT_TRUE(arrivals.take(again));
}

TEST(Guest, IsCalledAsTheirOwnTokenSaysAndOtherwiseAsTheyWish) {
  CountingRandom random;
  protocol::Claims own;
  own.subject = id_of("ada");
  own.name = "Ada";
  protocol::Claims shared = own;
  shared.shared = true;
  const protocol::Claims link;

  EXPECT_EQ(guest_of(own, "Eve", random)->name, "Ada");
  EXPECT_EQ(guest_of(shared, "Eve", random)->name, "Eve");
  EXPECT_EQ(guest_of(shared, std::nullopt, random)->name, "Ada");
  EXPECT_EQ(guest_of(link, "Eve", random)->name, "Eve");
  EXPECT_FALSE(guest_of(link, std::nullopt, random));
  EXPECT_NE(guest_of(link, "Eve", random)->id, guest_of(link, "Eve", random)->id);
}

TEST(Guest, ComesBackAsTheSameParticipant) {
  CountingRandom random;
  stepback::test::Story story = stepback::test::Story::seated();
  story.comes("gus", protocol::Role::member, /*named=*/false);

  for (const protocol::Participant& each : story.session().participants) {
    const auto claims = resume_claims(story.session(), each, story.now());
    const auto guest = guest_of(claims, std::nullopt, random);
    EXPECT_EQ(guest->id, each.id);
    EXPECT_EQ(guest->name, each.name);
    EXPECT_EQ(guest->role, each.role);
    EXPECT_EQ(guest->named, each.named) << each.id.str();
  }
}

TEST(HearingWatch, TellsTheNewestReportUntilOneIsOverdue) {
  HearingWatch watch;
  watch.begin(id_of("ada"), 10s);
  EXPECT_EQ(watch.judge(id_of("ada"), 10s), std::nullopt) << "no report was due";

  watch.report(id_of("ada"), Hearing::ok, 12s);
  watch.report(id_of("ada"), Hearing::poor, 14s);

  EXPECT_EQ(watch.judge(id_of("ada"), 26s), Hearing::poor);
  EXPECT_EQ(watch.judge(id_of("ada"), 26s + 1ms), Hearing::none);
}

TEST(HearingWatch, KnowsNothingOfANewConnectionAndOfPeopleWhoHaveGone) {
  HearingWatch watch;
  watch.begin(id_of("ada"), 0s);
  watch.report(id_of("ada"), Hearing::ok, 1s);
  watch.begin(id_of("ada"), 2s);
  EXPECT_EQ(watch.judge(id_of("ada"), 3s), std::nullopt);

  watch.begin(id_of("ben"), 2s);
  watch.retain([](const auto& id) { return id == id_of("ben"); });
  watch.report(id_of("ada"), Hearing::ok, 3s);

  EXPECT_EQ(watch.judge(id_of("ada"), 1min), std::nullopt);
  EXPECT_EQ(watch.judge(id_of("ben"), 1min), Hearing::none);
}

}  // namespace
}  // namespace stepback::signalling::test
