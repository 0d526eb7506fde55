// The limits of one address, with a clock that the test turns.

#include "signalling/net/admission/address_limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <list>
#include <string>
#include <vector>

#include "tests/signalling/net/addresses.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::Optional;

class AddressLimitsTest : public testing::Test {
 protected:
  /// Lets somebody come and stay. Returns the reason if they are turned away.
  std::optional<TurnedAway> come(const std::string& address, int times = 1) {
    std::optional<TurnedAway> refusal;
    for (int i = 0; i < times; ++i) {
      auto visit = limits.arrive(at(address), now);
      if (visit) {
        visits.push_back(*std::move(visit));
      } else {
        refusal = visit.error();
      }
    }
    return refusal;
  }

  AddressBounds bounds{.connections = 20,
                       .waiting = 10,
                       .owed_bytes = 1000,
                       .waiting_each = 4,
                       .owed_bytes_each = 300,
                       .arrivals_each = 2,
                       .bad_tokens_each = 1,
                       .undisturbed = 1s,
                       .addresses = 5};
  AddressLimits limits{bounds};
  std::list<Visit> visits;
  protocol::Duration now = 10min;
};

TEST_F(AddressLimitsTest, AnAddressMayHaveSoManyWhoHaveNotJoined) {
  EXPECT_EQ(come("192.0.2.1", 4), std::nullopt);

  EXPECT_THAT(come("192.0.2.1"), Optional(TurnedAway::tooManyWaiting));
  EXPECT_EQ(come("192.0.2.2"), std::nullopt) << "another one's bound is their own";
}

TEST_F(AddressLimitsTest, AtTheBoundTheOldestGivesWayIfItIsNotYoung) {
  come("192.0.2.1", 2);
  now += 1s;
  come("192.0.2.1", 2);
  come("192.0.2.2");
  std::vector<int> left;
  int number = 0;
  for (Visit& each : visits) {
    each.on_displaced([&left, mine = number++] { left.push_back(mine); });
  }

  EXPECT_EQ(come("192.0.2.1"), std::nullopt);
  EXPECT_THAT(left, ElementsAre(0));
  EXPECT_EQ(come("192.0.2.1"), std::nullopt);
  EXPECT_THAT(left, ElementsAre(0, 1));
  EXPECT_THAT(come("192.0.2.1"), Optional(TurnedAway::tooManyWaiting)) << "they came a moment ago";
  EXPECT_THAT(left, ElementsAre(0, 1));
  EXPECT_EQ(limits.connections(), 7U) << "a connection that gives way is there until it ends";
}

TEST_F(AddressLimitsTest, AVisitThatHasJoinedGivesWayToNobody) {
  come("192.0.2.1", 5);
  int left = 0;
  for (Visit& each : visits) each.on_displaced([&left] { ++left; });
  for (Visit& each : visits) each.joined();
  now += 10s;

  EXPECT_EQ(come("192.0.2.1", 4), std::nullopt);
  EXPECT_EQ(left, 0);
  EXPECT_FALSE(visits.front().waits());
  EXPECT_TRUE(visits.back().waits());
}

TEST_F(AddressLimitsTest, AVisitThatGivesWayMakesRoomOnTheServerToo) {
  for (const char* address : {"192.0.2.1", "192.0.2.2", "192.0.2.3"}) come(address, 4);
  ASSERT_THAT(come("192.0.2.4"), Optional(TurnedAway::serverFull));
  now += 1s;

  EXPECT_EQ(come("192.0.2.1"), std::nullopt);
  EXPECT_THAT(come("192.0.2.4"), Optional(TurnedAway::serverFull)) << "others keep their places";
  visits.pop_front();
  EXPECT_THAT(come("192.0.2.4"), Optional(TurnedAway::serverFull)) << "it was counted no longer";
  visits.pop_front();
  EXPECT_EQ(come("192.0.2.4"), std::nullopt);
}

TEST_F(AddressLimitsTest, NothingBoundsHowManyOfAnAddressHaveJoined) {
  for (int i = 0; i < 12; ++i) {
    now += 1s;
    ASSERT_EQ(come("192.0.2.1"), std::nullopt);
    visits.back().joined();
  }
  EXPECT_EQ(limits.connections(), 12U);
}

