// Request lines that can be read in one way alone, and those that are refused.

#include "signalling/net/admission/request_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace stepback::signalling {
namespace {

using namespace std::string_literals;
using testing::HasSubstr;

tl::expected<bool, std::string_view> look(const std::string& target) {
  return look_at_request_line("GET " + target + " HTTP/1.1\r\nHost: x\r\n");
}

TEST(RequestLine, IsGoodIfItsPathIsOnlyThat) {
  for (const char* target :
       {"/", "/ws", "/api/sessions/aA0-_~", "/assets/a.b-1.2.js", "/.well-known/x", "/a..b", "/...",
        "/a%20b%C3%A9", "/a%25b%3Bc", "/a=b,c@d:e!$'()*", "/%E2%82%AC/%7e", "/x?", "/x?a=1&b=2",
        "/x?next=https://a.example/../%2e%41\\", "/x?a=%C3%A4%2F"}) {
    EXPECT_TRUE(look(target).value_or(false)) << target;
  }
  EXPECT_TRUE(look_at_request_line("BREW /x HTTP/1.0\r\n").value_or(false));
}

TEST(RequestLine, IsRefusedIfSomebodyCouldReadAnotherPath) {
  for (const char* target :
       {"/a%0d",      "/a%0D",  "/a%0ab", "/%00",     "/a%1f",  "/a%7f", "/a%7F",    "//",
        "//a",        "/a//b",  "/a//",   "/.",       "/..",    "/./a",  "/a/./b",   "/a/..",
        "/../a",      "/a\\b",  "/a;b",   "/a&b",     "/a+b",   "/a%2e", "/%2E%2e/", "/a%2fb",
        "/a%5cb",     "/a%5Cb", "/a%3fb", "/a%23b",   "/%61",   "/%41",  "/%7a",     "/%39",
        "/a%",        "/a%4",   "/a%zz",  "/a%4g",    "/a%-1",  "/a% 1", "*",        "a",
        "http://x/a", "?a",     "",       "/a?b=%0a", "/a?b=%", "/a b",  "/a?b=%00", "/a?b=%0d%0a",
        "/a#b",       "/a?b#c", "/#",     "/a%3db",   "/%3D"}) {
    EXPECT_FALSE(look(target)) << target;
  }
  for (const std::string byte : {"\t", "\x01", "\x7f", "\x80", "\xc3\xa9", "\r"}) {
    EXPECT_FALSE(look("/a" + byte)) << byte;
  }
  EXPECT_FALSE(look("/a\0"s));
}

TEST(RequestLine, IsRefusedInAnyOtherForm) {
  for (const std::string line :
       {"GET /\r\n", "GET / HTTP/1.1\n", "GET  / HTTP/1.1\r\n", " GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1 \r\n", "GET /\tHTTP/1.1\r\n", "GET / HTTP/2.0\r\n", "GET / HTTP/1.11\r\n",
        "Accept: /x HTTP/1.1\r\n", "HOST: /x HTTP/1.1\r\n", ": /x HTTP/1.1\r\n",
        "get / HTTP/1.1\r\n", "GET2 / HTTP/1.1\r\n", "M-SEARCH / HTTP/1.1\r\n",
        "\r\nGET / HTTP/1.1\r\n", "\n", "GET\r / HTTP/1.1\r\n", "\x16\x03\x01\x02"}) {
    EXPECT_FALSE(look_at_request_line(line)) << line;
  }
  EXPECT_THAT(std::string(look_at_request_line("GET /\r\n").error()), HasSubstr("expected METHOD"));
}

TEST(RequestLine, MayComeInPieces) {
  const std::string line = "GET /api/support HTTP/1.1\r\n";
  for (std::size_t size = 0; size < line.size(); ++size) {
    const auto seen = look_at_request_line(line.substr(0, size));
    ASSERT_TRUE(seen) << size;
    EXPECT_FALSE(*seen) << size;
  }
  EXPECT_TRUE(look_at_request_line(line).value_or(false));
}

TEST(RequestLine, IsBounded) {
  EXPECT_TRUE(look("/" + std::string(kMostRequestLine - 100, 'a')).value_or(false));
  EXPECT_FALSE(look("/" + std::string(kMostRequestLine, 'a')));
  EXPECT_FALSE(look_at_request_line(std::string(kMostRequestLine, 'A')));
  EXPECT_TRUE(look_at_request_line(std::string(kMostRequestLine - 1, 'A')));
}

}  // namespace
}  // namespace stepback::signalling
