// The names that are the server's own.

#include "signalling/net/http/own_hosts.hpp"

#include <gtest/gtest.h>

namespace stepback::signalling {
namespace {

const OwnHosts kHosts{{.anywhere = {"balint.example.edu", "2001:db8::1"},
                       .here = {"192.0.2.7", "server.local"},
                       .port = 8080}};

bool own(const OwnHosts& hosts, std::string_view header, const std::string& arrived_at = "") {
  return hosts.contain(header, arrived_at);
}

TEST(OwnHosts, NamesOfTheOptionsCountWithAnyPort) {
  for (const char* header : {"balint.example.edu", "BALINT.example.edu:8443",
                             "balint.example.edu:1", "[2001:db8::1]", "[2001:db8::1]:9"}) {
    EXPECT_TRUE(own(kHosts, header)) << header;
  }
}

TEST(OwnHosts, NamesOfTheMachineCountWithThePortAlone) {
  for (const char* header : {"localhost:8080", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080",
                             "192.0.2.7:8080", "server.local:8080"}) {
    EXPECT_TRUE(own(kHosts, header)) << header;
  }
  for (const char* header : {"localhost", "localhost:80", "localhost:8081", "127.0.0.1",
                             "192.0.2.7", "server.local:443"}) {
    EXPECT_FALSE(own(kHosts, header)) << header;
  }
}

TEST(OwnHosts, TheAddressAtWhichARequestCameCounts) {
  EXPECT_TRUE(own(kHosts, "198.51.100.4:8080", "198.51.100.4"));
  EXPECT_TRUE(own(kHosts, "[2001:db8::2]:8080", "2001:db8::2"));
  EXPECT_FALSE(own(kHosts, "198.51.100.4:8080", "198.51.100.5"));
  EXPECT_FALSE(own(kHosts, "198.51.100.4", "198.51.100.4"));
}

TEST(OwnHosts, NoOtherNameDoes) {
  for (const char* header :
       {"", "evil.example", "evil.example:8080", "balint.example.edu.evil.example", ".example.edu",
        "xbalint.example.edu", "localhost.:8080", "localhost:8080, evil.example", "localhost:8080x",
        "user@localhost:8080", "127.0.0.2:8080", "[::]:8080", " localhost:8080",
        "balint.example.edu:", "balint.example.edu:0", "[2001:db8::1"}) {
    EXPECT_FALSE(own(kHosts, header)) << header;
  }
  EXPECT_FALSE(own(OwnHosts(), "localhost"));
}

TEST(OwnHosts, ThePortOfTheSchemeMayBeLeftOut) {
  const OwnHosts plain{{.anywhere = {}, .here = {}, .port = 80}};
  EXPECT_TRUE(own(plain, "localhost"));
  EXPECT_FALSE(own(plain, "localhost:443"));
  const OwnHosts secure{{.anywhere = {}, .here = {}, .port = 443, .secure = true}};
  EXPECT_TRUE(own(secure, "localhost"));
  EXPECT_FALSE(own(secure, "localhost:80"));
}

TEST(OwnHosts, NamesOfTheCertificateCount) {
  const OwnHosts hosts{
      {.anywhere = {},
       .here = {},
       .port = 8443,
       .secure = true,
       .is_certified = [](const std::string& host) { return host == "a.example"; }}};
  EXPECT_TRUE(own(hosts, "a.example:8443"));
  EXPECT_TRUE(own(hosts, "A.example"));
  EXPECT_FALSE(own(hosts, "b.example:8443"));
}

}  // namespace
}  // namespace stepback::signalling
