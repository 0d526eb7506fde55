// Addresses as values, and the client's address behind a proxy.

#include "signalling/net/admission/client_address.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "signalling/net/admission/trusted_proxies.hpp"
#include "tests/signalling/net/addresses.hpp"

namespace stepback::signalling::test {
namespace {

using testing::HasSubstr;

TEST(ClientAddress, IsReadWithAndWithoutAPort) {
  EXPECT_EQ(at("192.0.2.1:80"), at("192.0.2.1"));
  EXPECT_EQ(at("[2001:db8::1]:80"), at("2001:db8::1"));
  EXPECT_EQ(at("[2001:db8::1]"), at("2001:DB8:0::1"));
  EXPECT_NE(at("192.0.2.1"), at("192.0.2.2"));
}

TEST(ClientAddress, IsTheSameMappedIntoIpv6) {
  EXPECT_EQ(at("::ffff:192.0.2.1"), at("192.0.2.1"));
}

TEST(ClientAddress, WhatIsNoneIsNotRead) {
  for (const char* text : {"", "unknown", "_hidden", "192.0.2", "192.0.2.256", "[2001:db8::1",
                           "2001:db8::1::2", "192.0.2.1 ", "localhost"}) {
    EXPECT_FALSE(ClientAddress::parse(text)) << text;
  }
}

TEST(ClientAddress, KnowsItsOwnMachine) {
  for (const char* text : {"127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"}) {
    EXPECT_TRUE(at(text).is_loopback()) << text;
  }
  for (const char* text : {"128.0.0.1", "::", "::2", "2001:db8::1"}) {
    EXPECT_FALSE(at(text).is_loopback()) << text;
  }
}

TEST(TrustedProxies, NobodyIsTrustedUnlessTold) {
  EXPECT_FALSE(TrustedProxies().trusts(at("127.0.0.1")));
  EXPECT_EQ(TrustedProxies().client_of(at("127.0.0.1"), "192.0.2.1"), at("127.0.0.1"));
}

TEST(TrustedProxies, SaysWhatItDoesNotUnderstand) {
  const auto proxies = TrustedProxies::parse({"loopback", "proxy.example.edu"});
  ASSERT_FALSE(proxies);
  EXPECT_THAT(proxies.error(), HasSubstr("expected loopback or an IP address"));
}

class Proxied : public testing::Test {
 protected:
  TrustedProxies proxies = TrustedProxies::parse({"loopback", "198.51.100.7"}).value();
};

TEST_F(Proxied, ATrustedOneSaysForWhomItAsks) {
  EXPECT_EQ(proxies.client_of(at("127.0.0.1"), "192.0.2.1"), at("192.0.2.1"));
  EXPECT_EQ(proxies.client_of(at("198.51.100.7"), "2001:db8::1"), at("2001:db8::1"));
}

TEST_F(Proxied, AnyOtherIsNotBelieved) {
  EXPECT_EQ(proxies.client_of(at("203.0.113.5"), "192.0.2.1"), at("203.0.113.5"));
}

TEST_F(Proxied, WhatTheClientWroteItselfIsPassedOver) {
  EXPECT_EQ(proxies.client_of(at("127.0.0.1"), "10.1.1.1, 192.0.2.1"), at("192.0.2.1"));
}

TEST_F(Proxied, TrustedOnesMayStandInARow) {
  EXPECT_EQ(proxies.client_of(at("127.0.0.1"), "10.1.1.1,192.0.2.1 , 198.51.100.7"),
            at("192.0.2.1"));
}

TEST_F(Proxied, WhatCannotBeReadLeavesTheLastThatCould) {
  EXPECT_EQ(proxies.client_of(at("127.0.0.1"), ""), at("127.0.0.1"));
  EXPECT_EQ(proxies.client_of(at("127.0.0.1"), "192.0.2.1, unknown"), at("127.0.0.1"));
  EXPECT_EQ(proxies.client_of(at("127.0.0.1"), "192.0.2.1, unknown, 198.51.100.7"),
            at("198.51.100.7"));
}

}  // namespace
}  // namespace stepback::signalling::test
