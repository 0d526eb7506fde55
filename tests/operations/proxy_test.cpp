// Runs the example of a reverse proxy: nginx on ports of this test's, and people who come through
// it. Only details of the place are changed: ports, certificate, log.

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>

#include "flow/child_process.hpp"
#include "flow/server_process.hpp"
#include "operations/installation.hpp"
#include "support/held_port.hpp"
#include "support/path_forms.hpp"
#include "support/people/measure.hpp"
#include "support/people/person.hpp"
#include "support/places.hpp"
#include "support/wire/raw_client.hpp"

namespace stepback::operations {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

void replace(std::string& text, const std::string& old, const std::string& by) {
  std::size_t at = text.find(old);
  if (at == std::string::npos) throw std::runtime_error("the example has no " + old);
  for (; at != std::string::npos; at = text.find(old, at + by.size())) {
    text.replace(at, old.size(), by);
  }
}

bool somebody_listens(std::uint16_t port) {
  try {
    const RawSocket visitor(port);
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

class ReverseProxy : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_program("nginx")) GTEST_SKIP() << "nginx is not installed";
    const std::string here = folder.path();
    std::string site = text_of(stepback::test::source_folder() / "signalling/deploy/nginx.conf");
    const std::string plain = "listen 127.0.0.1:" + std::to_string(port) + ";";
    replace(site, "listen 80;", "listen unix:" + here + "/plain;");
    replace(site, "listen [::]:80;", "");
    // The people here do not trust the certificate, so they come without TLS. TLS has a socket of
    // its own.
    replace(site, "listen 443 ssl http2;", plain + "listen unix:" + here + "/tls ssl http2;");
    replace(site, "listen [::]:443 ssl http2;", "");
    replace(site, "/etc/letsencrypt/live/balint.example.edu", here);
    replace(site, "/var/log/nginx", here);
    replace(site, "127.0.0.1:8080", "127.0.0.1:" + std::to_string(server.port()));
    std::ofstream main(folder.path() / "main.conf");
    main << "daemon off;\nmaster_process off;\npid " << here << "/pid;\nerror_log " << here
         << "/errors;\nevents {}\nhttp {\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      main << kind << "_temp_path " << here << "/" << kind << ";\n";
    }
    main << site << "}\n";
    main.close();
    const Said made =
        run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=balint.example.edu", "-keyout",
             here + "/privkey.pem", "-out", here + "/fullchain.pem"});
    ASSERT_EQ(made.status, 0) << made.output;
  }

  std::vector<std::string> nginx(const std::string& more) const {
    std::vector<std::string> arguments{"nginx",
                                       "-p",
                                       folder.path(),
                                       "-e",
                                       folder.path() / "errors",
                                       "-c",
                                       folder.path() / "main.conf"};
    if (!more.empty()) arguments.push_back(more);
    return arguments;
  }

  static std::vector<std::string> arguments() {
    // The people here come to 127.0.0.1.
    std::vector<std::string> all{"--allow-host", "balint.example.edu", "--allow-host", "127.0.0.1"};
    if (fs::exists(built_page())) {
      all.insert(all.end(), {"--web", fs::path(built_page()).parent_path()});
    }
    return all;
  }
  /// Starts nginx and waits until it listens.
  std::unique_ptr<flow::ChildProcess> start() const {
    std::vector<std::string> command{"/usr/bin/env", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"};
    for (const std::string& each : nginx("")) command.push_back(each);
    auto proxy = std::make_unique<flow::ChildProcess>(command, folder.path() / "output");
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!somebody_listens(port) && std::chrono::steady_clock::now() < deadline) {
      std::this_thread::sleep_for(10ms);
    }
    EXPECT_TRUE(somebody_listens(port)) << proxy->output() << text_of(folder.path() / "errors");
    return proxy;
  }
  RawResponse get(const std::string& target, const std::string& host = "balint.example.edu") const {
    RawClient client(port);
    client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    return client.response();
  }

  const TemporaryFolder folder;
  flow::ServerProcess server{arguments()};
  const test::HeldPort held;
  const std::uint16_t port = held.number();
};

