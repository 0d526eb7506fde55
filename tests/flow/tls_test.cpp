// A server over TLS and the native module. A person who trusts its certificate joins, hears and is
// heard, and goes on when the certificate and the secret are exchanged. A person who does not trust
// it stays outside.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <stepback_sessions.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <memory>
#include <thread>

#include "flow/server_process.hpp"
#include "support/people/measure.hpp"
#include "support/people/person.hpp"

namespace stepback::flow {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr double kTone = 887;
constexpr double kLoudness = 0.1;

class TlsFlow : public testing::Test {
 protected:
  static std::vector<std::string> with(const std::string& certificate, const std::string& key) {
    return {"--tls-cert", certificate, "--tls-key", key};
  }

  /// The links and tokens of a new session, over https, with Farid and a facilitator named Okafor.
  static nlohmann::json create(const ServerProcess& server, const std::string& ca_file) {
    const std::array<const char*, 2> names{"Okafor", "Farid"};
    const std::array<stepback_role, 2> roles{STEPBACK_ROLE_FACILITATOR, STEPBACK_ROLE_MEMBER};
    stepback_session_request request{};
    request.struct_size = sizeof request;
    request.server = server.url().c_str();
    request.token = server.coordinator().c_str();
    request.template_id = "cmh-60";
    request.names = names.data();
    request.roles = roles.data();
    request.participant_count = names.size();
    request.ca_file = ca_file.c_str();
    const auto* const sessions =
        static_cast<const stepback_sessions*>(stepback_get_extension(STEPBACK_EXTENSION_SESSIONS));
    if (sessions == nullptr) throw std::runtime_error("the module cannot create sessions");
    char* text = nullptr;
    const stepback_result result = sessions->create(&request, &text);
    const std::unique_ptr<char, void (*)(char*)> answer{text, sessions->free_text};
    if (result != STEPBACK_OK) throw std::runtime_error(stepback_result_text(result));
    return nlohmann::json::parse(answer.get());
  }
  static std::string link(const nlohmann::json& session, std::size_t who) {
    return session.at("links").at("participants").at(who).at("link");
  }

  /// Waits until the server has logged this event so many times.
  static void wait_for_log(const ServerProcess& server, const std::string& event,
                           std::size_t times = 1) {
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < deadline) {
      std::size_t count = 0;
      const std::string log = server.log();
      for (auto at = log.find(event); at != std::string::npos; at = log.find(event, at + 1))
        ++count;
      if (count >= times) return;
      std::this_thread::sleep_for(10ms);
    }
    throw std::runtime_error("never logged: " + event);
  }

