// Joining, coming back, leaving.

#include "plugin/src/session/conversation.hpp"

#include <gmock/gmock.h>

#include "tests/plugin/session/conversation_fixture.hpp"

namespace stepback::plugin {
namespace {

using protocol::Code;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_F(ConversationTest, JoinsWithTheLinksTokenAndTheName) {
  conversation_.join();
  EXPECT_EQ(connects_, 1);
  conversation_.opened();

  const auto join = sent_one<to_server::Join>();
  ASSERT_TRUE(join);
  EXPECT_EQ(join->first, (to_server::Join{"link-token", "Mina"}));

  server_says(to_client::Welcome{protocol::ParticipantId{"me"}, "resume", protocol::kLimits});
  ASSERT_EQ(events_.size(), 2U);
  EXPECT_EQ(events_[0].connection, STEPBACK_CONNECTION_CONNECTING);
  EXPECT_EQ(events_[1].connection, STEPBACK_CONNECTION_JOINED);
  EXPECT_NE(presence_.connection, 0U);
}

TEST_F(ConversationTest, JoiningTwiceIsJoiningOnce) {
  join();
  conversation_.join();
  EXPECT_EQ(connects_, 1);
}

TEST_F(ConversationTest, KeepsTryingWithGrowingPausesUntilTheServerIsThere) {
  conversation_.join();
  milliseconds waited{0};
  for (int attempt = 1; attempt <= 8; ++attempt) {
    conversation_.closed("The server could not be reached.");
    EXPECT_EQ(connects_, attempt);
    const auto due = conversation_.deadline();
    ASSERT_TRUE(due);
    const auto wait = std::chrono::duration_cast<milliseconds>(*due - clock_.now);
    const milliseconds full = std::min(protocol::kClientTimings.longest_pause,
                                       protocol::kClientTimings.first_pause * (1 << (attempt - 1)));
    EXPECT_GE(wait, full / 2);
    EXPECT_LE(wait, full);
    waited += wait;
    passes(wait);
  }
  EXPECT_EQ(connects_, 9);
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_CONNECTING);
  EXPECT_GT(waited, seconds{8});
}

TEST_F(ConversationTest, DoesNotTryACertificateAgainThatItHasRefused) {
  conversation_.join();
  conversation_.refused(CertificateFault::expired);
  const auto ended = last(STEPBACK_EVENT_CONNECTION);
  EXPECT_EQ(ended->connection, STEPBACK_CONNECTION_ENDED);
  EXPECT_EQ(ended->code, "certificateExpired");
  EXPECT_EQ(ended->text, "The server's certificate has expired.");
  EXPECT_TRUE(conversation_.idle());
  EXPECT_FALSE(conversation_.deadline());
  EXPECT_EQ(connects_, 1);
}

// The seat is kept meanwhile, and the network may ask for a login.
TEST_F(ConversationTest, TriesAForeignCertificateAgainOnceItHasJoined) {
  join();
  conversation_.closed("The connection to the server broke.");
  passes(milliseconds{250});
  EXPECT_EQ(connects_, 2);
  conversation_.refused(CertificateFault::notTrusted);
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_LOST);
  ASSERT_TRUE(conversation_.deadline());
}

TEST_F(ConversationTest, ComesBackUnderTheSameIdentity) {
  join();
  conversation_.closed("The connection to the server broke.");
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_LOST);
  EXPECT_EQ(presence_.connection, 0U);

  passes(milliseconds{250});
  EXPECT_EQ(connects_, 2);
  conversation_.opened();
  EXPECT_EQ(sent_one<to_server::Join>()->first.token, "resume-token");

  server_says(to_client::Welcome{protocol::ParticipantId{"me"}, "another", protocol::kLimits});
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_JOINED);
  EXPECT_EQ(statistics_.reconnects, 1U);
}

TEST_F(ConversationTest, SaysAgainThatTheHostRecordsWhenItComesBack) {
  join();
  conversation_.send({1, presence_.connection, "{}", true});
  conversation_.closed("The connection to the server broke.");
  passes(milliseconds{250});
  conversation_.opened();
  EXPECT_TRUE(sent_one<to_server::Join>()->first.records);
}

TEST_F(ConversationTest, IsSomebodyElseFromASecondWelcomeOnAndStaysConnected) {
  join();
  const std::uint64_t connection = presence_.connection;
  take_events();
  server_says(to_client::Welcome{protocol::ParticipantId{"pia"}, "pias-token", protocol::kLimits});
  EXPECT_TRUE(events_.empty()) << "the next state tells the host";
  EXPECT_EQ(presence_.connection, connection);
  EXPECT_EQ(connects_, 1);
  EXPECT_EQ(disconnects_, 0);

  conversation_.closed("The connection to the server broke.");
  passes(milliseconds{250});
  conversation_.opened();
  EXPECT_EQ(sent_one<to_server::Join>()->first.token, "pias-token");
}

TEST_F(ConversationTest, MakesALinkToTheSameServerOfAWayBack) {
  join();
  take_events();
  server_says(to_client::WayBack{protocol::ParticipantId{"pia"}, "pias-token",
                                 protocol::from_epoch_ms(1'764'086'400'000)});
  ASSERT_EQ(events_.size(), 1U);
  EXPECT_EQ(events_[0].type, STEPBACK_EVENT_WAY_BACK);
  const stepback_event event = events_[0].c_event();
  EXPECT_STREQ(event.from, "pia");
  EXPECT_STREQ(event.text, "http://balint.example/#join=pias-token");
  EXPECT_EQ(event.expires, 1'764'086'400'000);
  EXPECT_EQ(event.code, nullptr);
}

