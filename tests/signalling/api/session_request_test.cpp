#include "signalling/api/session_request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace stepback::signalling {
namespace {

const std::string kPerson = R"({"name":"A","role":"member"})";

TEST(SessionRequestTest, IsReadWhole) {
  const auto request = parse_session_request(
      R"({"template":"cmh-60","title":"Thursday","participants":[{"name":"Zoë","role":"observer"}]})");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->template_id, "cmh-60");
  EXPECT_EQ(request->title, "Thursday");
  ASSERT_EQ(request->participants.size(), 1U);
  EXPECT_EQ(request->participants[0].name, "Zoë");
  EXPECT_EQ(request->participants[0].role, protocol::Role::observer);
}

TEST(SessionRequestTest, MaySayUntilWhenTheLinksWork) {
  const auto request = parse_session_request(R"({"template":"cmh-60","linksUntil":1790000000000})");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->links_until, protocol::from_epoch_ms(1'790'000'000'000));
}

TEST(SessionRequestTest, NeedsATemplateAndNoMore) {
  const auto request = parse_session_request(R"({"template":"cmh-60"})");
  ASSERT_TRUE(request);
  EXPECT_FALSE(request->title);
  EXPECT_FALSE(request->links_until);
  EXPECT_TRUE(request->participants.empty());
}

TEST(SessionRequestTest, TakesWhatIsJustWithinItsBounds) {
  std::string title;
  for (int i = 0; i < 100; ++i) title += "ü";  // characters, not bytes
  std::string people = kPerson;
  for (int i = 1; i < 16; ++i) people += "," + kPerson;
  const auto request = parse_session_request(R"({"template":"cmh-60","title":")" + title +
                                             R"(","participants":[)" + people + "]}");
  ASSERT_TRUE(request) << request.error().detail;
  EXPECT_EQ(request->participants.size(), 16U);
}

TEST(SessionRequestTest, SaysWhereItsShapeIsWrong) {
  std::string seventeen = kPerson;
  for (int i = 1; i < 17; ++i) seventeen += "," + kPerson;
  const std::string begin = R"({"template":"cmh-60",)";
  struct Case {
    std::string body;
    std::string pointer;
  };
  const std::vector<Case> cases{
      {"[]", ""},
      {"{}", "/template"},
      {R"({"template":7})", "/template"},
      {R"({"template":""})", "/template"},
      {begin + R"("titel":"x"})", "/titel"},
      {begin + R"("title":""})", "/title"},
      {begin + R"("title":" "})", "/title"},
      {begin + R"("title":"a\u0007b"})", "/title"},
      {begin + R"("title":"a\u202eb"})", "/title"},
      {begin + R"("title":")" + std::string(101, 't') + R"("})", "/title"},
      {begin + R"("title":null})", "/title"},
      {begin + R"("linksUntil":"2027-01-31"})", "/linksUntil"},
      {begin + R"("linksUntil":-1})", "/linksUntil"},
      {begin + R"("participants":{}})", "/participants"},
      {begin + R"("participants":[)" + seventeen + "]}", "/participants"},
      {begin + R"("participants":[7]})", "/participants/0"},
      {begin + R"("participants":[{"name":"A"}]})", "/participants/0/role"},
      {begin + R"("participants":[{"role":"member"}]})", "/participants/0/name"},
      {begin + R"("participants":[)" + kPerson + R"(,{"name":"A","role":"host"}]})",
       "/participants/1/role"},
      {begin + R"("participants":[{"name":")" + std::string(65, 'n') + R"(","role":"member"}]})",
       "/participants/0/name"},
      {begin + R"("participants":[{"name":"A","role":"member","x":1}]})", "/participants/0/x"},
  };
  for (const Case& each : cases) {
    const auto request = parse_session_request(each.body);
    ASSERT_FALSE(request) << each.body;
    EXPECT_EQ(request.error().status, 422) << each.body;
    EXPECT_EQ(request.error().pointer, each.pointer) << each.body;
    EXPECT_THAT(
        request.error().detail,
        testing::StartsWith((each.pointer.empty() ? "the body" : each.pointer) + ": expected "));
  }
}

TEST(SessionRequestTest, SaysWhatIsNoJson) {
  for (const std::string& body :
       {std::string(), std::string("x"), std::string("{"), R"({"template":"cmh-60"}x)" + kPerson,
        std::string(R"({"template":"cmh-60","template":"cmh-60"})"),
        std::string("{\"template\":\"\xff\"}"), std::string(60'000, '[')}) {
    const auto request = parse_session_request(body);
    ASSERT_FALSE(request) << body;
    EXPECT_EQ(request.error().status, 400) << body;
  }
}

TEST(SessionRequestTest, DeepNestingIsNoDanger) {
  const auto request = parse_session_request(std::string(30'000, '[') + std::string(30'000, ']'));
  EXPECT_FALSE(request);
}

}  // namespace
}  // namespace stepback::signalling
