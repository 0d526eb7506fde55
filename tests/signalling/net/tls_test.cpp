// The loop over TLS: accepted and refused versions, and the exchange of its certificate.

#include "signalling/net/tls/tls.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "signalling/net/tls/self_signed.hpp"
#include "tests/signalling/media/numbered_packets.hpp"
#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/wire/tls_client.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

TlsCertificate make_certificate() {
  const stepback::test::TemporaryFolder folder;
  const auto now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  return self_signed_certificate(folder.path(), {{"localhost"}, {}}, now).value();
}

EventLoop::Settings over(Tls& tls) {
  EventLoop::Settings settings = RunningLoop::settings();
  settings.tls = &tls;
  return settings;
}

HttpResponse describe(const HttpRequest& request) {
  HttpResponse response;
  response.body = request.path + (request.secure ? " secure " : " plain ") + request.body;
  return response;
}

class TlsTest : public testing::Test {
 protected:
  /// OpenSSL's reason why there is no connection, or "".
  std::string refusal(const TlsOffer& offer) const {
    try {
      TlsClient(running.port(), offer).request("GET", "/");
      return "";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }

  Tls tls{make_certificate()};
  RunningLoop running{over(tls), describe};
};

TEST_F(TlsTest, AnswersHttpInBothVersions) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(running.port(), {.least_version = version, .most_version = version});
    EXPECT_EQ(SSL_version(client.tls()), version);
    EXPECT_EQ(client.request("POST", "/a", "", std::string(1000, 'b')).body,
              "/a secure " + std::string(1000, 'b'));
  }
}