TEST_F(ConversationTest, TriesAnotherTimeWhenAServerDoesNotAnswer) {
  conversation_.join();
  conversation_.opened();
  passes(seconds{10});
  EXPECT_EQ(disconnects_, 1);
  passes(milliseconds{250});
  EXPECT_EQ(connects_, 2);
}

TEST_F(ConversationTest, ASilentServerIsGivenUpAfterTwentySecondsAndNoEarlier) {
  join();
  for (int second = 0; second < 19; ++second) passes(seconds{1});
  EXPECT_EQ(disconnects_, 0);
  server_says(to_client::Pong{});  // to no ping, but a sign of life
  for (int second = 0; second < 19; ++second) passes(seconds{1});
  conversation_.received(std::span<const std::uint8_t>{});
  passes(milliseconds{19'999});
  EXPECT_EQ(disconnects_, 0);
  passes(milliseconds{1});
  EXPECT_EQ(disconnects_, 1);
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_LOST);
}

TEST_F(ConversationTest, SilenceDoesNotEndTheWaitForTheAnswerToLeave) {
  join();
  passes(seconds{19});
  conversation_.leave();
  passes(milliseconds{1999});
  EXPECT_FALSE(conversation_.idle());
}

class FinalGoodbye : public ConversationTest, public testing::WithParamInterface<Code> {};

TEST_P(FinalGoodbye, EndsForGoodAndSaysWhy) {
  join();
  server_says(to_client::Bye{GetParam(), "That is why."});

  const ModuleEvent* ended = last(STEPBACK_EVENT_CONNECTION);
  EXPECT_EQ(ended->connection, STEPBACK_CONNECTION_ENDED);
  EXPECT_EQ(ended->code, std::string{to_word(GetParam())});
  EXPECT_EQ(ended->text, "That is why.");
  EXPECT_TRUE(conversation_.idle());
  EXPECT_FALSE(conversation_.deadline());
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, FinalGoodbye,
                         testing::Values(Code::superseded, Code::removed, Code::sessionEnded,
                                         Code::sessionFull, Code::sessionLocked, Code::badToken,
                                         Code::unknownSession));

class PassingGoodbye : public ConversationTest, public testing::WithParamInterface<Code> {};

TEST_P(PassingGoodbye, LetsTheClientComeBack) {
  join();
  server_says(to_client::Bye{GetParam(), "Back soon."});
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_LOST);
  passes(milliseconds{250});
  EXPECT_EQ(connects_, 2);
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, PassingGoodbye,
                         testing::Values(Code::restarting, Code::rateLimited, Code::notKept,
                                         Code::notJoined));

TEST_F(ConversationTest, ARefusedJoinEndsIt) {
  conversation_.join();
  conversation_.opened();
  const auto join = sent_one<to_server::Join>();
  server_says(to_client::Error{join->second, Code::badToken, "The token has expired."});
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_ENDED);
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->code, "badToken");
}

TEST_F(ConversationTest, ARefusedIdentityIsForgottenForTheNextJoin) {
  join();
  server_says(to_client::Bye{Code::badToken, "Expired."});
  conversation_.join();
  conversation_.opened();
  EXPECT_EQ(sent_one<to_server::Join>()->first.token, "link-token");
}

TEST_F(ConversationTest, LeavingWaitsForTheServerToKnow) {
  join();
  conversation_.leave();
  EXPECT_FALSE(conversation_.idle());
  const auto leave = sent_one<to_server::Leave>();
  ASSERT_TRUE(leave);

  server_says(to_client::Ok{*leave->second});

  EXPECT_TRUE(conversation_.idle());
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->connection, STEPBACK_CONNECTION_ENDED);
  EXPECT_EQ(last(STEPBACK_EVENT_CONNECTION)->code, "left");
}

TEST_F(ConversationTest, LeavingDoesNotWaitForeverForAServerThatIsGone) {
  join();
  conversation_.leave();
  passes(seconds{2});
  EXPECT_TRUE(conversation_.idle());
}

TEST_F(ConversationTest, LeavingStillSendsWhatWasSaidBefore) {
  join();
  command(4, to_server::Chat{"Goodbye"});
  conversation_.leave();
  const auto requests = sent();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<to_server::Chat>(requests[0].message));
  EXPECT_TRUE(std::holds_alternative<to_server::Leave>(requests[1].message));
}

TEST_F(ConversationTest, LeavingWhileItTriesToConnectIsDoneAtOnce) {
  conversation_.join();
  conversation_.closed("refused");
  conversation_.leave();
  EXPECT_TRUE(conversation_.idle());
  EXPECT_FALSE(conversation_.deadline());
}

TEST_F(ConversationTest, CanJoinAgainAfterLeaving) {
  join();
  conversation_.leave();
  passes(seconds{2});
  conversation_.join();
  conversation_.opened();
  EXPECT_EQ(sent_one<to_server::Join>()->first.token, "resume-token");
}

}  // namespace
}  // namespace stepback::plugin
