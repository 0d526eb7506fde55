// The extension for coordinators, against a tiny server.

#include <gtest/gtest.h>
#include <stepback_sessions.h>

#include <cstring>
#include <string>
#include <thread>

#include "tests/plugin/session/loopback.hpp"

namespace stepback::plugin {
namespace {

std::string answer_of(const std::string& status, const std::string& body) {
  return "HTTP/1.1 " + status +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

/// Answers one request with fixed bytes, and keeps the request.
class OneAnswer {
 public:
  explicit OneAnswer(std::string bytes)
      : thread_([this, bytes = std::move(bytes)] {
          const Descriptor socket = listener_.accept_one();
          request_ = read_request(socket.get());
          write_all(socket.get(), bytes);
        }) {}
  ~OneAnswer() {
    if (thread_.joinable()) thread_.join();
  }
  OneAnswer(const OneAnswer&) = delete;
  OneAnswer& operator=(const OneAnswer&) = delete;

  std::string url() const { return listener_.url(); }
  const std::string& request() {
    thread_.join();
    return request_;
  }

 private:
  Listener listener_;
  std::string request_;
  std::thread thread_;
};

class CreateSessionTest : public testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(sessions_, nullptr); }
  void TearDown() override {
    if (sessions_ != nullptr) sessions_->free_text(answer_);
  }

  stepback_result create(const std::string& server) {
    url_ = server;
    request_.struct_size = sizeof(request_);
    request_.server = url_.c_str();
    if (request_.token == nullptr) request_.token = "coordinator.token";
    if (request_.template_id == nullptr) request_.template_id = "cmh-60";
    return sessions_->create(&request_, &answer_);
  }

  const stepback_sessions* const sessions_ =
      static_cast<const stepback_sessions*>(stepback_get_extension(STEPBACK_EXTENSION_SESSIONS));
  std::string url_;
  stepback_session_request request_{};
  char* answer_ = nullptr;
};

TEST_F(CreateSessionTest, PostsTheSessionAndGivesTheServersJson) {
  OneAnswer server(answer_of("201 Created", R"({"id":"s1"})"));
  const char* const names[] = {"Anna \"A\"", "Ben"};
  const stepback_role roles[] = {STEPBACK_ROLE_FACILITATOR, STEPBACK_ROLE_MEMBER};
  request_.title = "Übung";
  request_.names = names;
  request_.roles = roles;
  request_.participant_count = 2;
  request_.links_until_ms = 1'790'000'000'000;

  ASSERT_EQ(create(server.url()), STEPBACK_OK);

  EXPECT_STREQ(answer_, R"({"id":"s1"})");
  const std::string& sent = server.request();
  EXPECT_TRUE(sent.starts_with("POST /api/sessions HTTP/1.1\r\n")) << sent;
  EXPECT_NE(sent.find("Bearer coordinator.token"), std::string::npos);
  EXPECT_TRUE(sent.ends_with(
      R"({"linksUntil":1790000000000,"participants":[{"name":"Anna \"A\"","role":"facilitator"},)"
      R"({"name":"Ben","role":"member"}],"template":"cmh-60",)"
      R"("title":"Übung"})"))
      << sent;
}

TEST_F(CreateSessionTest, ARefusalCarriesTheProblemDocument) {
  OneAnswer server(answer_of("401 Unauthorized", R"({"title":"no"})"));
  EXPECT_EQ(create(server.url()), STEPBACK_REFUSED);
  EXPECT_STREQ(answer_, R"({"title":"no"})");
}

TEST_F(CreateSessionTest, TakesAnAnswerInChunks) {
  OneAnswer server(
      "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\n{\"id\"\r\n6\r\n:\"s2\"}\r\n0\r\n\r\n");
  EXPECT_EQ(create(server.url()), STEPBACK_OK);
  EXPECT_STREQ(answer_, R"({"id":"s2"})");
}

TEST_F(CreateSessionTest, DoesNotFollowARedirectWithTheToken) {
  OneAnswer server(
      "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/\r\n"
      "Content-Length: 0\r\nConnection: close\r\n\r\n");
  EXPECT_NE(create(server.url()), STEPBACK_OK);
}

TEST_F(CreateSessionTest, AServerThatIsNotThereIsANetworkFault) {
  EXPECT_EQ(create(ClosedPort().url()), STEPBACK_NETWORK);
  EXPECT_EQ(answer_, nullptr);
}

TEST_F(CreateSessionTest, AServerThatHangsUpIsANetworkFault) {
  OneAnswer server("");
  EXPECT_EQ(create(server.url()), STEPBACK_NETWORK);
}

TEST_F(CreateSessionTest, AnAnswerBeyondAllBoundsIsANetworkFault) {
  OneAnswer server(answer_of("201 Created", std::string(300'000, 'x')));
  EXPECT_EQ(create(server.url()), STEPBACK_NETWORK);
  EXPECT_EQ(answer_, nullptr);
}

TEST_F(CreateSessionTest, RefusesWhatNoServerShouldSee) {
  const ClosedPort closed;
  const std::string server = closed.url();
  EXPECT_EQ(sessions_->create(nullptr, &answer_), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(create("127.0.0.1"), STEPBACK_INVALID_ARGUMENT);
  request_.token = "a\r\nX-Evil: 1";
  EXPECT_EQ(create(server), STEPBACK_INVALID_ARGUMENT);
  request_.token = "t";
  request_.title = "\xFF";
  EXPECT_EQ(create(server), STEPBACK_INVALID_ARGUMENT);
  request_.title = nullptr;
  request_.participant_count = 1;
  EXPECT_EQ(create(server), STEPBACK_INVALID_ARGUMENT);
  const char* const names[] = {"Anna"};
  stepback_role roles[1];  // as a C host may hand it over
  std::memset(roles, 9, sizeof(roles));
  request_.names = names;
  request_.roles = roles;
  EXPECT_EQ(create(server), STEPBACK_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace stepback::plugin
