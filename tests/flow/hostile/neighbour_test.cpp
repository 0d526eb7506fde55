// One noisy machine behind the address of many: its bad tokens and its silent connections keep
// nobody out who has a good token.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <iostream>
#include <list>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "flow/server_process.hpp"
#include "support/wire/wire_client.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kSessions = 3;
constexpr std::size_t kPeople = 14;   // of one session
constexpr std::size_t kSilent = 256;  // the server's default bound of one address

class Neighbour : public testing::Test {
 protected:
  /// The tokens of people in several sessions.
  static std::vector<std::string> tokens_of(const ServerProcess& server) {
    std::vector<std::string> tokens;
    for (std::size_t i = 0; i < kSessions; ++i) {
      Json people = Json::array();
      for (std::size_t k = 0; k < kPeople; ++k) {
        people.push_back({{"name", "Person " + std::to_string(k)}, {"role", "member"}});
      }
      const Json session =
          server.create_session({{"template", "cmh-60"}, {"participants", people}});
      for (const Json& each : session.at("tokens").at("participants")) {
        tokens.push_back(each.at("token"));
      }
    }
    return tokens;
  }
};

/// Shows bad tokens by plain calls, so many a second, and counts the answers.
class BadTokens {
 public:
  BadTokens(const ServerProcess& server, int per_second)
      : thread_([this, &server, per_second](const std::stop_token& ended) {
          auto due = Clock::now();
          while (!ended.stop_requested()) {
            ++answers_[server.request("GET", "/api/sessions", {}, "guess").status];
            ++shown_;
            due += std::chrono::nanoseconds{1s} / per_second;
            std::this_thread::sleep_until(due);
          }
        }) {}

  /// Waits until so many were shown.
  void wait_for(int shown) const {
    while (shown_ < shown) std::this_thread::sleep_for(1ms);
  }
  std::map<int, int> end() {
    thread_.request_stop();
    thread_.join();
    return answers_;
  }

 private:
  std::map<int, int> answers_;  // the thread's, until it is joined
  std::atomic<int> shown_ = 0;
  std::jthread thread_;
};

class BadTokensOf : public Neighbour, public testing::WithParamInterface<int> {};

TEST_P(BadTokensOf, ANeighbourKeepNobodyOut) {
  ServerProcess server{{"--address-arrivals", "0"}};
  const std::vector<std::string> tokens = tokens_of(server);
  BadTokens bad(server, GetParam());
  bad.wait_for(70);  // the first fifty are answered as such

  std::list<WireClient> people;
  for (const std::string& token : tokens) {
    EXPECT_NO_THROW(people.emplace_back(server.port()).join(token));
    EXPECT_EQ(server.request("GET", "/api/sessions", {}, server.coordinator()).status, 200);
  }

  std::map<int, int> answers = bad.end();
  EXPECT_GE(answers[401], 50);
  EXPECT_GT(answers[429], 0);
  EXPECT_EQ(answers.size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Rates, BadTokensOf, testing::Values(34, 500));

TEST_F(Neighbour, SilentConnectionsGiveWayToPeople) {
  ServerProcess server;
  const std::vector<std::string> tokens = tokens_of(server);
  std::list<RawClient> silent;
  for (std::size_t i = 0; i < kSilent; ++i) silent.emplace_back(server.port());
  std::this_thread::sleep_for(1s);  // younger ones do not give way

  const auto begun = Clock::now();
  std::list<WireClient> people;
  for (const std::string& token : tokens) {
    silent.emplace_back(server.port());  // the neighbour takes the place that was left
    EXPECT_NO_THROW(people.emplace_back(server.port()).join(token));
  }

  const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  std::cout << tokens.size() << " joins took " << seconds << " s\n";
  EXPECT_LT(seconds, 10) << "2 s, if the machine does nothing else";
  EXPECT_EQ(silent.front().response().status, 429);
}

}  // namespace
}  // namespace stepback::flow
