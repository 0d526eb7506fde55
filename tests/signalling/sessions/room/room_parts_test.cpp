// The parts of a room by themselves: people who arrive, and who they are.

#include <gtest/gtest.h>

#include "signalling/sessions/arrivals.hpp"
#include "signalling/sessions/guest.hpp"
#include "tests/support/fakes.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using stepback::test::id_of;

TEST(Arrivals, AreTakenOnceByTheirTicket) {
  Arrivals arrivals;
  FakePeer first;
  FakePeer second;
  arrivals.add(id_of("ada"), id_of("ada"), first, first);
  const auto other = arrivals.add(id_of("zoe"), id_of("zoe"), second, second);

  EXPECT_TRUE(arrivals.contains(id_of("ada")));
  EXPECT_EQ(arrivals.take(other).value().peer, &second);
  EXPECT_FALSE(arrivals.take(other));
  EXPECT_FALSE(arrivals.contains(id_of("zoe")));
  EXPECT_FALSE(arrivals.empty());
}

TEST(Arrivals, ALostConnectionIsGoneAndItsAddressMayComeAgain) {
  Arrivals arrivals;
  FakePeer peer;
  const auto lost = arrivals.add(id_of("zoe"), id_of("zoe"), peer, peer);
  arrivals.forget(peer);
  EXPECT_TRUE(arrivals.empty());

  const auto again = arrivals.add(id_of("zoe"), id_of("zoe"), peer, peer);

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

  EXPECT_EQ(guest_of(own, "Eve", {}, random)->name, "Ada");
  EXPECT_EQ(guest_of(shared, "Eve", {}, random)->name, "Eve");
  EXPECT_EQ(guest_of(shared, std::nullopt, {}, random)->name, "Ada");
  EXPECT_EQ(guest_of(link, "Eve", {}, random)->name, "Eve");
  EXPECT_FALSE(guest_of(link, std::nullopt, {}, random));
  EXPECT_NE(guest_of(link, "Eve", {}, random)->id, guest_of(link, "Eve", {}, random)->id);
}

TEST(Guest, ComesBackAsTheSameParticipant) {
  CountingRandom random;
  stepback::test::Story story = stepback::test::Story::seated();
  story.comes("gus", protocol::Role::member, /*named=*/false);

  for (const protocol::Participant& each : story.session().participants) {
    const auto claims = resume_claims(story.session(), each, story.now());
    const auto guest = guest_of(claims, std::nullopt, {}, random);
    EXPECT_EQ(guest->id, each.id);
    EXPECT_EQ(guest->name, each.name);
    EXPECT_EQ(guest->role, each.role);
    EXPECT_EQ(guest->named, each.named) << each.id.str();
  }
}

}  // namespace
}  // namespace stepback::signalling::test
