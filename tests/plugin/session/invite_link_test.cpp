#include "plugin/src/net/invite_link.hpp"

#include <gtest/gtest.h>

#include <string>

namespace stepback::plugin {
namespace {

TEST(InviteLink, IsAServerAndATokenInTheFragment) {
  const auto link = parse_link("https://balint.example:8443/groups/page#join=ab.c-d_e~F1");
  ASSERT_TRUE(link) << link.error();
  EXPECT_EQ(link->server, (ServerAddress{true, "balint.example", 8443, "/groups/"}));
  EXPECT_EQ(link->token, "ab.c-d_e~F1");
}

TEST(InviteLink, TakesTheSchemesOwnPort) {
  EXPECT_EQ(parse_link("http://host#join=t")->server, (ServerAddress{false, "host", 80, "/"}));
  EXPECT_EQ(parse_link("HTTPS://host/#join=t")->server, (ServerAddress{true, "host", 443, "/"}));
}

TEST(InviteLink, KnowsIpVersion6) {
  const auto link = parse_link("http://[::1]:8080/#join=t");
  ASSERT_TRUE(link) << link.error();
  EXPECT_EQ(link->server.host, "::1");
  EXPECT_EQ(host_header(link->server), "[::1]:8080");
}

TEST(InviteLink, NamesThePortInTheHostHeaderOnlyWhereItIsNotTheSchemes) {
  EXPECT_EQ(host_header({false, "host", 80, "/"}), "host");
  EXPECT_EQ(host_header({false, "host", 443, "/"}), "host:443");
  EXPECT_EQ(host_header({true, "host", 443, "/"}), "host");
}

TEST(InviteLink, IsReadAgainAsTheSameFromItsText) {
  for (const InviteLink& link : {InviteLink{{true, "balint.example", 443, "/"}, "ab.c-d_e~F1"},
                                 InviteLink{{true, "balint.example", 8443, "/groups/"}, "t"},
                                 InviteLink{{false, "127.0.0.1", 8080, "/"}, "t"},
                                 InviteLink{{false, "::1", 80, "/"}, "t"}}) {
    const auto again = parse_link(text_of(link));
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(*again, link);
  }
  EXPECT_EQ(text_of({{true, "balint.example", 443, "/groups/"}, "t"}),
            "https://balint.example/groups/#join=t");
}

class BadLink : public testing::TestWithParam<std::string> {};

TEST_P(BadLink, IsRefusedWithASentenceThatHoldsNothingOfIt) {
  const auto link = parse_link(GetParam());
  ASSERT_FALSE(link);
  EXPECT_NE(link.error().find("expected"), std::string::npos);
  EXPECT_EQ(link.error().find("sEcReT"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(
    OfEachKind, BadLink,
    testing::Values("", "host#join=sEcReT", "ftp://host#join=sEcReT", "http://host",
                    "http://host#sEcReT", "http://host#join=", "http://#join=sEcReT",
                    "http://host:0#join=sEcReT", "http://host:65536#join=sEcReT",
                    "http://host:80x#join=sEcReT", "http://host:#join=sEcReT",
                    "http://user@host#join=sEcReT", "http://ho st#join=sEcReT",
                    "http://host/?q=1#join=sEcReT", "http://host/#join=sEcReT sEcReT",
                    "http://host/#join=sEcReT&x=1", "http://host/#join=sEc#ReT",
                    "http://[::1#join=sEcReT", "http://[::1]x#join=sEcReT",
                    "http://host\r\nX: y/#join=sEcReT", "http://host/\r\n#join=sEcReT",
                    "http://host/#join=" + std::string(9000, 'a'),
                    "http://" + std::string(300, 'a') + "#join=sEcReT"));

TEST(ServerAddress, MayHaveAPathOfItsOwn) {
  EXPECT_EQ(parse_server("http://host:1/balint/")->base, "/balint/");
  EXPECT_EQ(parse_server("http://host:1")->base, "/");
}

TEST(Loopback, IsThisMachineAlone) {
  EXPECT_TRUE(is_loopback("localhost"));
  EXPECT_TRUE(is_loopback("127.0.0.1"));
  EXPECT_TRUE(is_loopback("::1"));
  EXPECT_FALSE(is_loopback("128.0.0.1"));
  EXPECT_FALSE(is_loopback("localhost.example"));
}

}  // namespace
}  // namespace stepback::plugin
