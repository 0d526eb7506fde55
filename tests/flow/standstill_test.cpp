// The server's process is stopped for a while and goes on, as under a debugger or on a machine that
// sleeps. The talk goes on without what was said meanwhile.

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "flow/hostile/talk.hpp"
#include "flow/server_process.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;

/// An older packet is of no use to anybody. It is as old as an outbox lets a packet grow, and a
/// little time to get there.
constexpr double kOldMs = 500;

TEST(Standstill, NoOldSoundIsHeardAfterIt) {
  const ServerProcess server;
  const auto session = server.create_session({{"template", "cmh-60"},
                                              {"participants",
                                               {{{"name", "Okafor"}, {"role", "facilitator"}},
                                                {{"name", "Farid"}, {"role", "member"}},
                                                {{"name", "Pia"}, {"role", "member"}}}}});
  std::vector<std::string> tokens;
  for (const auto& each : session.at("tokens").at("participants")) {
    tokens.push_back(each.at("token"));
  }
  Talk talk(server.port(), tokens);
  std::this_thread::sleep_for(300ms);
  // A packet that the server has in its hands when it is stopped would rightly come late.
  talk.pause();
  kill(server.process(), SIGSTOP);
  talk.go_on();
  std::this_thread::sleep_for(2s);
  talk.count_as(1);
  kill(server.process(), SIGCONT);
  std::this_thread::sleep_for(1s);
  const Talk::Report report = talk.end();

  const Talk::Delays& after = report.delays[1];
  std::cout << "After it " << after.packets << " packets were heard, " << after.median_ms
            << " ms old, the oldest " << after.most_ms << " ms; " << report.lost
            << " were not heard\n";
  EXPECT_LT(report.delays[0].most_ms, kOldMs);
  EXPECT_LT(after.most_ms, kOldMs);
  EXPECT_GT(after.packets, 0U) << "the talk goes on";
  EXPECT_EQ(report.out_of_order, 0U);
}

}  // namespace
}  // namespace stepback::flow
