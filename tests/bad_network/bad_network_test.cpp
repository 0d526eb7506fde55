// No network may lose a command or swap two, silence a talk for good, or let a stepped-back
// presenter be heard. bad_network_table measures how good the sound is.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bad_network/talk.hpp"
#include "support/people/measure.hpp"
#include "support/wire/wire_client.hpp"

namespace stepback::bad_network {
namespace {

using std::chrono::milliseconds;

constexpr double kDeadline = 60;  // seconds
constexpr double kStep = 0.1;
constexpr std::size_t kLately = std::size_t{flow::kSampleRate} * 2 / 5;
constexpr std::size_t kPresenter = 2;
constexpr std::size_t kMember = 3;

// How many steps last so many seconds.
int steps(double seconds) {
  return static_cast<int>(std::ceil(seconds / kStep));
}

class BadNetworkTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string reason = NetworkNamespace::why_not(); !reason.empty()) {
      GTEST_SKIP() << reason;
    }
    talk_ = std::make_unique<Talk>();
  }

  // Lets time pass until `wanted` returns true. Returns false if it never does.
  bool comes_about(const std::function<bool()>& wanted) {
    for (int i = 0; i < steps(kDeadline); ++i) {
      if (wanted()) return true;
      play_a_step();
    }
    return false;
  }

  virtual void play_a_step() { talk_->play(kStep); }

  bool speaker_is_heard() {
    return comes_about([this] {
      const std::size_t now = talk_->card().now();
      return now > kLately && talk_->heard_again_after_ms(now - kLately).has_value();
    });
  }

  std::string token(std::size_t person) const {
    return talk_->session().at("tokens").at("participants").at(person).at("token");
  }

  std::unique_ptr<Talk> talk_;
};

TEST_F(BadNetworkTest, LosesNoCommandAndTurnsNoneAround) {
  const std::vector<NetworkConditions> networks{
      {.loss = 0.05, .delay = milliseconds{40}},
      {.delay = milliseconds{20}, .longest_burst = milliseconds{300}},
      {.dark = true},
      {.bits_per_second = 64'000, .delay = milliseconds{20}}};
  std::vector<std::string> said;
  for (const NetworkConditions& conditions : networks) {
    talk_->network().set(conditions);
    for (int i = 0; i < 10; ++i) {
      said.push_back("line " + std::to_string(said.size()));
      ASSERT_EQ(stepback_chat(talk_->speaker().client(), said.back().c_str(), nullptr),
                STEPBACK_OK);
      talk_->play(0.1);
    }
  }
  EXPECT_TRUE(comes_about([&] { return talk_->listener().chat().size() >= said.size(); }));
  EXPECT_TRUE(comes_about([&] { return talk_->speaker().chat().size() >= said.size(); }));
  EXPECT_EQ(talk_->listener().chat(), said);
  EXPECT_EQ(talk_->speaker().chat(), said);
  EXPECT_EQ(talk_->listener().times_joined(), 1U);
  EXPECT_EQ(talk_->speaker().times_joined(), 1U);
}

class SteppedBackInABadNetwork : public BadNetworkTest {
 protected:
  void SetUp() override {
    BadNetworkTest::SetUp();
    if (IsSkipped()) return;
    {
      const NetworkNamespace::Inside inside{talk_->network().servers()};
      member_ = std::make_unique<WireClient>(talk_->server().port());
      member_->join(token(kMember));
    }
    const std::string id = presenter_joins();
    ssrc_ = ssrc_of_presenter(id);
    talk_->speaker().wait_until("the presenter is here", [](const flow::Seen& seen) {
      return seen.chair("Farid") != nullptr;
    });
    ASSERT_EQ(talk_->speaker().ask([&](stepback_client* client, std::uint32_t* request) {
      return stepback_appoint(client, id.c_str(), request);
    }),
              "");
    ASSERT_EQ(talk_->speaker().advance("presentation"), "");
    ASSERT_EQ(talk_->speaker().advance("discussion"), "");
    member_->wait_for([](const Json& message) {
      return message.at("type") == "state" &&
             message.at("session").at("phase").at("name") == "discussion";
    });
    stepped_back_at_ = member_->received().size();
  }

  // The presenter's client ignores the state: it speaks from the moment it has joined.
  std::string presenter_joins() {
    const NetworkNamespace::Inside inside{talk_->network().clients()};
    presenter_ = std::make_unique<WireClient>(talk_->server().port(), "stepback.v1",
                                              RawSocketOptions{.to = BadNetwork::kServerAddress});
    return presenter_->join(token(kPresenter));
  }

  std::uint32_t ssrc_of_presenter(const std::string& id) const {
    for (const Json& each : presenter_->state().at("participants")) {
      if (each.at("id") == id) return each.at("ssrc");
    }
    return 0;
  }

  void presenter_speaks(double seconds) {
    for (int step = 0; step < steps(seconds); ++step) {
      for (int i = 0; i < 5; ++i, ++sequence_) {
        presenter_->send_packet(audio_packet(ssrc_, sequence_, sequence_ * 960U, "secret"));
      }
      play_a_step();
    }
  }

  // The server gives up a client that does not answer its pings for twenty seconds.
  void play_a_step() override {
    BadNetworkTest::play_a_step();
    while (member_->read_until(std::chrono::steady_clock::now())) {
    }
  }

  void expect_presenter_unheard() {
    member_->settle();
    const auto& all = member_->received();
    for (std::size_t i = stepped_back_at_; i < all.size(); ++i) {
      const auto* packet = std::get_if<Packet>(&all[i]);
      if (packet == nullptr) continue;
      EXPECT_NE(ssrc_of(*packet), ssrc_);
      EXPECT_NE(payload_of(*packet), "secret");
    }
  }

  std::unique_ptr<WireClient> member_;
  std::unique_ptr<WireClient> presenter_;
  std::uint32_t ssrc_ = 0;
  std::uint16_t sequence_ = 1;
  std::size_t stepped_back_at_ = 0;
};

TEST_F(SteppedBackInABadNetwork, ThePresenterStaysSilentAndTheCircleIsHeardAgain) {
  ASSERT_TRUE(speaker_is_heard());
  const NetworkConditions nothing{.dark = true};
  talk_->network().set(nothing);
  presenter_speaks(10);
  talk_->network().set({});
  presenter_speaks(0.5);
  EXPECT_TRUE(speaker_is_heard()) << "after ten seconds of nothing";
  expect_presenter_unheard();

  talk_->network().change_address();
  presenter_joins();
  presenter_speaks(0.5);
  const Json answer = presenter_->ask({{"type", "publish"}, {"audio", true}, {"video", false}});
  EXPECT_EQ(answer.at("code"), "notPermitted") << answer;
  EXPECT_TRUE(comes_about([this] {
    return talk_->listener().times_joined() > 1 && talk_->speaker().times_joined() > 1;
  }));
  EXPECT_TRUE(speaker_is_heard()) << "after a change of address";
  presenter_speaks(0.5);
  expect_presenter_unheard();
}

}  // namespace
}  // namespace stepback::bad_network
