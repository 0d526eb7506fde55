#include "signalling/net/http/web_origin.hpp"

#include <gtest/gtest.h>

namespace stepback::signalling {
namespace {

std::string parsed(std::string_view text) {
  const auto origin = WebOrigin::parse(text);
  return origin ? origin->str() : "none";
}

TEST(WebOriginTest, IsWrittenAsBrowsersWriteIt) {
  EXPECT_EQ(parsed("https://moodle.example.edu"), "https://moodle.example.edu");
  EXPECT_EQ(parsed("HTTPS://Moodle.Example.EDU/"), "https://moodle.example.edu");
  EXPECT_EQ(parsed("https://moodle.example.edu:443"), "https://moodle.example.edu");
  EXPECT_EQ(parsed("http://moodle.example.edu:443"), "http://moodle.example.edu:443");
  EXPECT_EQ(parsed("http://localhost:80"), "http://localhost");
  EXPECT_EQ(parsed("http://127.0.0.1:5173"), "http://127.0.0.1:5173");
  EXPECT_EQ(parsed("http://[::1]:5173"), "http://[::1]:5173");
  EXPECT_EQ(parsed("https://[2001:db8::1]"), "https://[2001:db8::1]");
}

TEST(WebOriginTest, AnythingElseIsNone) {
  for (const char* text : {"",
                           "null",
                           "*",
                           "moodle.example.edu",
                           "ftp://moodle.example.edu",
                           "https://",
                           "https:///",
                           "https://*.example.edu",
                           "https://moodle.example.edu/course",
                           "https://a.example//",
                           "https://a.example?x",
                           "https://a.example#x",
                           "https://a b.example",
                           "https://a.example:",
                           "https://a.example:0",
                           "https://a.example:65536",
                           "https://a.example:+1",
                           "https://a.example:1:2",
                           "https://me@a.example",
                           "https://a..example",
                           "https://.example",
                           "https://a.example; script-src *",
                           "https://a.example\r\nx: y",
                           "https://[::1",
                           "https://[]",
                           "https://[a.example]",
                           "https://b\xc3\xa4lint.example"}) {
    EXPECT_EQ(parsed(text), "none") << text;
  }
  EXPECT_EQ(parsed("https://" + std::string(254, 'a')), "none");
}

TEST(WebOriginTest, AnAddressHasTheOriginBeforeItsPath) {
  EXPECT_EQ(WebOrigin::of_url("https://example.edu/balint/x")->str(), "https://example.edu");
  EXPECT_EQ(WebOrigin::of_url("http://localhost:8080")->str(), "http://localhost:8080");
  EXPECT_FALSE(WebOrigin::of_url("example.edu"));
}

TEST(WebOriginTest, ItsSocketHasTheSameHostAndPort) {
  EXPECT_EQ(WebOrigin::parse("https://a.example:8443")->socket(), "wss://a.example:8443");
  EXPECT_EQ(WebOrigin::parse("http://a.example")->socket(), "ws://a.example");
}

TEST(WebOriginTest, KnowsItsHostHeader) {
  const WebOrigin plain = *WebOrigin::parse("http://a.example:8080");
  EXPECT_TRUE(plain.is_host("a.example:8080"));
  EXPECT_TRUE(plain.is_host("A.Example:8080"));
  EXPECT_FALSE(plain.is_host("a.example"));
  EXPECT_FALSE(plain.is_host("a.example:8081"));
  EXPECT_FALSE(plain.is_host("b.example:8080"));
  EXPECT_FALSE(plain.is_host(""));
  const WebOrigin secure = *WebOrigin::parse("https://a.example");
  EXPECT_TRUE(secure.is_host("a.example"));
  EXPECT_TRUE(secure.is_host("a.example:443"));
  EXPECT_FALSE(secure.is_host("a.example:80"));
}

TEST(WebOriginTest, HasAHostWithoutPortAndBrackets) {
  EXPECT_EQ(WebOrigin::parse("https://balint.example.edu:8443")->host(), "balint.example.edu");
  EXPECT_EQ(WebOrigin::parse("http://localhost")->host(), "localhost");
  EXPECT_EQ(WebOrigin::parse("https://[::1]:8443")->host(), "::1");
}

}  // namespace
}  // namespace stepback::signalling
