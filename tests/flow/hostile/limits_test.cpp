// Bad input over real sockets. Each refused input is answered with its code, changes nothing, and
// leaves the connection (or at least the server and everybody else) as it was.

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "flow/hostile/token_forge.hpp"
#include "flow/server_process.hpp"
#include "support/wire/wire_client.hpp"

namespace stepback::flow {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point moment) {
  return std::chrono::duration<double>(Clock::now() - moment).count();
}

std::int64_t in_an_hour() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count() + 3600;
}

class Limits : public testing::Test {
 protected:
  void SetUp() override {
    session_ = server_.create_session({{"template", "cmh-60"}});
    leader_.join(token("facilitator"), "Okafor");
  }

  std::string token(const std::string& role) const { return session_.at("tokens").at(role); }

  // Sends bytes that are no request and returns the code of the answer.
  std::string code_of(const std::string& text) {
    leader_.send_text(text);
    return leader_.wait_for_type("error").at("code");
  }

  std::string code_of_join(const std::string& token, const std::string& from = {}) const {
    WireClient guest{server_.port(), "stepback.v1", {.from = from}};
    guest.send({{"type", "join"}, {"token", token}, {"name", "Guest"}});
    std::string code = guest.wait_for_type("error").at("code");
    EXPECT_EQ(guest.wait_for_type("bye").at("code"), code);
    guest.wait_until_closed();
    return code;
  }

  // Checks that nothing has happened to the session since `before`, and that the leader can go on.
  void expect_unchanged(const Json& before) {
    leader_.settle();
    EXPECT_EQ(leader_.state().at("revision"), before.at("revision"));
    EXPECT_EQ(leader_.ask({{"type", "lock"}, {"on", true}}).at("type"), "ok");
  }

  ServerProcess server_;
  Json session_;
  WireClient leader_{server_.port()};
};

TEST_F(Limits, RefusesWhatIsNoMessage) {
  const Json before = leader_.state();
  EXPECT_EQ(code_of("not JSON"), "badMessage");
  EXPECT_EQ(code_of("[1, 2]"), "badMessage");
  EXPECT_EQ(code_of("{}"), "badMessage");
  EXPECT_EQ(code_of(R"({"type":"sing"})"), "unknownType");
  EXPECT_EQ(code_of(R"({"type":7})"), "badMessage");
  EXPECT_EQ(code_of(R"({"type":"lock","on":"yes"})"), "badMessage");
  EXPECT_EQ(code_of(R"({"type":"lock"})"), "badMessage");
  EXPECT_EQ(code_of(R"({"type":"lock","on":true,"off":false})"), "badMessage");
  EXPECT_EQ(code_of(R"({"type":"lock","on":true,"on":false})"), "badMessage");
  EXPECT_EQ(code_of("{\"type\":\"chat\",\"text\":\"" + std::string(2001, 'x') + "\"}"),
            "badMessage");
  expect_unchanged(before);
}

TEST_F(Limits, RefusesNamesThatCannotBeShown) {
  for (const std::string& name :
       {std::string(65, 'n'), std::string{"a\x01z"}, std::string{}, std::string{"   "}}) {
    WireClient guest{server_.port()};
    guest.send({{"type", "join"}, {"token", token("member")}, {"name", name}});
    EXPECT_EQ(guest.wait_for_type("error").at("code"), "badMessage") << name.size();
  }
  WireClient guest{server_.port()};
  guest.send({{"type", "join"}, {"token", token("member")}});
  EXPECT_EQ(guest.wait_for_type("error").at("code"), "badMessage");
}

