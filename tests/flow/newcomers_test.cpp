// People who come by a shared link, over real sockets: their names, removals, and a full lobby.
// Each loopback address is a network of its own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <iostream>
#include <memory>
#include <optional>
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
using testing::ElementsAre;

/// A loopback address. The people of a test who are named nowhere come from 127.0.0.1.
std::string address(int number) {
  return "127.0.0." + std::to_string(number);
}

/// The participant with this id in the newest state of `viewer`, or null.
Json shown(const WireClient& viewer, const std::string& id) {
  for (const Json& each : viewer.state().at("participants")) {
    if (each.at("id") == id) return each;
  }
  return nullptr;
}

class NewcomersFlow : public testing::Test {
 protected:
  void SetUp() override { leader_.join(token("facilitator"), "Co"); }

  std::string token(const std::string& role) const { return session_.at("tokens").at(role); }

  /// Somebody who came by the members' link and waits.
  struct Guest {
    std::unique_ptr<WireClient> client;
    std::string id;
  };
  Guest knock(const std::string& name, const std::string& from = "127.0.0.1") const {
    Guest guest{.client = std::make_unique<WireClient>(server_.port(), "stepback.v1",
                                                       RawSocketOptions{.from = from}),
                .id = {}};
    guest.id = guest.client->join(token("member"), name);
    return guest;
  }
  /// The code by which somebody with the members' link is refused; empty if they wait.
  std::string code_of_knock(const std::string& name, const std::string& from) const {
    WireClient client(server_.port(), "stepback.v1", RawSocketOptions{.from = from});
    client.send({{"type", "join"}, {"token", token("member")}, {"name", name}});
    const Json answer = client.wait_for([](const Json& message) {
      return message.at("type") == "error" || message.at("type") == "welcome";
    });
    return answer.value("code", std::string{});
  }
  void ask(const Json& request) {
    const Json answer = leader_.ask(request);
    EXPECT_EQ(answer.at("type"), "ok") << request << answer;
    leader_.settle();
  }
  void admit(const Guest& guest) { ask({{"type", "admit"}, {"participant", guest.id}}); }
  /// What the leader is shown of this person, once they are shown.
  Json seen(const std::string& id) {
    EXPECT_TRUE(leader_.read_until([&] { return !shown(leader_, id).is_null(); })) << id;
    return shown(leader_, id);
  }

  ServerProcess server_;
  const Json session_ = server_.create_session({{"template", "cmh-60"}});
  WireClient leader_{server_.port()};
};

// C24
TEST_F(NewcomersFlow, ANameIsFixedOnceSomebodyIsLetIn) {
  Guest eve = knock("Eve");
  {
    WireClient again{server_.port()};
    EXPECT_EQ(again.join(eve.client->resume(), "Eva"), eve.id);
    leader_.settle();
    EXPECT_EQ(seen(eve.id).at("name"), "Eva") << "in the lobby a name may change";
    admit(eve);
  }
  int renamed = 0;
  for (const std::string name : {"Co", "Eve", "Dr Okafor", "C\u00f3", "Zoe"}) {
    WireClient again{server_.port()};
    EXPECT_EQ(again.join(eve.client->resume(), name), eve.id);
    leader_.settle();
    if (shown(leader_, eve.id).at("name") != "Eva") ++renamed;
  }
  EXPECT_EQ(renamed, 0);
}

// C24
TEST_F(NewcomersFlow, ALeaderIsToldWhoHasTheNameOfSomebodyHere) {
  const std::string leader = leader_.state().at("you").at("id");
  int number = 0;
  for (const std::string name : {"Co", "CO", "c\u00f3", " C o ", "C\u200bo"}) {
    const Guest guest = knock(name, address(20 + ++number));
    EXPECT_THAT(seen(guest.id).at("alike"), ElementsAre(leader)) << name;
    EXPECT_FALSE(guest.client->state().dump().find("alike") != std::string::npos);
    guest.client->ask({{"type", "signal"}, {"kind", "tech"}});
    guest.client->send({{"type", "leave"}});
    guest.client->wait_until_closed();
    EXPECT_TRUE(leader_.read_until([&] { return shown(leader_, guest.id).is_null(); }));
  }
  const Guest other = knock("Cora");
  EXPECT_FALSE(seen(other.id).contains("alike"));
}

