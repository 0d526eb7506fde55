// Clients that send what neither a handler sees nor a limit of messages counts, with and without a
// token: they are closed within ten seconds, cost nothing after that, and the people who talk
// meanwhile hear everything. The test prints how much later packets arrive.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "flow/hostile/processor_watch.hpp"
#include "flow/hostile/talk.hpp"
#include "flow/server_process.hpp"
#include "support/wire/flooder.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

#ifdef STEPBACK_SANITIZED
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
constexpr std::size_t kOfEachKind = 8;  // with a token, and as many without
/// Beyond this the machine is too busy to tell: it gave the most urgent of threads no processor for
/// so many milliseconds, at the 99th percentile.
constexpr double kMostLate = 2;
/// The most that the attackers may add to a packet's way, at the 99th percentile.
constexpr double kMostAddedMs = 10;
/// The most that they may still cost once they are closed, as a part of a processor.
constexpr double kMostLoadAfter = 0.05;

/// What an attacker sends: once, and then again and again.
struct Attack {
  std::string name;
  Bytes first;
  std::string repeated;
};

std::vector<Attack> attacks() {
  using enum Frame::Opcode;
  const auto frame = [](Frame::Opcode opcode, std::string_view payload, bool final) {
    return RawClient::masked(opcode, payload, final);
  };
  const std::string large(60'000, 'x');
  return {
      {"endless message", frame(binary, "x", false),
       repeated(frame(continuation, large, false), 1)},
      {"fragments", frame(text, "x", false), repeated(frame(continuation, "x", false), 1000)},
      {"empty fragments", frame(text, "", false), repeated(frame(continuation, "", false), 1000)},
      {"pings", {}, repeated(frame(ping, "x", true), 1000)},
      {"pongs", {}, repeated(frame(pong, "x", true), 1000)},
      {"empty pongs", {}, repeated(frame(pong, "", true), 1000)}};
}

class ControlFlood : public testing::Test {
 protected:
  void create_session(std::size_t people, std::vector<std::string>& tokens) const {
    Json all = Json::array();
    for (std::size_t i = 0; i < people; ++i) {
      all.push_back(
          {{"name", "Person " + std::to_string(i)}, {"role", i == 0 ? "facilitator" : "member"}});
    }
    const Json session = server_.create_session({{"template", "cmh-60"}, {"participants", all}});
    for (const Json& each : session.at("tokens").at("participants")) {
      tokens.push_back(each.at("token"));
    }
  }

  /// The processor time that the server has used, in seconds.
  double processor_time() const {
    std::ifstream file{"/proc/" + std::to_string(server_.process()) + "/stat"};
    std::string text;
    std::getline(file, text);
    std::istringstream rest{text.substr(text.rfind(')') + 2)};
    std::string skipped;
    for (int i = 0; i < 11; ++i) rest >> skipped;
    double user = 0;
    double system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
  }
  /// The processor time that the server uses in the next second, as a part of it.
  double load() const {
    const double before = processor_time();
    std::this_thread::sleep_for(1s);
    return processor_time() - before;
  }

  struct Attacker {
    const Attack* attack = nullptr;
    std::string token;                     ///< empty: none
    std::string from;                      ///< the address
    std::optional<double> closed_after{};  ///< seconds
  };
  /// Floods until the server closes, half a minute at most.
  void run(Attacker& attacker) const {
    Flooder client(server_.port(), {.from = attacker.from});
    client.open();
    if (!attacker.token.empty()) {
      client.send_frame(Frame::text, Json{{"type", "join"}, {"token", attacker.token}}.dump());
      while (client.frame().payload.find("\"welcome\"") == std::string::npos) {
      }
    }
    const auto begun = Clock::now();
    client.try_send(view_text(attacker.attack->first));
    if (client.flood(attacker.attack->repeated, begun + 30s)) {
      attacker.closed_after = std::chrono::duration<double>(Clock::now() - begun).count();
    }
  }
  /// Returns the longest time that one of these was not closed. The test fails if one never was.
  static double longest(const std::vector<Attacker>& attackers, const Attack& kind, bool token) {
    double longest = 0;
    for (const Attacker& each : attackers) {
      if (each.attack != &kind || each.token.empty() == token) continue;
      EXPECT_TRUE(each.closed_after) << kind.name << ": not closed";
      longest = std::max(longest, each.closed_after.value_or(30));
    }
    return longest;
  }

  ServerProcess server_;
};

TEST_F(ControlFlood, IsClosedAndTheTalkGoesOn) {
  std::vector<std::string> talkers;
  create_session(4, talkers);
  std::vector<std::string> tokens;
  const std::vector<Attack> kinds = attacks();
  while (tokens.size() < kinds.size() * kOfEachKind) create_session(12, tokens);
  std::vector<Attacker> attackers;
  for (std::size_t i = 0; i < 2 * kinds.size() * kOfEachKind; ++i) {
    attackers.push_back({.attack = &kinds[i % kinds.size()],
                         .token = i < tokens.size() ? tokens[i] : std::string(),
                         .from = "127.0.0." + std::to_string(10 + i)});
  }
  Talk talk(server_.port(), talkers);
  // On a network the attackers have machines of their own. Here they get the other processor, and
  // what the talkers leave of it.
  run_on(server_.process(), 0);
  run_first(server_.process());
  std::array<ProcessorWatch, 2> watches{ProcessorWatch{0}, ProcessorWatch{1}};
  std::this_thread::sleep_for(1s);
  const double rest = load();
  talk.count_as(1);
  run_on(0, 1);
  ::setpriority(PRIO_PROCESS, 0, 10);

  const double before = processor_time();
  {
    std::vector<std::jthread> threads;
    threads.reserve(attackers.size());
    for (Attacker& each : attackers) threads.emplace_back([&] { run(each); });
  }
  const double under_attack = processor_time() - before;
  const double after = load();
  const Talk::Report report = talk.end();
  ProcessorWatch::Late late;
  for (ProcessorWatch& watch : watches) late.p99_ms = std::max(late.p99_ms, watch.end().p99_ms);
  const bool quiet = !kSanitized && late.p99_ms < kMostLate;

  for (const Attack& kind : kinds) {
    const double with = longest(attackers, kind, true);
    const double without = longest(attackers, kind, false);
    std::cout << kOfEachKind << " x " << kind.name << ": closed after " << with
              << " s, without a token " << without << " s, at most\n";
    if (quiet) {
      EXPECT_LT(std::max(with, without), 10) << kind.name;
    }
  }
  std::cout << "processor: " << rest * 100 << " % before, " << under_attack
            << " s during the attack, " << after * 100 << " % after it\n"
            << "delay p99: " << report.delays[0].p99_ms << " ms before, " << report.delays[1].p99_ms
            << " ms under attack, most " << report.delays[1].most_ms << " ms; " << report.lost
            << " lost; a processor was late by " << late.p99_ms << " ms (p99)\n";
  EXPECT_EQ(report.out_of_order, 0U);
  if (!quiet) return;
  EXPECT_EQ(report.lost, 0U);
  EXPECT_LT(after - rest, kMostLoadAfter);
  EXPECT_LT(report.delays[1].p99_ms - report.delays[0].p99_ms, kMostAddedMs);
}

}  // namespace
}  // namespace stepback::flow