TEST_F(Limits, RefusesMessagesThatAreTooLargeAndReadsOn) {
  const Json before = leader_.state();
  EXPECT_EQ(code_of("{\"type\":\"chat\",\"text\":\"" + std::string(20'000, 'x') + "\"}"),
            "tooLarge");
  EXPECT_EQ(code_of(std::string(60'000, ' ')), "tooLarge");
  leader_.send_packet(audio_packet(0, 1, 1, std::string(70'000, 'x')));
  EXPECT_EQ(leader_.wait_for_type("error").at("code"), "tooLarge");
  expect_unchanged(before);
}

TEST_F(Limits, RefusesMoreThanFortyMessagesAtOnceAndAnswersEach) {
  const auto begun = Clock::now();
  for (int id = 1000; id < 1100; ++id) leader_.send({{"type", "ping"}, {"id", id}, {"sent", 1}});
  int taken = 0;
  for (int id = 1000; id < 1100; ++id) {
    const Json answer = leader_.wait_for_answer(id);
    if (answer.at("type") == "ok") {
      ++taken;
    } else {
      EXPECT_EQ(answer.at("code"), "rateLimited");
    }
  }
  // Joining used some of the burst; some is earned until the last answer.
  EXPECT_GE(taken, 35);
  EXPECT_LE(taken, 40 + 20 * seconds_since(begun));
}

TEST_F(Limits, RefusesNothingOfThoseWhoKeepToThem) {
  for (int i = 0; i < 80; ++i) {
    EXPECT_EQ(leader_.ask({{"type", "ping"}, {"sent", 1}}).at("type"), "ok") << i;
  }
}

TEST_F(Limits, RefusesMoreThanTheAllowedPackets) {
  WireClient listener{server_.port()};
  listener.join(token("coFacilitator"), "Lehto");
  ASSERT_EQ(leader_.ask({{"type", "publish"}, {"audio", true}, {"video", false}}).at("type"), "ok");
  const auto begun = Clock::now();
  for (std::uint16_t i = 0; i < 400; ++i) leader_.send_packet(audio_packet(0, i, i, "x"));
  EXPECT_EQ(leader_.wait_for_type("error").at("code"), "rateLimited");
  leader_.settle();
  listener.settle();
  std::size_t packets = 0;
  for (const Received& each : listener.received()) packets += std::holds_alternative<Packet>(each);
  EXPECT_GE(packets, 100U);
  EXPECT_LE(static_cast<double>(packets), 120 * (1 + seconds_since(begun)));
}

TEST_F(Limits, RefusesMoreThanTheAllowedBitRate) {
  ASSERT_EQ(leader_.ask({{"type", "publish"}, {"audio", false}, {"video", true}}).at("type"), "ok");
  for (std::uint16_t i = 0; i < 12; ++i) {
    leader_.send_packet(video_packet(0, i, i, true, std::string(60'000, 'v')));
  }
  EXPECT_EQ(leader_.wait_for_type("error").at("code"), "rateLimited");
}

TEST_F(Limits, RefusesPacketsThatAreNotOurRtp) {
  const Json before = leader_.state();
  Packet version_1 = audio_packet(0, 1, 1, "x");
  version_1[0] = 0x50;
  leader_.send_packet(version_1);
  EXPECT_EQ(leader_.wait_for_type("error").at("code"), "badMessage");
  Packet unknown = audio_packet(0, 1, 1, "x");
  unknown[1] = 100;
  leader_.send_packet(unknown);
  EXPECT_EQ(leader_.wait_for_type("error").at("code"), "badMessage");
  expect_unchanged(before);
}

TEST_F(Limits, RefusesTokensThatAreNotGood) {
  const std::string secret = read_secret(server_.data_folder().string());
  const std::string id = session_.at("id");
  const Json hs256{{"alg", "HS256"}, {"typ", "JWT"}};
  const Json good{{"iss", "campus"}, {"exp", in_an_hour()}, {"sid", id}, {"role", "member"}};
  const auto with = [&](const char* claim, const Json& value) {
    Json changed = good;
    changed[claim] = value;
    return changed;
  };
  const auto without = [&](const char* claim) {
    Json changed = good;
    changed.erase(claim);
    return changed;
  };
  {
    WireClient guest{server_.port()};
    guest.join(forge_token(hs256, good, secret), "Guest");  // the forge itself is sound
  }
  EXPECT_EQ(code_of_join("nonsense"), "badToken");
  EXPECT_EQ(code_of_join(forge_token(hs256, good, secret + "x")), "badToken");
  EXPECT_EQ(code_of_join(forge_token({{"alg", "none"}}, good, "")), "badToken");
  EXPECT_EQ(code_of_join(forge_token({{"alg", "none"}}, good, secret)), "badToken");
  EXPECT_EQ(code_of_join(forge_token({{"alg", "HS384"}}, good, secret)), "badToken");
  EXPECT_EQ(code_of_join(forge_token(hs256, with("exp", in_an_hour() - 7200), secret)), "badToken");
  EXPECT_EQ(code_of_join(forge_token(hs256, without("exp"), secret)), "badToken");
  EXPECT_EQ(code_of_join(forge_token(hs256, without("role"), secret)), "badToken");
  EXPECT_EQ(code_of_join(forge_token(hs256, with("role", "coordinator"), secret)), "badToken");
  EXPECT_EQ(code_of_join(forge_token(hs256, with("sid", "another"), secret)), "unknownSession");
  EXPECT_EQ(code_of_join(server_.coordinator()), "badToken");
}

TEST_F(Limits, RefusesASeventeenthPerson) {
  std::vector<std::unique_ptr<WireClient>> people;
  for (int i = 0; i < 15; ++i) {
    people.push_back(std::make_unique<WireClient>(server_.port()));
    const std::string id = people.back()->join(token("member"), "Member");
    EXPECT_EQ(leader_.ask({{"type", "admit"}, {"participant", id}}).at("type"), "ok");
  }
  // From another network: the first one has brought as many newcomers as it may at once.
  EXPECT_EQ(code_of_join(token("member"), "127.0.0.2"), "sessionFull");
}

TEST_F(Limits, RefusesHttpBodiesBeyond64KiBAndBadOnes) {
  const auto post = [&](const std::string& body) {
    return server_.request("POST", "/api/sessions", body, server_.coordinator()).status;
  };
  EXPECT_EQ(post("{\"template\":\"cmh-60\",\"title\":\"" + std::string(70'000, 'x') + "\"}"), 413);
  EXPECT_EQ(post("{"), 400);
  EXPECT_GE(post(R"({"template":"no-such"})"), 400);
  EXPECT_LT(post(R"({"template":"no-such"})"), 500);
  EXPECT_EQ(server_.request("POST", "/api/sessions", "{}", "nonsense").status, 401);
  EXPECT_EQ(server_.request("GET", "/api/nothing").status, 404);
  EXPECT_EQ(server_.request("GET", "/healthz").status, 200);
}

TEST_F(Limits, SaysGoodbyeToEveryoneAndStops) {
  WireClient member{server_.port()};
  member.join(token("member"), "Aino");
  EXPECT_EQ(server_.terminate(), 0);
  EXPECT_EQ(leader_.wait_for_type("bye").at("code"), "restarting");
  EXPECT_EQ(member.wait_for_type("bye").at("code"), "restarting");
}

TEST_F(Limits, LogsNoTokenAndNoName) {
  WireClient member{server_.port()};
  member.join(token("member"), "Unmistakable");
  member.ask({{"type", "signal"}, {"kind", "help"}});
  server_.request("GET", "/api/sessions", {}, server_.coordinator());
  EXPECT_EQ(server_.terminate(), 0);
  const std::string log = server_.log();
  EXPECT_FALSE(log.empty());
  EXPECT_EQ(log.find("Unmistakable"), std::string::npos);
  EXPECT_EQ(log.find("eyJ"), std::string::npos) << "a JSON Web Token begins with this";
}

}  // namespace
}  // namespace stepback::flow