  /// The reason why a person without this file of authorities does not get in.
  static std::string refusal(const std::string& link, const char* ca_file) {
    stepback_config config{};
    config.struct_size = sizeof config;
    config.link = link.c_str();
    config.ca_file = ca_file;
    stepback_client* client = nullptr;
    if (stepback_create(&config, &client) != STEPBACK_OK) return "no client";
    stepback_join(client);
    std::string found = "nothing was said";
    stepback_event event{};
    while (stepback_poll(client, &event, 60'000) == 1) {
      if (event.type == STEPBACK_EVENT_STATE) found = "joined";
      const bool lost = event.type == STEPBACK_EVENT_CONNECTION && event.text != nullptr;
      if (lost) found = event.text;
      if (lost || event.type == STEPBACK_EVENT_STATE) break;
    }
    stepback_destroy(client);
    return found;
  }
};

TEST_F(TlsFlow, WhoTrustsTheCertificateJoinsHearsAndIsHeard) {
  const ServerProcess server{{"--tls-self-signed"}};
  ASSERT_EQ(server.url().rfind("https://127.0.0.1:", 0), 0U);
  const std::string ca = server.data_folder() / "tls-certificate.pem";
  const auto session = create(server, ca);
  ASSERT_EQ(link(session, 0).rfind(server.url() + "/#join=", 0), 0U);
  Person okafor{link(session, 0), std::nullopt, ca};
  Person farid{link(session, 1), std::nullopt, ca};
  SoundCard card;
  const auto quiet = [](std::span<float>, std::size_t) {};
  const std::size_t leader = card.plug_in(okafor, quiet);
  const std::size_t member = card.plug_in(farid, [](std::span<float> block, std::size_t from) {
    add_tone(block, kTone, kLoudness, from);
  });
  ASSERT_EQ(farid.publish(true), "");

  // Until a whole second of it has come, since the machine may be busy.
  double heard = -100;
  for (int tries = 0; heard < -6 && tries < 20; ++tries) {
    const std::size_t from = card.now();
    const auto sound = card.heard(leader, from, from + kSampleRate);
    heard = decibels(tone_amplitude(sound, kTone), kLoudness);
  }
  EXPECT_GE(heard, -6);
  const std::size_t from = card.now();
  const auto own = card.heard(member, from, from + kSampleRate / 2);
  EXPECT_LT(decibels(tone_amplitude(own, kTone), kLoudness), -40) << "nobody hears themselves";
}

TEST_F(TlsFlow, WhoDoesNotTrustItStaysOutside) {
  const ServerProcess server{{"--tls-self-signed"}};
  const ServerProcess other{{"--tls-self-signed"}};
  const std::string ca = server.data_folder() / "tls-certificate.pem";
  const std::string others = other.data_folder() / "tls-certificate.pem";
  const std::string link = TlsFlow::link(create(server, ca), 1);

  EXPECT_THAT(refusal(link, nullptr), HasSubstr("certificate is not trusted"));
  EXPECT_THAT(refusal(link, others.c_str()), HasSubstr("certificate is not trusted"));
  EXPECT_EQ(refusal(link, ca.c_str()), "joined");
  EXPECT_EQ(server.request("POST", "/api/sessions", "{}", server.coordinator()).status, 400)
      << "plain HTTP";
}

TEST_F(TlsFlow, ACertificateIsExchangedAtSighupAndABadOneIsNot) {
  const ServerProcess maker{{"--tls-self-signed"}};
  const ServerProcess other{{"--tls-self-signed"}};
  const fs::path certificate = maker.data_folder() / "live.pem";
  const fs::path key = maker.data_folder() / "live-key.pem";
  const auto install = [&](const ServerProcess& from) {
    const auto replace = fs::copy_options::overwrite_existing;
    fs::copy_file(from.data_folder() / "tls-certificate.pem", certificate, replace);
    fs::copy_file(from.data_folder() / "tls-key.pem", key, replace);
  };
  const std::string first = maker.data_folder() / "tls-certificate.pem";
  const std::string second = other.data_folder() / "tls-certificate.pem";
  install(maker);
  const ServerProcess server{with(certificate, key)};
  const auto session = create(server, first);
  Person okafor{link(session, 0), std::nullopt, first};

  install(other);
  ::kill(server.process(), SIGHUP);
  wait_for_log(server, "certificateRead");
  Person farid{link(session, 1), std::nullopt, second};
  okafor.wait_until("sees Farid", [](const Seen& seen) { return seen.chair("Farid") != nullptr; });
  EXPECT_EQ(okafor.ended(), "") << "still there, by the old certificate";

  fs::resize_file(certificate, 100);
  ::kill(server.process(), SIGHUP);
  wait_for_log(server, "certificateKept");
  EXPECT_THAT(server.log(), HasSubstr("the certificate " + certificate.string()));
  EXPECT_EQ(refusal(link(session, 1), second.c_str()), "joined");
}

TEST_F(TlsFlow, ARotatedSecretIsTakenOverAndOldTokensGoOnForTheOverlap) {
  const ServerProcess server;
  const auto session = server.create_session(
      {{"template", "cmh-60"}, {"participants", {{{"name", "Farid"}, {"role", "member"}}}}});
  const std::string old_link = session.at("links").at("participants").at(0).at("link");

  ASSERT_EQ(server.command("rotate").status, 0);
  const std::string fresh = server.command("token", {"--role", "coordinator"}).output;
  const std::string token = fresh.substr(0, fresh.find('\n'));
  EXPECT_EQ(server.request("GET", "/api/sessions", "", token).status, 401) << "not told yet";
  ::kill(server.process(), SIGHUP);
  wait_for_log(server, "secretRead");

  EXPECT_EQ(server.request("GET", "/api/sessions", "", token).status, 200);
  EXPECT_EQ(server.request("GET", "/api/sessions", "", server.coordinator()).status, 200);
  EXPECT_EQ(refusal(old_link, nullptr), "joined");

  ASSERT_EQ(server.command("rotate", {"--overlap", "none"}).status, 0);
  ::kill(server.process(), SIGHUP);
  wait_for_log(server, "secretRead", 2);
  EXPECT_EQ(server.request("GET", "/api/sessions", "", token).status, 401);
}

}  // namespace
}  // namespace stepback::flow
