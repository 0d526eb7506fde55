// A server is reached by its links, however it is started. It is not reached by the names of other
// servers, and no path on its public port leads to what is the operator's.

#include <gmock/gmock.h>

#include <memory>

#include "flow/server_process.hpp"
#include "support/path_forms.hpp"
#include "support/wire/tls_client.hpp"

namespace stepback::flow {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A server and clients that speak TLS if it does.
class Reached {
 public:
  explicit Reached(const std::vector<std::string>& arguments) : server_(arguments) {}

  ServerProcess& server() { return server_; }
  std::unique_ptr<RawClient> client() const {
    if (server_.url().starts_with("https:")) return std::make_unique<TlsClient>(server_.port());
    return std::make_unique<RawClient>(server_.port());
  }
  /// Where the server's own links lead: scheme, host and port.
  std::string linked() const {
    const RawResponse made = client()->request(
        "POST", "/api/sessions",
        "Content-Type: application/json\r\nAuthorization: Bearer " + server_.coordinator() + "\r\n",
        R"({"template":"cmh-60"})");
    const std::string link = nlohmann::json::parse(made.body).at("links").at("member");
    return link.substr(0, link.find("/#"));
  }
  int page(const std::string& host) const {
    return ask("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
  }
  int socket(const std::string& host, const std::string& origin) const {
    return ask("GET /ws HTTP/1.1\r\nHost: " + host + "\r\nConnection: Upgrade\r\n" +
               upgrade_headers() + "Origin: " + origin + "\r\n\r\n")
        .status;
  }
  RawResponse ask(const std::string& request) const {
    const auto asking = client();
    asking->send(request);
    return asking->response();
  }

 private:
  ServerProcess server_;
};

std::string host_of(const std::string& origin) {
  return origin.substr(origin.find("//") + 2);
}

TEST(Reach, EveryPrintedLinkLeadsInHoweverTheServerIsStarted) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {},
           {"--listen", "0.0.0.0"},
           {"--allow-origin", "https://moodle.example.edu"},
           {"--public-url", "https://balint.example.edu"},
           {"--public-url", "http://balint.local:8080/there", "--listen", "0.0.0.0"},
           {"--tls-self-signed"},
           {"--tls-self-signed", "--listen", "0.0.0.0"},
           {"--tls-self-signed", "--public-url", "https://balint.local:8443"}}) {
    SCOPED_TRACE(testing::PrintToString(arguments));
    Reached reached(arguments);
    const std::string url = reached.linked();
    const std::string origin = url.substr(0, url.find('/', url.find("//") + 2));
    EXPECT_EQ(reached.page(host_of(origin)), 200) << url;
    EXPECT_EQ(reached.socket(host_of(origin), origin), 101) << url;
    EXPECT_EQ(reached.page(host_of(reached.server().url())), 200);
    EXPECT_EQ(reached.socket(host_of(reached.server().url()), reached.server().url()), 101);

    const std::string evil = "evil.example:" + std::to_string(reached.server().port());
    EXPECT_EQ(reached.page(evil), 421);
    EXPECT_EQ(reached.socket(evil, "http://" + evil), 403);
    EXPECT_EQ(reached.socket(evil, "https://" + evil), 403);
  }
}

TEST(Reach, AnAllowedHostIsOneOfItsNames) {
  const Reached reached({"--allow-host", "balint.internal"});
  for (const std::string host : {"balint.internal", "balint.internal:9000"}) {
    EXPECT_EQ(reached.page(host), 200);
    EXPECT_EQ(reached.socket(host, "http://" + host), 101);
  }
  EXPECT_EQ(reached.socket("balint.internal", "http://evil.example"), 403);
}

TEST(Reach, NoFormOfAPathLeadsToTheOperatorsOnThePublicPort) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{}, {"--tls-self-signed"}}) {
    Reached reached(arguments);
    const std::string rest = " HTTP/1.1\r\nHost: " + host_of(reached.server().url()) + "\r\n\r\n";
    for (const std::string name : {"metrics", "readyz"}) {
      const std::vector<std::string> forms = stepback::test::path_forms(name);
      ASSERT_EQ(forms.size(), 28U);
      for (const std::string& form : forms) {
        std::string said;
        try {
          std::string request = "GET ";
          request.append(form).append(rest);
          const RawResponse response = reached.ask(request);
          said = response.body;
          if (arguments.empty()) {
            EXPECT_THAT(response.status, testing::AnyOf(400, 404)) << form;
          }
        } catch (const std::runtime_error&) {  // closed without an answer
        }
        EXPECT_THAT(said, Not(HasSubstr("stepback_"))) << form;
        EXPECT_THAT(said, Not(HasSubstr("\"ready\""))) << form;
      }
    }
    EXPECT_THAT(reached.server().operations("/metrics").body, HasSubstr("stepback_ready 1"));
    EXPECT_THAT(reached.server().operations("/readyz").body, HasSubstr("\"ready\""));
    EXPECT_EQ(reached.server().operations("/healthz").status, 200);
  }
}

}  // namespace
}  // namespace stepback::flow