TEST_F(ReverseProxy, IsUnderstoodByNginx) {
  const Said said = run(nginx("-t"));
  EXPECT_EQ(said.status, 0) << said.output;
}

TEST_F(ReverseProxy, PassesWhatIsServedAndNothingElse) {
  const auto proxy = start();
  for (const char* path : {"/", "/healthz", "/api/templates", "/api/support"}) {
    EXPECT_EQ(get(path).status, 200) << path;
  }
  EXPECT_EQ(get("/api/sessions").status, 401);
  for (const char* path : {"/api/x", "/assets/none.js", "/none.txt"}) {
    EXPECT_THAT(get(path).body, testing::HasSubstr("there is nothing here")) << "stepbackd's";
  }
  if (fs::exists(built_page())) {
    const fs::path page = fs::path(built_page()).parent_path();
    for (const auto& each : fs::recursive_directory_iterator(page)) {
      const std::string path = "/" + each.path().lexically_relative(page).string();
      if (!each.is_regular_file()) continue;
      EXPECT_EQ(get(path).status, 200) << path;
    }
  }
  for (const char* path : {"/x", "/metrics", "/readyz", "/healthz/", "/apis", "/.git/config"}) {
    const RawResponse response = get(path);
    EXPECT_EQ(response.status, 404) << path;
    EXPECT_THAT(response.body, testing::HasSubstr("nginx")) << path;
  }
  EXPECT_EQ(get("/", "evil.example").status, 421);
}

TEST_F(ReverseProxy, PassesNoPathThatCanBeReadInTwoWays) {
  const auto proxy = start();
  for (const std::string name : {"metrics", "readyz"}) {
    for (const std::string& form : stepback::test::path_forms(name)) {
      const RawResponse response = get(form);
      EXPECT_THAT(response.status, testing::AnyOf(400, 404)) << form;
      EXPECT_THAT(response.body, testing::HasSubstr("nginx")) << form;
    }
  }
  for (const char* form :
       {"/api/support%0d", "/api/x/../support", "//api/support", "/api/%73upport", "/api/support#x",
        "/api/support%3dx", "/api/support;x", "/api/support%", "/api/supp\\ort"}) {
    const RawResponse response = get(form);
    EXPECT_EQ(response.status, 400) << form;
    EXPECT_THAT(response.body, testing::HasSubstr("nginx")) << form;
  }
  EXPECT_EQ(get("/api/support?next=https://a.example/../%41").status, 200);
}

TEST_F(ReverseProxy, CarriesASessionAndItsSound) {
  const auto proxy = start();
  const auto session = server.create_session(
      {{"template", "cmh-60"},
       {"participants",
        {{{"name", "Okafor"}, {"role", "facilitator"}}, {{"name", "Aino"}, {"role", "member"}}}}});
  const auto link = [&](std::size_t person) {
    std::string text = session.at("links").at("participants").at(person).at("link");
    replace(text, std::to_string(server.port()), std::to_string(port));
    return text;
  };
  flow::Person leader{link(0)};
  flow::Person member{link(1)};
  leader.wait_until("both are there", [](const flow::Seen& seen) {
    const flow::Chair* chair = seen.chair("Aino");
    return chair != nullptr && chair->connected;
  });
  ASSERT_EQ(leader.publish(true), "");

  flow::SoundCard sound;
  sound.plug_in(leader, [](std::span<float> block, std::size_t from) {
    flow::add_tone(block, 439, 0.1, from);
  });
  const std::size_t ears = sound.plug_in(member, [](std::span<float>, std::size_t) {});
  constexpr std::size_t kSecond = flow::kSampleRate;
  // A tone of this loudness has 240 a second.
  double energy = 0;
  for (std::size_t second = 0; second < 20 && energy < 1; ++second) {
    energy = 0;
    for (const float sample : sound.heard(ears, kSecond * second, kSecond * (second + 1))) {
      energy += double{sample} * double{sample};
    }
  }
  EXPECT_GT(energy, 1);

  const std::string log = text_of(folder.path() / "stepback.log");
  EXPECT_THAT(log, testing::Not(testing::HasSubstr("?")));
}

}  // namespace
}  // namespace stepback::operations
