// Ten members do what they may as often as the server lets them. What the server sends to the
// others for it stays within a bound, so that a narrow line has room for sound.

#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <vector>

#include "flow/hostile/restless.hpp"
#include "flow/server_process.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::size_t kMembers = 10;
/// Bytes of control messages in a second. A design decision of this project.
constexpr double kMost = 65'536;
/// So long that the states that the server allows at once do not count for much.
constexpr std::chrono::seconds kWatched{5};

TEST(RestlessMembers, SendNobodyMoreControlThanALineBears) {
  ServerProcess server;
  Json cast = {{{"name", "Okafor"}, {"role", "facilitator"}},
               {{"name", "Olga"}, {"role", "observer"}}};
  for (std::size_t i = 0; i < kMembers; ++i) {
    cast.push_back({{"name", "Member " + std::to_string(i)}, {"role", "member"}});
  }
  const Json session = server.create_session({{"template", "cmh-60"}, {"participants", cast}});
  const auto token = [&](std::size_t i) -> std::string {
    return session.at("tokens").at("participants").at(i).at("token");
  };
  WireClient leader{server.port()};
  leader.join(token(0));
  WireClient bystander{server.port()};
  bystander.join(token(1));
  std::vector<std::unique_ptr<Restless>> members;
  for (std::size_t i = 0; i < kMembers; ++i) {
    members.push_back(std::make_unique<Restless>(server.port(), token(i + 2)));
  }
  bystander.settle();
  bystander.forget();

  const auto begun = steady_clock::now();
  while (steady_clock::now() < begun + kWatched) bystander.read_until(begun + kWatched);

  const double seconds = std::chrono::duration<double>(steady_clock::now() - begun).count();
  std::size_t bytes = 0;
  std::size_t states = 0;
  for (const Received& each : bystander.received()) {
    const auto* message = std::get_if<Json>(&each);
    if (message == nullptr) continue;
    bytes += message->dump().size();
    ++states;
  }
  const double rate = static_cast<double>(bytes) / seconds;
  std::cout << kMembers << " restless members: a bystander gets "
            << static_cast<double>(states) / seconds << " states and " << rate / 1024
            << " KiB a second\n";
  EXPECT_GT(states, 0U);
  EXPECT_LE(rate, kMost);
}

}  // namespace
}  // namespace stepback::flow
