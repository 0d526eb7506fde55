// The message codec at its bounds, and the words of its refusals. The golden samples, the generated
// messages (schema/message_samples.cpp) and the fuzzers hold the round trips.

#include "protocol/wire/message.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/protocol/wire/golden.hpp"
#include "tests/support/message_printer.hpp"

namespace stepback::protocol::test {
namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (; times > 0; --times) all += text;
  return all;
}

std::string chat(const std::string& text) {
  return R"({"type":"chat","text":")" + text + R"("})";
}

TEST(Messages, AStateOfAnEarlierServerNamesNoNextStepAndNoPhasesMeaning) {
  const auto message = decode_server_message(
      R"({"type":"state","revision":1,"now":2,"session":{"id":"s1","title":"T","template":"t",)"
      R"("locked":false,"held":false,"heldSince":null,"begunAt":null,"endedAt":null,)"
      R"("returnAt":null,"case":{"number":1,"of":1},"phase":{"name":"gathering","title":"G",)"
      R"("since":0,"until":null,"endsBy":"leader","prompts":[]},"phases":[{"name":"discussion",)"
      R"("title":"D","minutes":5}]},"participants":[],"you":{"id":"p1","may":{"speak":true,)"
      R"("show":true,"hear":true,"chat":true,"lead":true}}})");

  ASSERT_TRUE(message) << message.error().message;
  const SessionView& session = std::get<to_client::State>(*message).view.session;
  EXPECT_FALSE(session.next);
  EXPECT_FALSE(session.appoints);
  EXPECT_FALSE(session.case_discussed || session.case_over);
  EXPECT_EQ(session.phases.at(0),
            (PhaseSummary{"discussion", "D", std::chrono::minutes{5}, false, false, false}));
}

TEST(Messages, ArePrintedAsTheyTravel) {
  EXPECT_EQ(testing::PrintToString(Request{7, to_server::Hand{true}}),
            R"({"type":"hand","id":7,"raised":true})");
  EXPECT_THAT(testing::PrintToString(ClientMessage{to_server::Ping{from_epoch_ms(5)}}),
              testing::HasSubstr(R"({"type":"ping","sent":5})"));
  EXPECT_THAT(testing::PrintToString(ServerMessage{to_client::Ok{7}}),
              testing::HasSubstr(R"({"type":"ok","id":7})"));
}

TEST(Messages, ThatChangeASessionAreItsCommands) {
  const auto published = command_in(to_server::Publish{true, false});
  ASSERT_TRUE(published);
  EXPECT_EQ(std::get<command::Publish>(*published), (to_server::Publish{true, false}));
  EXPECT_TRUE(command_in(to_server::Leave{}));
  EXPECT_FALSE(command_in(to_server::Hand{true}));
  EXPECT_FALSE(command_in(to_server::Join{"token", {}}));
  EXPECT_FALSE(command_in(to_server::Chat{"hello"}));
  EXPECT_FALSE(command_in(to_server::Report{}));
}

// Bounds that samples on file would be too large for, or that need both sides of the bound.

TEST(DecodeRequest, TakesAMessageOfTheGreatestSizeAndNoByteMore) {
  const std::string start = R"({"type":"leave")";
  const std::string fits = start + repeated(" ", kLimits.control_bytes - start.size() - 1) + "}";
  ASSERT_EQ(fits.size(), kLimits.control_bytes);

  EXPECT_TRUE(decode_request(fits));
  const auto refused = decode_request(fits + " ");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::tooLarge);
  EXPECT_EQ(refused.error().message, "the message: expected at most 16384 bytes, found 16385");
}

TEST(DecodeRequest, CountsTheCharactersOfATextNotItsBytes) {
  const std::string smile = "\xF0\x9F\x99\x82";
  EXPECT_TRUE(decode_request(chat(repeated(smile, 2000))));
  EXPECT_FALSE(decode_request(chat(repeated(smile, 2001))));
}

TEST(DecodeRequest, TakesNumbersByTheirValue) {
  for (const char* number : {"7", "7.0", "70e-1", "0.7e1"}) {
    SCOPED_TRACE(number);
    const auto request =
        decode_request(std::string(R"({"type":"keyframe","ssrc":)") + number + "}");
    ASSERT_TRUE(request) << request.error().message;
    EXPECT_EQ(std::get<to_server::Keyframe>(request->message).ssrc, 7U);
  }
}

TEST(DecodeRequest, TakesMembersInAnyOrderAndWithSpaceBetween) {
  const auto request =
      decode_request(" {\n\"video\": false, \"id\" :3,\t\"audio\":true ,\"type\":\"publish\"}");
  ASSERT_TRUE(request) << request.error().message;
  EXPECT_EQ(*request, (Request{3, to_server::Publish{true, false}}));
}

TEST(DecodeRequest, RefusesDeepNestingWithoutHarm) {
  const std::size_t depth = kLimits.control_bytes / 2 - 100;
  const auto refused =
      decode_request(R"({"type":"leave","x":)" + repeated("[", depth) + repeated("]", depth) + "}");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::badMessage);
}