// TLS adds bytes that no message has. They are not taken for pings.
TEST_F(TlsTest, ManySmallMessagesInRecordsOfTheirOwnAreNoFlood) {
  TlsClient client(running.port(), {.most_version = TLS1_2_VERSION});
  client.open();
  running.join(0);
  std::size_t sent = 0;
  const auto end = std::chrono::steady_clock::now() + 5500ms;  // longer than a flood is borne
  while (std::chrono::steady_clock::now() < end) {
    for (int i = 0; i < 8; ++i, ++sent) client.send_frame(Frame::binary, std::string(20, 'x'));
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_EQ(running.witness().heard(sent).size(), sent);
}

TEST_F(TlsTest, CarriesMessagesOfEverySizeInBothDirections) {
  TlsClient client(running.port());
  client.open();
  running.join(0);
  std::vector<std::string> sent;
  for (const std::size_t size : {1U, 1000U, 16'384U, 16'385U, 65'536U}) {
    sent.push_back("binary " + std::string(size, 'x'));
    client.send_frame(Frame::binary, std::string(size, 'x'));
  }
  EXPECT_EQ(running.witness().heard(sent.size()), sent);
  for (const std::size_t size : {1U, 1000U, 16'385U, 65'000U}) {
    running.send(text(std::string(size, 'y')));
    EXPECT_EQ(client.frame().payload, std::string(size, 'y'));
  }
}

TEST_F(TlsTest, APauseDelaysWhatComesAndLosesNothing) {
  TlsClient client(running.port());
  client.open();
  running.join(0);
  for (std::size_t round = 1; round <= 3; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    running.pause_reading();
    for (int i = 0; i < 10; ++i) client.send_frame(Frame::binary, std::string(9000, 'x'));
    EXPECT_EQ(running.witness().heard(10 * round).size(), 10 * round);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 100ms);
  }
}

TEST_F(TlsTest, RefusesWhatIsOlderThanTls12) {
  EXPECT_NE(refusal({.most_version = TLS1_1_VERSION}), "");
  EXPECT_NE(refusal({.most_version = TLS1_VERSION}), "");
}

TEST_F(TlsTest, RefusesCiphersWithoutEphemeralKeysOrWithoutAuthenticatedEncryption) {
  for (const std::string weak : {"RSA", "DHE", "SHA1", "SHA256:!AESGCM", "SHA384:!AESGCM", "AESCCM",
                                 "aNULL", "eNULL", "CAMELLIA", "ARIA"}) {
    EXPECT_NE(refusal({.most_version = TLS1_2_VERSION, .ciphers = weak + ":!kECDHE:!kEECDH"}), "")
        << weak;
  }
  EXPECT_NE(refusal({.most_version = TLS1_2_VERSION, .ciphers = "ECDHE-ECDSA-AES256-SHA"}), "");
  EXPECT_EQ(refusal({.most_version = TLS1_2_VERSION, .ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384"}),
            "");
}

TEST_F(TlsTest, NegotiatesHttp11AloneWhateverIsOffered) {
  for (const std::string offer : {"\x02h2\x08http/1.1", "\x08http/1.1"}) {
    const TlsClient client(running.port(), {.protocols = offer});
    const unsigned char* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(client.tls(), &chosen, &size);
    EXPECT_EQ(std::string(reinterpret_cast<const char*>(chosen), size), "http/1.1");
  }
}

TEST_F(TlsTest, DoesNotRenegotiate) {
  TlsClient client(running.port(), {.most_version = TLS1_2_VERSION});
  SSL_renegotiate(client.tls());
  EXPECT_THROW(client.request("GET", "/"), std::runtime_error);
}

TEST_F(TlsTest, ResumesNothing) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient first(running.port(), {.most_version = version});
    first.request("GET", "/");
    SSL_SESSION* const session = SSL_get1_session(first.tls());
    EXPECT_EQ(SSL_SESSION_has_ticket(session), 0);
    const TlsClient second(running.port(), {.most_version = version, .session = session});
    EXPECT_EQ(SSL_session_reused(second.tls()), 0);
    SSL_SESSION_free(session);
  }
}

TEST_F(TlsTest, ShowsItsCertificateForEveryName) {
  const std::string shown = TlsClient(running.port()).certificate();
  ASSERT_NE(shown, "");
  EXPECT_EQ(TlsClient(running.port(), {.server_name = "elsewhere.example"}).certificate(), shown);
}

TEST_F(TlsTest, ANewCertificateIsForNewConnectionsAndTheOthersGoOn) {
  TlsClient before(running.port());
  before.open();

  running.on_loop([&] { tls.use(make_certificate()); });

  const TlsClient after(running.port());
  EXPECT_NE(after.certificate(), before.certificate());
  before.send_frame(Frame::text, "still here");
  EXPECT_EQ(running.witness().heard(1), std::vector<std::string>{"text still here"});
  running.send(text("so are we"));
  EXPECT_EQ(before.frame().payload, "so are we");
}

TEST_F(TlsTest, SendsABrowserThatAsksForThePageInPlainHttpToHttps) {
  RawClient client(running.port());
  const RawResponse response = client.request("GET", "/");
  EXPECT_EQ(response.status, 307);
  EXPECT_EQ(response.headers.at("location"), "https://" + client.host() + "/");
  EXPECT_THAT(response.body, HasSubstr("this port speaks https"));
}

TEST_F(TlsTest, AnswersEverythingElseInPlainHttpWithASentenceAndDoesNothing) {
  RawClient caller(running.port());
  const RawResponse refused = caller.request("POST", "/api/sessions", "", "{}");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.body, HasSubstr("this port speaks https"));
  EXPECT_TRUE(caller.closed_by_server());
  EXPECT_EQ(RawClient(running.port()).request("GET", "/a%0d%0ab").status, 400);
  EXPECT_THROW(RawClient(running.port()).open(), std::runtime_error) << "a WebSocket";
}

TEST_F(TlsTest, WhatIsNeitherIsClosed) {
  RawClient client(running.port());
  client.send("\x80\x2e\x01\x00\x02");  // SSL 2
  client.send(std::string(64, '\x7f') + "\r\n\r\n");
  EXPECT_NO_THROW(while (!client.at_end()) client.response());
}

TEST_F(TlsTest, ASlowReaderGetsAllPacketsWholeWhicheverWayTheyWent) {
  TlsClient client(running.port());
  client.open();
  const auto packets = packets_of_all_sizes();
  std::size_t at_once = 0;
  for (const auto& each : packets) at_once += running.write(each) ? 1U : 0U;
  EXPECT_LT(at_once, packets.size());

  EXPECT_TRUE(gets(client, packets));
}

}  // namespace
}  // namespace stepback::signalling::test