TEST_F(AddressLimitsTest, WhoGoesMakesRoom) {
  come("192.0.2.1", 4);
  visits.pop_front();

  EXPECT_EQ(come("192.0.2.1"), std::nullopt);
  EXPECT_EQ(limits.connections(), 4U);
}

TEST_F(AddressLimitsTest, ArrivalsAreBoundedInTheLongRunAndAtOnce) {
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(come("192.0.2.1"), std::nullopt) << i;
    visits.clear();
  }
  EXPECT_THAT(come("192.0.2.1"), Optional(TurnedAway::tooManyArrivals));

  now += 1s;
  EXPECT_EQ(come("192.0.2.1", 2), std::nullopt);
  EXPECT_THAT(come("192.0.2.1"), Optional(TurnedAway::tooManyArrivals));
}

TEST_F(AddressLimitsTest, WhoIsTurnedAwayHasComeAllTheSame) {
  come("192.0.2.1", 20);

  visits.clear();

  EXPECT_THAT(come("192.0.2.1"), Optional(TurnedAway::tooManyArrivals));
}

TEST_F(AddressLimitsTest, TheServerHoldsSoManyWhoHaveNotJoined) {
  for (const char* address : {"192.0.2.1", "192.0.2.2", "192.0.2.3"}) come(address, 4);

  EXPECT_EQ(limits.connections(), 10U);
  EXPECT_THAT(come("192.0.2.4"), Optional(TurnedAway::serverFull));
  visits.front().joined();
  EXPECT_EQ(come("192.0.2.4"), std::nullopt);
}

TEST_F(AddressLimitsTest, TheServerHoldsSoManyInAll) {
  for (int i = 0; i < 20; ++i) {
    now += 1s;
    ASSERT_EQ(come("192.0.2.1"), std::nullopt);
    visits.back().joined();
  }
  EXPECT_THAT(come("192.0.2.2"), Optional(TurnedAway::serverFull));
}

TEST_F(AddressLimitsTest, BadTokensAreBoundedForTheWholeAddress) {
  come("192.0.2.1", 2);
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(visits.front().bad_token(now)) << i;
  }
  EXPECT_FALSE(visits.front().bad_token(now));
  EXPECT_FALSE(visits.back().bad_token(now)) << "they share the address";
  come("192.0.2.2");
  EXPECT_TRUE(visits.back().bad_token(now));

  now += 1s;
  EXPECT_TRUE(visits.front().bad_token(now));
}

TEST_F(AddressLimitsTest, WhoDoesNotFetchTheirAnswersGetsNoMore) {
  come("192.0.2.1", 2);
  visits.front().owe(299);
  EXPECT_EQ(visits.back().fetches_too_little(), std::nullopt);
  visits.front().owe(1);
  EXPECT_THAT(visits.back().fetches_too_little(), Optional(TurnedAway::tooManyWaiting));
  come("192.0.2.2");
  EXPECT_EQ(visits.back().fetches_too_little(), std::nullopt);
  visits.pop_front();
  EXPECT_EQ(visits.front().fetches_too_little(), std::nullopt) << "it went with its connection";
}

TEST_F(AddressLimitsTest, TheServerOwesSoMuchInAll) {
  for (const char* address : {"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"}) {
    come(address);
    visits.back().owe(250);
  }
  come("192.0.2.5");
  EXPECT_THAT(visits.back().fetches_too_little(), Optional(TurnedAway::serverFull));
}

TEST_F(AddressLimitsTest, MachinesOfOneIpv6NetworkAreOneAddress) {
  come("2001:db8::1", 2);
  come("2001:db8::2", 2);

  EXPECT_THAT(come("2001:db8:0:0:ffff::3"), Optional(TurnedAway::tooManyWaiting));
  EXPECT_EQ(come("2001:db8:0:1::3"), std::nullopt);
}

