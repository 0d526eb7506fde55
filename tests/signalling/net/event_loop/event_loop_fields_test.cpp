// Queries and forms as a handler gets them, over a real connection.

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

std::string members_of(const tl::expected<HttpFields, std::string>& fields) {
  if (!fields) return fields.error();
  std::string text;
  for (const auto& [name, value] : *fields)
    text.append(name).append("=[").append(value).append("]");
  return text;
}

/// Answers with the members that it got.
class FieldsOverHttp : public testing::Test {
 protected:
  std::string query(const std::string& text) {
    return RawClient(running.port()).request("GET", "/path?" + text).body;
  }
  std::string answer_or_nothing(const std::string& text) {
    try {
      return query(text);
    } catch (const std::runtime_error&) {  // the server closed without an answer
      return {};
    }
  }
  std::string form(const std::string& body, const std::string& type) {
    return RawClient(running.port())
        .request("POST", "/path", "Content-Type: " + type + "\r\n", body)
        .body;
  }

  RunningLoop running{RunningLoop::settings(), [](const HttpRequest& request) {
                        HttpResponse response;
                        response.body = request.path + " " + members_of(request.query) + " " +
                                        members_of(request.form);
                        return response;
                      }};
};

TEST_F(FieldsOverHttp, AQueryIsDecodedAndSplitOnce) {
  EXPECT_EQ(query("state=a%26b%3Dc+d&code=%C3%A4=="), "/path code=[\u00e4==]state=[a&b=c d] ");
  EXPECT_EQ(query("a="), "/path a=[] ");
  EXPECT_EQ(query(""), "/path  ") << "an empty query has no member";
}

TEST_F(FieldsOverHttp, AQueryThatIsNotClearIsASentenceForTheCallThatUsesIt) {
  EXPECT_EQ(query("a=1&a=2"), "/path a name stands twice ");
  EXPECT_EQ(query("a=1&%61=2"), "/path a name stands twice ");
  EXPECT_EQ(query("a"), "/path a member is not NAME=VALUE ");
  EXPECT_EQ(query("a=1&&b=2"), "/path a member is not NAME=VALUE ");
  EXPECT_EQ(query("&&b=2"), "/path a member is not NAME=VALUE ");
  EXPECT_EQ(query("=1"), "/path a member has no name ");
  EXPECT_EQ(query("a=%ff"), "/path a member is not UTF-8 ");
  EXPECT_EQ(query("a=1;b=2;c"), "/path a member is not NAME=VALUE ");
}

TEST_F(FieldsOverHttp, AFormIsReadByItsContentTypeAlone) {
  EXPECT_EQ(form("id_token=x%2By&state=1+2", "application/x-www-form-urlencoded"),
            "/path  id_token=[x+y]state=[1 2]");
  EXPECT_EQ(form("a=1&a=2", "application/x-www-form-urlencoded; charset=utf-8"),
            "/path  a name stands twice");
  EXPECT_EQ(form("a=%", "application/x-www-form-urlencoded"),
            "/path  a percent sign is not followed by two hexadecimal digits");
  EXPECT_EQ(form("a=1", "text/plain"), "/path  ");
}

// libwebsockets reads the request line before any code of this server. Other versions refuse these
// requests altogether.
TEST_F(FieldsOverHttp, ABadEscapeOrALineEndNeverReachesACallAsAMember) {
  for (const char* text : {"a=%", "a=%4", "a=%zz", "a=1%0a", "a=1%0d%0ab:2"}) {
    const std::string answer = answer_or_nothing(text);
    EXPECT_EQ(answer.find("=["), std::string::npos) << text << ": " << answer;
  }
}

// libwebsockets 4.3 leaves the byte out, and does not say so.
TEST_F(FieldsOverHttp, AZeroByteNeverReachesACall) {
  for (const char* text : {"a=1%00", "a=%00&b=2"}) {
    const std::string answer = answer_or_nothing(text);
    EXPECT_EQ(answer.find('\0'), std::string::npos) << text << ": " << answer;
  }
}

}  // namespace
}  // namespace stepback::signalling::test
