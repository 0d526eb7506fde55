// Requests and their answers, reports, and the host's events.

#include "plugin/src/session/conversation.hpp"

#include <gmock/gmock.h>

#include "tests/plugin/session/conversation_fixture.hpp"

namespace stepback::plugin {
namespace {

using protocol::Code;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(ConversationTest, AnAnswerNamesItsRequest) {
  join();
  command(7, to_server::Hand{true});
  const auto request = sent_one<to_server::Hand>();
  ASSERT_TRUE(request);
  EXPECT_EQ(request->second, 7);

  server_says(to_client::Ok{7});
  EXPECT_EQ(last(STEPBACK_EVENT_ANSWER)->request, 7U);
  EXPECT_EQ(last(STEPBACK_EVENT_ANSWER)->result, STEPBACK_OK);
}

TEST_F(ConversationTest, AnAnswerSaysWhetherTheServerHasKeptTheChange) {
  join();
  command(7, to_server::Lock{true});
  command(8, to_server::Lock{true});
  command(9, to_server::Lock{true});

  server_says(to_client::Ok{.id = 7, .kept = true});
  EXPECT_TRUE(last(STEPBACK_EVENT_ANSWER)->kept);
  EXPECT_EQ(last(STEPBACK_EVENT_ANSWER)->c_event().kept, 1);
  server_says(to_client::Ok{.id = 8, .kept = false});
  EXPECT_EQ(last(STEPBACK_EVENT_ANSWER)->result, STEPBACK_OK);
  EXPECT_EQ(last(STEPBACK_EVENT_ANSWER)->c_event().kept, 0);
  server_says(to_client::Error{9, Code::notKept, "Not now."});
  EXPECT_FALSE(last(STEPBACK_EVENT_ANSWER)->kept);
  EXPECT_EQ(last(STEPBACK_EVENT_ANSWER)->code, "notKept");
}

TEST_F(ConversationTest, ARefusalCarriesItsCodeAndItsSentence) {
  join();
  command(8, to_server::Lock{true});
  server_says(to_client::Error{8, Code::notPermitted, "Leaders alone."});
  const ModuleEvent* answer = last(STEPBACK_EVENT_ANSWER);
  EXPECT_EQ(answer->result, STEPBACK_REFUSED);
  EXPECT_EQ(answer->code, "notPermitted");
  EXPECT_EQ(answer->text, "Leaders alone.");
}

TEST_F(ConversationTest, ARefusalForAReasonOfANewerServerAnswersItsRequest) {
  join();
  command(8, to_server::Lock{true});
  take_events();
  conversation_.received(
      std::string_view{R"({"type":"error","id":8,"code":"applause","message":"No."})"});
  ASSERT_EQ(events_.size(), 1U);
  EXPECT_EQ(events_[0].request, 8U);
  EXPECT_EQ(events_[0].result, STEPBACK_REFUSED);
  EXPECT_FALSE(events_[0].code);
  EXPECT_TRUE(events_[0].text);
}

TEST_F(ConversationTest, ALostConnectionAnswersWhatTheServerCannot) {
  join();
  command(7, to_server::Hand{true});
  command(8, to_server::Hand{false});
  take_events();
  conversation_.closed("gone");

  ASSERT_EQ(events_.size(), 3U);
  EXPECT_EQ(events_[0].request, 7U);
  EXPECT_EQ(events_[0].result, STEPBACK_NETWORK);
  EXPECT_EQ(events_[1].request, 8U);
  EXPECT_EQ(events_[2].connection, STEPBACK_CONNECTION_LOST);
  EXPECT_FALSE(events_[0].closings) << "the host does not know yet that the devices are closed";
  EXPECT_FALSE(events_[1].closings);
  EXPECT_TRUE(events_[2].closings);
}

TEST_F(ConversationTest, ACommandOfAnOlderConnectionIsNotSentOnANewerOne) {
  join();
  const Request late{9, presence_.connection,
                     protocol::encode(protocol::Request{9, to_server::Hand{true}})};
  const Press pressed{10, presence_.connection, true, std::nullopt, told_};
  conversation_.closed("gone");
  passes(milliseconds{250});
  welcome();

  for (const std::uint32_t request : {late.id, pressed.id}) {
    if (request == late.id) conversation_.send(late);
    if (request == pressed.id) conversation_.press(pressed);
    EXPECT_TRUE(sent().empty());
    EXPECT_EQ(last(STEPBACK_EVENT_ANSWER)->request, request);
    EXPECT_EQ(last(STEPBACK_EVENT_ANSWER)->result, STEPBACK_NETWORK);
  }
}

TEST_F(ConversationTest, AnAnswerNobodyAskedForIsNothing) {
  join();
  take_events();
  server_says(to_client::Ok{99});
  server_says(to_client::Error{std::nullopt, Code::notPermitted, "A packet came too late."});
  EXPECT_TRUE(events_.empty());
}

TEST_F(ConversationTest, MeasuresTheRoundTripOfItsPings) {
  join();
  passes(milliseconds{0});
  const auto ping = sent_one<to_server::Ping>();
  ASSERT_TRUE(ping);
  clock_.now += milliseconds{37};
  server_says(to_client::Pong{ping->first.sent, ping->first.sent});
  EXPECT_EQ(statistics_.round_trip_ms, 37U);
  passes(seconds{5});
  EXPECT_TRUE(sent_one<to_server::Ping>());
}

TEST_F(ConversationTest, ReportsEveryFiveSecondsWhatItReceivedAndLost) {
  join();
  state(false, true);
  std::vector<float> block(kFrame);
  auto packets = voice(440, 40, 11);
  packets.erase(packets.begin() + 20, packets.begin() + 23);
  for (const SentPacket& packet : packets) {
    protocol::RtpPacket rtp = packet.rtp();
    Bytes bytes;
    protocol::write_rtp(rtp, bytes);
    conversation_.received(bytes);
  }
  passes(milliseconds{4999});
  EXPECT_FALSE(sent_one<to_server::Report>());
  playout_.pull(block, clock_.now);
  passes(milliseconds{1});
  EXPECT_EQ(sent_one<to_server::Report>()->first, (to_server::Report{37, 3, true}));
  EXPECT_EQ(statistics_.packets_received, 37U);
  EXPECT_EQ(statistics_.packets_lost, 3U);

  passes(seconds{5});
  EXPECT_EQ(sent_one<to_server::Report>()->first, (to_server::Report{0, 0, false}));
}

TEST_F(ConversationTest, TellsOfChatAndTheState) {
  join();
  state(false, true);
  const stepback_event shown = last(STEPBACK_EVENT_STATE)->c_event();
  EXPECT_EQ(shown.state->revision, 5U);
  EXPECT_STREQ(shown.state->phase_name, "presentation");
  ASSERT_EQ(shown.state->participant_count, 2U);
  EXPECT_STREQ(shown.state->participants[1]->name, "Anna");
  EXPECT_EQ(shown.state->participants[1]->channel, STEPBACK_CHANNEL_CIRCLE);
  EXPECT_EQ(shown.state->participants[1]->hearing, STEPBACK_HEARING_UNKNOWN);
  EXPECT_STREQ(shown.state->you, "me");
  EXPECT_EQ(shown.state->may.speak, 1);

  server_says(to_client::Chat{protocol::ParticipantId{"anna"}, "Hello"});
  EXPECT_EQ(last(STEPBACK_EVENT_CHAT)->from, "anna");
  EXPECT_EQ(last(STEPBACK_EVENT_CHAT)->text, "Hello");
}

TEST_F(ConversationTest, AMessageOfANewerServerIsPassedOver) {
  join();
  take_events();
  conversation_.received(std::string_view{R"({"type":"applause","from":"anna"})"});
  EXPECT_TRUE(events_.empty());
  EXPECT_EQ(disconnects_, 0);
}

TEST_F(ConversationTest, AMessageThatTellsNothingAboutTheStateIsPassedOverIfItCannotBeRead) {
  join();
  take_events();
  conversation_.received(std::string_view{R"({"type":"chat"})"});
  conversation_.received(
      std::string_view{R"({"type":"error","id":1,"code":"whatever","message":"No."})"});
  EXPECT_TRUE(events_.empty());
  EXPECT_EQ(disconnects_, 0);
}

class Unreadable : public ConversationTest, public testing::WithParamInterface<std::string_view> {};

TEST_P(Unreadable, EndsTheConnectionBecauseItMayTakeTheRightToSpeak) {
  join();
  command(1, to_server::Publish{true, false});
  state(true, true);
  conversation_.received(GetParam());
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_LOST);
  EXPECT_EQ(talk_for_a_second(), 0U);
  passes(milliseconds{250});
  EXPECT_EQ(connects_, 2);
}

TEST_P(Unreadable, ClosesTheMicrophoneBeforeAnythingElse) {
  join();
  command(1, to_server::Publish{true, true});
  state(true, true, true, true);
  ASSERT_TRUE(packets_.capture().is_open());
  ASSERT_TRUE(presence_.camera_open);
  int looked = 0;
  const auto expect_closed = [&] {
    ++looked;
    EXPECT_FALSE(packets_.capture().is_open());
    EXPECT_FALSE(presence_.camera_open);
  };
  on_event_ = [&](const ModuleEvent&) { expect_closed(); };
  on_disconnect_ = expect_closed;
  conversation_.received(GetParam());
  EXPECT_EQ(looked, 3) << "disconnect(), the answer to publish, and the loss";
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, Unreadable,
                         testing::Values(R"({"type":"state","revision":-1})", "what?", "{}",
                                         R"({"type":"welcome"})"));

TEST_F(ConversationTest, AfterThreeUnreadableStatesInARowTheModuleIsTooOld) {
  constexpr std::string_view kUnreadable = R"({"type":"state"})";
  join();
  for (int round = 0; round < 2; ++round) {
    conversation_.received(kUnreadable);
    EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_LOST);
    passes(seconds{5});
    welcome();
  }
  state(false, true);  // one that can be read: the count begins anew
  for (int round = 0; round < 2; ++round) {
    conversation_.received(kUnreadable);
    passes(seconds{5});
    welcome();
  }
  conversation_.received(kUnreadable);
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_ENDED);
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->code, "outdated");
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->text, "This program is too old for the server.");
  EXPECT_TRUE(conversation_.idle());
  EXPECT_FALSE(conversation_.deadline());
}

TEST_F(ConversationTest, PicturesPassThroughWithTheirSender) {
  join();
  state(false, true);
  protocol::RtpPacket picture;
  picture.payload_type = protocol::kPayloadVp8;
  picture.ssrc = 11;
  picture.timestamp = 90'000;
  picture.key_frame = true;
  const Bytes frame{1, 2, 3, 4};
  picture.payload = frame;
  Bytes bytes;
  protocol::write_rtp(picture, bytes);
  conversation_.received(bytes);

  const stepback_event shown = last(STEPBACK_EVENT_VIDEO)->c_event();
  EXPECT_STREQ(shown.from, "anna");
  EXPECT_EQ(shown.timestamp, 90'000U);
  EXPECT_EQ(shown.key_frame, 1);
  EXPECT_EQ(Bytes(shown.data, shown.data + shown.size), frame);
}

}  // namespace
}  // namespace stepback::plugin