// C25
TEST_F(NewcomersFlow, ARemovalWithTheLinkKeepsEverybodyNewOut) {
  const Guest ida = knock("Ida");
  admit(ida);
  const Guest waiting = knock("Ivo");
  const Guest stranger = knock("Co", address(9));

  ask({{"type", "remove"}, {"participant", stranger.id}, {"closeLink", true}});

  EXPECT_EQ(stranger.client->wait_for_type("bye").at("code"), "removed");
  EXPECT_EQ(waiting.client->wait_for_type("bye").at("code"), "badToken");
  int reached = 0;
  for (int i = 0; i < 20; ++i) {
    if (code_of_knock("Guest", address(30 + i)) != "badToken") ++reached;
  }
  EXPECT_EQ(reached, 0) << "of 20";
  leader_.settle();
  EXPECT_EQ(leader_.state().at("participants").size(), 2U);
  EXPECT_EQ(ida.client->ask({{"type", "hand"}, {"raised", true}}).at("type"), "ok");
  WireClient again{server_.port()};
  EXPECT_EQ(again.join(ida.client->resume()), ida.id) << "who was let in comes back";
}

// C25
TEST_F(NewcomersFlow, WithoutTheLinkEachWhoComesAfterARemovalIsMarked) {
  const Guest stranger = knock("Mallory", address(9));
  ask({{"type", "remove"}, {"participant", stranger.id}});
  int marked = 0;
  for (int i = 0; i < 20; ++i) {
    const bool by_name = i % 2 == 0;
    const Guest again = by_name ? knock("MALLORY", address(30 + i))
                                : knock("Guest " + std::to_string(i), address(9));
    if (seen(again.id).value("afterRemoval", std::string{}) == "Mallory") ++marked;
    again.client->send({{"type", "leave"}});
    again.client->wait_until_closed();
  }
  EXPECT_EQ(marked, 20) << "of 20";
  const Guest other = knock("Somebody else", address(99));
  EXPECT_FALSE(seen(other.id).contains("afterRemoval"));
  EXPECT_EQ(other.client->state().dump().find("Mallory"), std::string::npos);
}

TEST_F(NewcomersFlow, NoAddressIsLoggedOrKept) {
  const Guest stranger = knock("Mallory", address(77));
  ask({{"type", "remove"}, {"participant", stranger.id}, {"closeLink", true}});

  EXPECT_EQ(server_.log().find(address(77)), std::string::npos);
  const auto exported = server_.command("export", {session_.at("id")});
  EXPECT_EQ(exported.status, 0) << exported.errors;
  EXPECT_EQ(exported.output.find(address(77)), std::string::npos);
}

/// Knocks by the members' link from one address, as often as it can.
class Attacker {
 public:
  Attacker(std::uint16_t port, const std::string& token)
      : thread_([port, token](const std::stop_token& ended) {
          std::vector<std::unique_ptr<WireClient>> held;
          while (!ended.stop_requested()) {
            try {
              auto client = std::make_unique<WireClient>(port, "stepback.v1",
                                                         RawSocketOptions{.from = address(2)});
              client->send({{"type", "join"}, {"token", token}, {"name", "Attacker"}});
              const Json answer = client->wait_for([](const Json&) { return true; });
              if (answer.at("type") == "welcome") held.push_back(std::move(client));
            } catch (const std::runtime_error&) {
              continue;  // its address was turned away before it could ask
            }
          }
        }) {}

 private:
  std::jthread thread_;
};

// C26
TEST_F(NewcomersFlow, SixteenStandInTheLobbyBesideAnAttacker) {
  const Attacker attacker(server_.port(), token("member"));
  const auto count = [&](const std::string& name) {
    int people = 0;
    for (const Json& each : leader_.state().at("participants")) people += each.at("name") == name;
    return people;
  };
  ASSERT_TRUE(leader_.read_until([&] { return count("Attacker") == 16; })) << "the lobby is full";

  const auto begun = Clock::now();
  std::vector<Guest> honest;
  honest.reserve(16);
  for (int i = 0; i < 16; ++i) honest.push_back(knock("Honest", address(30 + i)));
  EXPECT_TRUE(leader_.read_until([&] { return count("Honest") == 16; }));

  const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
  std::cout << "16 of 16 stood in the lobby after " << seconds << " s\n";
  EXPECT_LT(seconds, 10);
  // The attacker's network has come more often, so nobody gives way to it any more.
  std::this_thread::sleep_for(5s);
  leader_.settle();
  EXPECT_EQ(count("Honest"), 16);
  for (const Guest& each : honest) EXPECT_FALSE(each.client->closed());
}

}  // namespace
}  // namespace stepback::flow