TEST_F(AddressLimitsTest, AVisitKnowsItsNetwork) {
  const auto network_of = [&](const std::string& address) {
    EXPECT_EQ(come(address), std::nullopt) << address;
    return visits.back().network();
  };

  const Network ipv4 = network_of("192.0.2.1");
  EXPECT_TRUE(ipv4.is_known());
  EXPECT_EQ(network_of("192.0.2.1"), ipv4);
  EXPECT_NE(network_of("192.0.2.2"), ipv4);
  EXPECT_EQ(network_of("2001:db8::1"), network_of("2001:db8::ffff:2"));
  EXPECT_NE(network_of("2001:db8:0:1::1"), network_of("2001:db8:0:2::1"));

  Visit by_proxy = limits.arrive(std::nullopt, now).value();
  EXPECT_FALSE(by_proxy.network().is_known());
  by_proxy.is_of(at("192.0.2.1"), now);
  EXPECT_EQ(by_proxy.network(), ipv4);
  const Visit moved = std::move(by_proxy);
  EXPECT_EQ(moved.network(), ipv4);
  EXPECT_FALSE(Visit{}.network().is_known());
}

TEST_F(AddressLimitsTest, BehindAProxyAVisitCountsOnceItIsSaidWhoseItIs) {
  for (int i = 0; i < 6; ++i) {
    auto visit = limits.arrive(std::nullopt, now);
    ASSERT_TRUE(visit);
    visits.push_back(*std::move(visit));
    const auto refusal = visits.back().is_of(at("192.0.2.1"), now);
    EXPECT_EQ(refusal, i < 4 ? std::nullopt : std::optional(TurnedAway::tooManyWaiting)) << i;
  }
  EXPECT_EQ(limits.connections(), 6U);
  visits.clear();
  EXPECT_EQ(come("192.0.2.1", 4), std::nullopt);
}

TEST_F(AddressLimitsTest, BehindAProxyTheOldestOfTheSameClientGivesWay) {
  std::vector<std::string> left;
  const auto come_by_proxy = [&](const std::string& address) {
    visits.push_back(limits.arrive(std::nullopt, now).value());
    visits.back().on_displaced([&left, address] { left.push_back(address); });
    return visits.back().is_of(at(address), now);
  };
  come_by_proxy("192.0.2.2");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(come_by_proxy("192.0.2.1"), std::nullopt);
  now += 1s;

  EXPECT_EQ(come_by_proxy("192.0.2.1"), std::nullopt);

  EXPECT_THAT(left, ElementsAre("192.0.2.1"));
}

TEST_F(AddressLimitsTest, ABoundOfZeroIsNone) {
  bounds.waiting_each = bounds.arrivals_each = bounds.bad_tokens_each = 0;
  AddressLimits unbound{bounds};
  std::list<Visit> here;
  for (int i = 0; i < 10; ++i) {
    auto visit = unbound.arrive(at("192.0.2.1"), now);
    ASSERT_TRUE(visit);
    here.push_back(*std::move(visit));
  }
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(here.front().bad_token(now));
}

TEST_F(AddressLimitsTest, AddressesAreForgottenOnceNothingIsToBeRemembered) {
  come("192.0.2.1");
  come("192.0.2.2");
  visits.pop_back();
  limits.forget_idle(now);
  EXPECT_EQ(limits.addresses(), 2U) << "it came a moment ago";

  now += 1s;
  limits.forget_idle(now);

  EXPECT_EQ(limits.addresses(), 1U);
  visits.clear();
}

TEST_F(AddressLimitsTest, TooManyAddressesAreCountedAsOne) {
  for (int i = 1; i <= 5; ++i) come("192.0.2." + std::to_string(i));
  come("192.0.2.6", 2);
  come("192.0.2.7", 2);

  EXPECT_EQ(limits.addresses(), 6U);
  EXPECT_THAT(come("192.0.2.8"), Optional(TurnedAway::tooManyWaiting));
}

TEST_F(AddressLimitsTest, AVisitOfNobodyMayDoEverything) {
  Visit nobody;
  nobody.owe(1'000'000);
  nobody.joined();
  EXPECT_TRUE(nobody.bad_token(now));
  EXPECT_EQ(nobody.fetches_too_little(), std::nullopt);
  EXPECT_EQ(nobody.is_of(at("192.0.2.1"), now), std::nullopt);
}

TEST_F(AddressLimitsTest, AVisitThatMovesCountsOnce) {
  come("192.0.2.1");
  Visit moved = std::move(visits.front());
  visits.clear();
  EXPECT_EQ(limits.connections(), 1U);
  moved = Visit();
  EXPECT_EQ(limits.connections(), 0U);
}

}  // namespace
}  // namespace stepback::signalling::test
