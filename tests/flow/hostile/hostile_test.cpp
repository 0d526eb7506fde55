// Attackers send a hundred thousand messages, which a grammar makes out of valid sessions. They sit
// in one session with people who do not notice it, lead another, and ask to enter. The server goes
// on serving everybody else, each request has its one answer, and the server's memory does not
// grow.
//
// STEPBACK_HOSTILE_MESSAGES is the number of messages and STEPBACK_HOSTILE_SEED selects them. By
// default it is all of them under AddressSanitizer, and a tenth elsewhere.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "flow/hostile/adversary.hpp"
#include "flow/hostile/hostile_connection.hpp"

namespace stepback::flow {
namespace {

#ifdef STEPBACK_SANITIZED
constexpr std::size_t kMessages = 100'000;
#else
constexpr std::size_t kMessages = 10'000;
#endif
constexpr std::size_t kAtATime = 8;         // connections
constexpr std::size_t kOnAConnection = 44;  // messages: the burst of the limits, and a few more
constexpr std::size_t kInARound = 1500;     // messages between two looks at everybody else
constexpr std::size_t kMostGrowth = std::size_t{64} << 20U;

std::size_t number_from(const char* name, std::size_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoul(text);
}

/// The bytes of memory that a process holds now.
std::size_t memory_of(pid_t process) {
  std::ifstream pages("/proc/" + std::to_string(process) + "/statm");
  std::size_t whole = 0;
  std::size_t resident = 0;
  pages >> whole >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Set before the server starts. Freed memory that AddressSanitizer keeps would otherwise look like
/// a leak that grows up to a quarter of a gigabyte.
struct SmallQuarantine {
  SmallQuarantine() {
    const char* const options = std::getenv("ASAN_OPTIONS");
    const std::string before = options == nullptr ? "" : std::string(options) + ":";
    ::setenv("ASAN_OPTIONS", (before + "quarantine_size_mb=8").c_str(), 1);
  }
};

/// `people` of these roles, named by tokens.
Json group(const std::vector<const char*>& roles) {
  Json people = Json::array();
  for (const char* role : roles) {
    people.push_back({{"name", "P" + std::to_string(people.size())}, {"role", role}});
  }
  return {{"template", "cmh-60"}, {"participants", people}};
}

std::string token_of(const Json& session, std::size_t person) {
  return session.at("tokens").at("participants").at(person).at("token");
}

/// Three people in a session: the first leads, the second presents, the third listens. They keep to
/// the server's limits, however fast the attackers are.
class Trio {
 public:
  Trio(const ServerProcess& server, const Json& session)
      : leader_{WireClient{server.port()}},
        presenter_{WireClient{server.port()}},
        member_{WireClient{server.port()}} {
    join(leader_, token_of(session, 0));
    join(presenter_, token_of(session, 1));
    join(member_, token_of(session, 2));
    must(leader_, {{"type", "appoint"}, {"participant", presenter_.id}});
    must(leader_, {{"type", "advance"}, {"phase", "presentation"}});
  }

  /// The presenter talks and is heard.
  void present() {
    must(presenter_, {{"type", "publish"}, {"audio", true}, {"video", false}});
    EXPECT_TRUE(is_heard(presenter_, {&leader_, &member_})) << "the presenter is not heard";
  }
  void step_back() {
    must(leader_, {{"type", "advance"}, {"phase", "discussion"}});
    // hold() looks at the messages after this one.
    EXPECT_TRUE(member_.client.read_until([this] {
      return member_.client.state().at("session").at("phase").at("name") == "discussion";
    }));
  }
  /// The presenter goes on talking and nobody hears it. The others talk, and the presenter hears
  /// them.
  void hold() {
    for (Voice* each : {&leader_, &presenter_, &member_}) each->client.forget();
    send_word(presenter_, "a word");
    presenter_.client.ping();
    must(leader_, {{"type", "publish"}, {"audio", true}, {"video", false}});
    // A packet that was sent before this one would have arrived before it.
    EXPECT_TRUE(is_heard(leader_, {&presenter_, &member_})) << "the leader is not heard";
    for (const Received& each : member_.client.received()) {
      EXPECT_FALSE(is_of(presenter_, each)) << "a presenter is heard who has stepped back";
    }
  }

 private:
  struct Voice {
    WireClient client;
    std::string id{};
    std::uint32_t ssrc = 0;
    std::uint16_t sequence = 0;
  };

  static void join(Voice& who, const std::string& token) {
    who.id = who.client.join(token);
    who.ssrc = participant(who.client.state(), who.id)->at("ssrc");
  }
  static void must(Voice& who, const Json& command) {
    const Json answer = who.client.ask(command);
    EXPECT_EQ(answer.at("type"), "ok") << answer;
  }
  static void send_word(Voice& who, const std::string& word) {
    ++who.sequence;
    who.client.send_packet(audio_packet(0, who.sequence, who.sequence * 960U, word));
  }
  static bool is_of(const Voice& speaker, const Received& received) {
    const auto* packet = std::get_if<Packet>(&received);
    return packet != nullptr && ssrc_of(*packet) == speaker.ssrc;
  }
  /// Says a new word until all listeners hear it. The word is repeated, since the server drops the
  /// oldest sound that waits for long. Returns false if they never do.
  bool is_heard(Voice& speaker, const std::vector<Voice*>& listeners) {
    const std::string word = "word " + std::to_string(++words_);
    const auto is_deaf = [&](const Voice* listener) {
      return std::ranges::none_of(listener->client.received(), [&](const Received& each) {
        return is_of(speaker, each) && payload_of(std::get<Packet>(each)) == word;
      });
    };
    for (int i = 0; i < 600 && std::ranges::any_of(listeners, is_deaf); ++i) {
      send_word(speaker, word);
      const auto next = std::chrono::steady_clock::now() + std::chrono::milliseconds{50};
      for (Voice* each : listeners) {
        while (is_deaf(each) && each->client.read_until(next)) {
        }
      }
    }
    return std::ranges::none_of(listeners, is_deaf);
  }

  Voice leader_;
  Voice presenter_;
  Voice member_;
  int words_ = 0;
};

class Hostile : public testing::Test {
 protected:
  /// Sends messages on several connections at a time, with these tokens. Returns how many were
  /// sent.
  std::size_t attack(const std::vector<std::string>& tokens) {
    std::size_t sent = 0;
    std::deque<HostileConnection> connections;
    for (std::size_t i = 0; i < kAtATime; ++i) {
      HostileConnection& each = connections.emplace_back(server_.port(), grammar_);
      if (grammar_.below(16) > 0) each.send(grammar_.join(tokens[grammar_.below(tokens.size())]));
      while (each.sent() < kOnAConnection) each.send(grammar_.next());
    }
    for (HostileConnection& each : connections) {
      each.settle();
      EXPECT_EQ(each.complaint(), "");
      if (!each.closed()) each.hang_up();
      sent += each.sent();
    }
    knock();
    return sent;
  }

  /// Sends an HTTP request that may never end. Does not wait for an answer.
  void knock() {
    RawClient connection(server_.port());
    connection.send(grammar_.http_request());
  }

  void expect_served() {
    const Json session = server_.create_session(group({"facilitator", "member", "member"}));
    {
      Trio people(server_, session);
      people.present();
      people.step_back();
      people.hold();
    }
    const std::string path = "/api/sessions/" + session.at("id").get<std::string>();
    EXPECT_EQ(server_.request("DELETE", path, {}, server_.coordinator()).status, 204);
  }

  SmallQuarantine small_quarantine_;
  // All attackers come from one address. pressure_test checks the limits of an address.
  ServerProcess server_{{"--address-bad-tokens", "0", "--address-arrivals", "0",
                         "--address-waiting", "0", "--allow-host", "127.0.0.1"}};
  HostileGrammar grammar_{static_cast<std::uint32_t>(number_from("STEPBACK_HOSTILE_SEED", 1))};
};

TEST_F(Hostile, MessagesLeaveEverybodyElseServed) {
  const std::size_t messages = number_from("STEPBACK_HOSTILE_MESSAGES", kMessages);
  const auto begun = std::chrono::steady_clock::now();
  const Json shared = server_.create_session(
      group({"facilitator", "member", "member", "member", "member", "observer"}));
  Trio people(server_, shared);
  people.present();
  people.step_back();
  const std::vector<std::string> inside{token_of(shared, 3), token_of(shared, 4),
                                        token_of(shared, 5), "nonsense"};

  std::size_t sent = 0;
  std::size_t after_a_quarter = 0;
  while (sent < messages && !HasFailure()) {
    const Json own = server_.create_session(
        group({"facilitator", "coFacilitator", "member", "member", "observer"}));
    std::vector<std::string> tokens = inside;
    for (std::size_t i = 0; i < 5; ++i) tokens.push_back(token_of(own, i));
    for (const char* role : {"facilitator", "member"}) tokens.push_back(own.at("tokens").at(role));
    for (const std::size_t until = sent + kInARound; sent < until && !HasFailure();) {
      sent += attack(tokens);
      people.hold();
    }
    expect_served();
    const std::string path = "/api/sessions/" + own.at("id").get<std::string>();
    EXPECT_EQ(server_.request("DELETE", path, {}, server_.coordinator()).status, 204);
    if (sent >= messages / 4 && after_a_quarter == 0)
      after_a_quarter = memory_of(server_.process());
  }

  EXPECT_LT(memory_of(server_.process()), after_a_quarter + kMostGrowth);
  std::cout << sent << " messages in "
            << std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count()
            << " s; the server's memory: " << (after_a_quarter >> 20U) << " MiB after a quarter, "
            << (memory_of(server_.process()) >> 20U) << " MiB at the end\n";
  EXPECT_EQ(server_.terminate(), 0) << server_.log().substr(0, 4000);
}

}  // namespace
}  // namespace stepback::flow