// The parts of a refusal, and the things that it must not repeat.

TEST(DecodeRequest, SaysWhereWhatWasExpectedAndWhatWasFound) {
  const auto missing = decode_request(R"({"type":"publish","audio":true})");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "/video: expected true or false, found no such member");

  const auto wrong = decode_request(R"({"type":"keyframe","ssrc":"7"})");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message,
            "/ssrc: expected an integer from 1 to 4294967295, found a string");

  const auto word = decode_request(R"({"type":"signal","kind":"bored"})");
  ASSERT_FALSE(word);
  EXPECT_EQ(word.error().message,
            "/kind: expected pause, help, tech or comeBack, found another word");

  const auto extra = decode_request(R"({"type":"hand","raised":true,"why":"me"})");
  ASSERT_FALSE(extra);
  EXPECT_EQ(extra.error().message,
            "/why: expected no member but id, type and raised, found another");
}

TEST(DecodeRequest, GivesTheIdOfARefusedRequestIfItCouldBeRead) {
  EXPECT_EQ(decode_request(R"({"type":"hand","id":5})").error().id, RequestId{5});
  EXPECT_EQ(decode_request(R"({"type":"dance","id":5})").error().id, RequestId{5});
  EXPECT_EQ(decode_request(R"({"type":"hand","id":-5})").error().id, std::nullopt);
  EXPECT_EQ(decode_request(R"({"type":"hand","id":5)").error().id, std::nullopt);
}

TEST(DecodeRequest, NeverRepeatsATokenOrWhatAPersonWrote) {
  for (const std::string& text : std::vector<std::string>{
           R"({"type":"join","token":"eyJhbGci.SECRET","name":""})",
           R"({"type":"join","token":"t","name":"eyJhbGci.SECRET\n"})",
           R"({"type":"join","token":"eyJhbGci.SECRET","token":"t"})",
           R"({"type":"join","token":"eyJhbGci.SECRET","extra":1})",
           R"({"type":"join","token":["SECRET"]})",
           R"({"type":"SECRET"})",
           R"({"type":"join","token":"eyJhbGci.SECRET)",
           R"({"type":"join","eyJhbGci.SECRET.SECRET":1,"token":"t"})",
           R"({"type":"join","eyJhbGci.SECRET":1,"eyJhbGci.SECRET":1})",
           R"({"type":"chat","text":"eyJhbGci.SECRET\u0007"})",
           R"({"type":"chat","text":"SECRET)" + repeated("x", 2000) + R"("})",
           R"({"type":"chat","text":{"SECRET":"SECRET"}})",
           R"({"type":"chat","my SECRET":"a","text":"a"})",
           R"({"type":"signal","kind":"SECRET"})",
           "SECRET",
           "{\"type\":\"chat\",\"text\":\"SECRET\xFF\"}",
       }) {
    SCOPED_TRACE(text);
    const auto refused = decode_request(text);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message.find("SECRET"), std::string::npos) << refused.error().message;
  }
}

// The server may grow within version 1.

TEST(DecodeServerMessage, PassesOverMembersThatItDoesNotKnow) {
  const auto message = decode_server_message(
      R"({"type":"pong","sent":1,"now":2,"skew":[{"a":null}],"by":{"server":"b"}})");
  ASSERT_TRUE(message) << message.error().message;
  EXPECT_EQ(encode(*message), R"({"type":"pong","sent":1,"now":2})");
}

TEST(DecodeServerMessage, TakesAStateThatIsLargerThanARequestMayBe) {
  auto message = decode_server_message(golden_message("server", "state-lobby"));
  ASSERT_TRUE(message) << message.error().message;
  auto& state = std::get<to_client::State>(*message);
  for (Ssrc ssrc = 100; ssrc < 148; ++ssrc) {
    ParticipantView& someone = state.view.participants.emplace_back();
    someone.id = ParticipantId{std::to_string(ssrc)};
    someone.name = repeated("\xF0\x9F\x99\x82", 64);
    someone.ssrc = ssrc;
  }
  const std::string text = encode(*message);
  ASSERT_GT(text.size(), kLimits.control_bytes);

  EXPECT_TRUE(decode_server_message(text));
}

TEST(Encode, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(encode(Request{{}, to_server::Chat{"a\xFF"}}),
            "{\"type\":\"chat\",\"text\":\"a\xEF\xBF\xBD\"}");
}

TEST(Encode, WritesWholeMinutesAsIntegersAndOthersAsFractions) {
  to_client::State state;
  state.view.session.phases = {{"a", "A", std::chrono::minutes{28}},
                               {"b", "B", std::chrono::seconds{150}}};
  const std::string text = encode(ServerMessage{state});
  EXPECT_NE(text.find(R"("title":"A","minutes":28,)"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("title":"B","minutes":2.5,)"), std::string::npos) << text;
}

}  // namespace
}  // namespace stepback::protocol::test
