// A server is told to stop while twelve people talk, and is there again a moment later. Nobody is
// lost. They use the client module and do nothing themselves. The server stops within two seconds,
// whatever its clients do.

#include <gtest/gtest.h>
#include <stepback.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "flow/server_process.hpp"
#include "support/people/measure.hpp"
#include "support/people/person.hpp"
#include "support/wire/wire_client.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;

/// The time in which the server promises to stop. Under a sanitizer it is slow and need not keep
/// it.
#ifdef STEPBACK_SANITIZED
constexpr std::chrono::seconds kToStop{60};
#else
constexpr std::chrono::seconds kToStop{2};
#endif
constexpr std::size_t kPeople = 12;
constexpr std::size_t kVoices = 3;  // the others' microphones are open and hear nothing

std::string name_of(std::size_t i) {
  return "Person " + std::to_string(i);
}

class Restart : public testing::Test {
 protected:
  void SetUp() override {
    nlohmann::json cast = nlohmann::json::array();
    for (std::size_t i = 0; i < kPeople; ++i) {
      cast.push_back({{"name", name_of(i)}, {"role", i == 0 ? "facilitator" : "member"}});
    }
    const auto session = server_.create_session({{"template", "cmh-60"}, {"participants", cast}});
    for (std::size_t i = 0; i < kPeople; ++i) {
      people_.push_back(
          std::make_unique<Person>(session.at("links").at("participants").at(i).at("link")));
      ids_.push_back(people_[i]->seen().you);
    }
    for (std::size_t i = 0; i < kVoices; ++i) {
      card_.plug_in(*people_[i], [i](std::span<float> block, std::size_t from) {
        add_tone(block, 400.0 + 100.0 * static_cast<double>(i), 0.1, from);
      });
    }
  }

  /// Waits, a minute at most, until `wanted` returns true.
  static bool comes_true(const std::function<bool()>& wanted) {
    for (const auto end = std::chrono::steady_clock::now() + 60s;
         std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(10ms)) {
      if (wanted()) return true;
    }
    return wanted();
  }
  /// Whether everybody sees everybody at their places, in a state after `revision`.
  bool all_are_here(std::uint64_t revision) const {
    return std::ranges::all_of(people_, [&](const auto& person) {
      const Seen seen = person->seen();
      return seen.revision > revision && seen.chairs.size() == kPeople &&
             std::ranges::all_of(seen.chairs, &Chair::connected);
    });
  }

  ServerProcess server_;
  std::vector<std::unique_ptr<Person>> people_;
  std::vector<std::string> ids_;
  SoundCard card_;  // destroyed before the people
};

TEST_F(Restart, WithinSecondsLosesNobody) {
  for (const auto& each : people_) ASSERT_EQ(each->publish(true), "");
  ASSERT_TRUE(
      comes_true([&] { return std::ranges::all_of(people_[0]->seen().chairs, &Chair::audio); }));
  const std::uint64_t before = people_[0]->seen().revision;

  const auto begun = std::chrono::steady_clock::now();
  ASSERT_EQ(server_.terminate(kToStop), 0) << "it drains within two seconds";
  const auto drained = std::chrono::steady_clock::now();
  server_.start_again();
  ASSERT_TRUE(comes_true([&] { return all_are_here(before); }));

  const auto ms = [](auto span) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(span).count();
  };
  std::cout << kPeople << " people: drained in " << ms(drained - begun) << " ms, all back "
            << ms(std::chrono::steady_clock::now() - drained) << " ms later\n";
  for (std::size_t i = 0; i < kPeople; ++i) {
    const Seen seen = people_[i]->seen();
    EXPECT_EQ(seen.you, ids_[i]) << "the same person";
    const Chair* chair = seen.chair(name_of(i));
    ASSERT_NE(chair, nullptr);
    EXPECT_EQ(chair->id, ids_[i]);
    EXPECT_EQ(chair->seat, i == 0 ? STEPBACK_SEAT_FACILITATOR : STEPBACK_SEAT_MEMBER);
    EXPECT_EQ(chair->channel, STEPBACK_CHANNEL_CIRCLE);
    EXPECT_FALSE(chair->audio) << "only their own press opens it again";
    EXPECT_EQ(people_[i]->ended(), "");
    EXPECT_EQ(people_[i]->publish(true), "");
  }
}

TEST(Stop, TakesTwoSecondsAtMostWithOrWithoutPeople) {
  ServerProcess server;
  EXPECT_EQ(server.terminate(kToStop), 0);
  server.start_again();
  const auto session = server.create_session({{"template", "cmh-60"}});
  WireClient leader{server.port()};
  leader.join(session.at("tokens").at("facilitator"), "Okafor");
  const WireClient guest{server.port()};  // has not joined
  const RawSocket silent{server.port()};
  RawSocket half{server.port()};
  half.send("GET / HTTP/1.1\r\n");
  // None of them reads on, goes on or answers the server's close.
  EXPECT_EQ(server.terminate(kToStop), 0);
}

}  // namespace
}  // namespace stepback::flow
