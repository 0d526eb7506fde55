// The connections of a leader and of the presenter go black for ten seconds: no byte passes, and
// nothing is closed. The others and the silent people themselves are told, nobody reconnects, and
// no microphone closes.

#include <gmock/gmock.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "flow/server_process.hpp"
#include "flow/text_client.hpp"
#include "support/network/tcp_relay.hpp"
#include "support/temporary_folder.hpp"
#include "support/wire/wire_client.hpp"

namespace stepback::flow {
namespace {

using nlohmann::json;
using std::chrono::steady_clock;
using namespace std::chrono_literals;

/// Others are told so soon after the last byte, as the wire contract says, and the machine may be
/// busy.
constexpr auto kToldWithin = 6s + 1s;
/// A person is told so soon by their own client.
constexpr auto kToldOneselfWithin = 7s + 1s;

double seconds(steady_clock::duration time) {
  return std::chrono::duration<double>(time).count();
}

const json& participant(const json& state, const std::string& name) {
  for (const json& each : state.at("participants")) {
    if (each.at("name") == name) return each;
  }
  throw std::runtime_error(name + " is not in the state");
}

bool answers(const json& state, const std::string& name, bool wanted) {
  return state.at("type") == "state" &&
         participant(state, name).value("answers", !wanted) == wanted;
}

class Silence : public testing::Test {
 protected:
  void SetUp() override {
    leader_.join(session_.at("tokens").at("participants").at(0).at("token"));
  }

  /// Somebody's text client, which comes to the server through the relay.
  std::unique_ptr<TextClient> comes(std::size_t who) {
    const json& person = session_.at("links").at("participants").at(who);
    std::string link = person.at("link");
    const std::string port = ":" + std::to_string(server_.port());
    link.replace(link.find(port), port.size(), ":" + std::to_string(relay_.port()));
    return std::make_unique<TextClient>(folder_.path(), person.at("name"), link,
                                        std::vector<std::string>{});
  }
  static void is_told(TextClient& client, bool silent) {
    client.wait_for(silent ? "the silence" : "its end", [&](const json& event) {
      return event["event"] == "silence" && event["silent"] == silent;
    });
  }

  // With the port of the relay.
  ServerProcess server_{{"--allow-host", "127.0.0.1", "--allow-host", "localhost"}};
  TcpRelay relay_{server_.port()};
  const stepback::test::TemporaryFolder folder_;
  const json session_ = server_.create_session({{"template", "cmh-60"},
                                                {"participants",
                                                 {{{"name", "Lead"}, {"role", "facilitator"}},
                                                  {{"name", "Cole"}, {"role", "coFacilitator"}},
                                                  {{"name", "Pia"}, {"role", "member"}}}}});
  WireClient leader_{server_.port()};
};

TEST_F(Silence, OfALeaderAndThePresenterIsToldAndEndsNothing) {
  const auto cole = comes(1);
  const auto pia = comes(2);
  const json here = leader_.wait_for([](const json& each) {
    return each.at("type") == "state" && each.at("participants").size() == 3;
  });
  const std::string pias_id = participant(here, "Pia").at("id");
  ASSERT_EQ(leader_.ask({{"type", "appoint"}, {"participant", pias_id}}).at("type"), "ok");
  ASSERT_EQ(leader_.ask({{"type", "advance"}, {"phase", "presentation"}}).at("type"), "ok");
  ASSERT_TRUE(pia->ask("mic on")["ok"]);
  leader_.wait_for([](const json& each) {
    return answers(each, "Cole", true) && answers(each, "Pia", true) &&
           participant(each, "Pia").at("audio").get<bool>();
  });
  const std::size_t connections = relay_.connections();

  relay_.go_black(true);
  const auto black = steady_clock::now();
  leader_.wait_for(
      [](const json& each) { return answers(each, "Cole", false) && answers(each, "Pia", false); });
  const auto told = steady_clock::now() - black;
  is_told(*cole, true);
  is_told(*pia, true);
  const auto told_themselves = steady_clock::now() - black;
  std::printf("told after %.1f s, themselves after %.1f s\n", seconds(told),
              seconds(told_themselves));
  EXPECT_LT(told, kToldWithin);
  EXPECT_LT(told_themselves, kToldOneselfWithin);
  EXPECT_TRUE(participant(leader_.state(), "Cole").at("connected").get<bool>());

  std::this_thread::sleep_until(black + 10s);
  relay_.go_black(false);
  leader_.wait_for(
      [](const json& each) { return answers(each, "Cole", true) && answers(each, "Pia", true); });
  is_told(*cole, false);
  is_told(*pia, false);
  EXPECT_EQ(relay_.connections(), connections) << "nobody has reconnected";
  EXPECT_TRUE(participant(leader_.state(), "Pia").at("audio").get<bool>());
}

// Nobody can tell yet that the leader hears nothing. The signal is held, and shown with the first
// state of the next connection.
TEST_F(Silence, OfTheOnlyLeaderLosesNoPrivateSignal) {
  const auto token = [&](std::size_t who) -> std::string {
    return session_.at("tokens").at("participants").at(who).at("token");
  };
  WireClient cole{relay_.port()};
  cole.join(token(1));
  WireClient pia{server_.port()};
  const std::string pias_id = pia.join(token(2));
  ASSERT_EQ(leader_.ask({{"type", "leave"}}).at("type"), "ok");

  relay_.go_black(true);
  ASSERT_EQ(pia.ask({{"type", "signal"}, {"kind", "help"}}).at("type"), "ok");
  WireClient again{server_.port()};
  again.join(cole.resume());

  const json& signals = again.state().at("signals");
  ASSERT_EQ(signals.size(), 1U);
  EXPECT_EQ(signals.at(0).at("from"), pias_id);
  EXPECT_EQ(signals.at(0).at("kind"), "help");
  WireClient next{server_.port()};  // another leader takes over
  next.join(session_.at("tokens").at("facilitator"), "Flo");
  EXPECT_EQ(next.state().at("signals").size(), 1U);
}

}  // namespace
}  // namespace stepback::flow
