// The two promises to the person at the host: only publish opens a microphone or a camera, and both
// are closed before the host hears that the right has gone.

#include <gtest/gtest.h>

#include "protocol/base/client_timings.hpp"
#include "tests/plugin/session/conversation_fixture.hpp"

namespace stepback::plugin {
namespace {

using protocol::Code;
using std::chrono::milliseconds;

class DevicesTest : public ConversationTest {
 protected:
  void open_microphone() {
    join();
    command(1, to_server::Publish{true, false});
    sent();
    state(true, true);
    server_says(to_client::Ok{1});
  }
};

TEST_F(DevicesTest, NothingIsSentBeforePublish) {
  join();
  state(false, true);
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, NothingIsSentBeforeTheServerHasTheMicrophoneOpen) {
  join();
  state(false, true);
  command(1, to_server::Publish{true, false});
  EXPECT_EQ(talk_for_a_second(), 0U);
  state(true, true);
  EXPECT_EQ(talk_for_a_second(), 50U);
  EXPECT_EQ(statistics_.packets_sent, 50U);
}

TEST_F(DevicesTest, AStateAloneOpensNoMicrophone) {
  join();
  state(true, true, true, true);
  EXPECT_EQ(talk_for_a_second(), 0U);
  EXPECT_FALSE(presence_.camera_open);
}

TEST_F(DevicesTest, AnOpenMicrophoneWithoutTheRightToSpeakSendsNothing) {
  open_microphone();
  state(true, false);
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, ALeadersMuteHoldsAlthoughTheCameraWasPressedMeanwhile) {
  open_microphone();
  state(true, true, false, true);
  command(2, to_server::Publish{true, true});  // for the camera; it names both
  state(false, true, false, true);             // the mute came to the server before that
  EXPECT_EQ(talk_for_a_second(), 0U);

  state(true, true, true, true);
  EXPECT_EQ(talk_for_a_second(), 0U);
  server_says(to_client::Ok{2});

  const auto closing = sent_one<to_server::Publish>();
  ASSERT_TRUE(closing);
  EXPECT_EQ(closing->first, (to_server::Publish{false, true}));
  EXPECT_TRUE(presence_.camera_open);
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, TheEncoderIsClosedBeforeTheHostHearsOfTheStepBack) {
  open_microphone();
  talk_for_a_second();
  bool closed = false;
  on_event_ = [&](const ModuleEvent& event) {
    if (event.type == STEPBACK_EVENT_STATE) closed = !packets_.capture().is_open();
  };
  state(false, false);
  EXPECT_TRUE(closed);
}

TEST_F(DevicesTest, WhatWaitsInTheQueueDoesNotOutliveTheRightToSpeak) {
  open_microphone();
  packets_.capture().push(tone_.next(10 * kFrame));
  packets_.take_sound();                            // ten packets wait to be written
  packets_.capture().push(tone_.next(3 * kFrame));  // and three frames in the ring
  state(false, false);
  packets_.take_sound();
  media_.clear();
  sent();
  EXPECT_TRUE(media_.empty());
}

TEST_F(DevicesTest, TheReturnOpensNothingUntilThePersonDoes) {
  open_microphone();
  state(false, false);
  state(false, true);
  EXPECT_EQ(talk_for_a_second(), 0U);
  state(true, true);  // and not even if a server should say so
  EXPECT_EQ(talk_for_a_second(), 0U);

  command(2, to_server::Publish{true, false});
  state(true, true);
  EXPECT_EQ(talk_for_a_second(), 50U);
}

TEST_F(DevicesTest, ClosingOnesOwnMicrophoneTakesEffectAtOnce) {
  open_microphone();
  command(2, to_server::Publish{false, false});
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, ARefusedPublishLeavesAnOpenMicrophoneOpen) {
  open_microphone();
  command(2, to_server::Publish{true, true});
  server_says(to_client::Error{2, Code::notPermitted, "No pictures now."});
  EXPECT_EQ(talk_for_a_second(), 50U);
}

TEST_F(DevicesTest, ARefusedPublishIsForgotten) {
  join();
  state(false, false);
  command(2, to_server::Publish{true, false});
  server_says(to_client::Error{2, Code::notPermitted, "Not now."});
  state(true, true);
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, AMuteThatCrossesANewPressDoesNotSwallowIt) {
  open_microphone();
  command(2, to_server::Publish{false, false});
  command(3, to_server::Publish{true, false});
  state(false, true);
  server_says(to_client::Ok{2});
  EXPECT_EQ(talk_for_a_second(), 0U);
  state(true, true);
  server_says(to_client::Ok{3});
  EXPECT_EQ(talk_for_a_second(), 50U);
}

TEST_F(DevicesTest, ARepeatedPublishIsNoPress) {
  open_microphone();
  command(2, to_server::Publish{true, false});
  state(false, true);  // a leader's mute, decided before that publish arrived
  state(true, true);
  server_says(to_client::Ok{2});
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, AHostThatHasNotHeardOfAMuteDoesNotUndoIt) {
  open_microphone();
  takes_events_ = false;
  state(false, true, false, true);
  command(2, to_server::Publish{true, true});  // for the camera; the microphone as it was
  EXPECT_EQ(sent_one<to_server::Publish>()->first, (to_server::Publish{false, true}));
  state(false, true, true, true);
  server_says(to_client::Ok{2});
  EXPECT_EQ(talk_for_a_second(), 0U);
  EXPECT_TRUE(presence_.camera_open);

  takes_events_ = true;
  state(false, true, true, true);
  command(3, to_server::Publish{true, true});
  state(true, true, true, true);
  server_says(to_client::Ok{3});
  EXPECT_EQ(talk_for_a_second(), 50U);
}

TEST_F(DevicesTest, AHostThatHasNotHeardOfAReconnectOpensNothing) {
  open_microphone();
  takes_events_ = false;
  conversation_.closed("gone");
  passes(milliseconds{250});
  welcome();
  state(false, true, false, true);
  command(2, to_server::Publish{true, true});
  EXPECT_EQ(sent_one<to_server::Publish>()->first, (to_server::Publish{false, false}));
}

TEST_F(DevicesTest, APressOnTheCameraLeavesTheMicrophoneAsItIs) {
  open_microphone();
  takes_events_ = false;
  state(false, true, false, true);
  press(2, std::nullopt, true);
  EXPECT_EQ(sent_one<to_server::Publish>()->first, (to_server::Publish{false, true}));

  state(false, true, true, true);
  server_says(to_client::Ok{2});
  press(3, true, std::nullopt);  // the person has pressed, whatever the host knows
  EXPECT_EQ(sent_one<to_server::Publish>()->first, (to_server::Publish{true, true}));
}

TEST_F(DevicesTest, AMuteHoldsThatFollowsAPressOnWhatWasLeftOpen) {
  open_microphone();
  command(2, to_server::Publish{false, false});
  sent();
  server_says(to_client::Error{2, Code::rateLimited, "Not so fast."});
  const auto closing = sent_one<to_server::Publish>();
  ASSERT_TRUE(closing);
  server_says(to_client::Error{*closing->second, Code::rateLimited, "Not so fast."});
  command(3, to_server::Publish{true, false});
  EXPECT_EQ(talk_for_a_second(), 50U) << "the server has it open still";

  state(false, true);  // a leader's mute; what the person presses last comes to the server later
  EXPECT_EQ(talk_for_a_second(), 0U);
  state(true, true);
  server_says(to_client::Ok{3});
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, AnOpeningAndAMuteInOneStateLeaveTheMicrophoneClosed) {
  join();
  command(1, to_server::Publish{true, false});
  state(false, true, false, true);  // in place of the state with the open microphone
  server_says(to_client::Ok{1});
  command(2, to_server::Publish{false, true});
  state(true, true, true, true);
  server_says(to_client::Ok{2});
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, APressThatTheStepBackOvertakesOpensNothingAfterTheReturn) {
  join();
  command(1, to_server::Publish{true, false});
  state(false, false);
  state(false, true);
  sent();
  state(true, true);
  server_says(to_client::Ok{1});
  EXPECT_EQ(sent_one<to_server::Publish>()->first, (to_server::Publish{false, false}));
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, TheHostReadsWhatIsOpenInTruth) {
  join();
  state(true, true, true, true);
  const stepback_event event = last(STEPBACK_EVENT_STATE)->c_event();
  EXPECT_EQ(event.state->participants[0]->audio, 0);
  EXPECT_EQ(event.state->participants[0]->video, 0);
}

TEST_F(DevicesTest, WhatTheServerHasOpenAloneIsClosedThere) {
  join();
  state(true, true);
  const auto closing = sent_one<to_server::Publish>();
  ASSERT_TRUE(closing);
  EXPECT_EQ(closing->first, (to_server::Publish{false, false}));
  state(true, true);
  EXPECT_FALSE(sent_one<to_server::Publish>()) << "the first has no answer yet";

  server_says(to_client::Error{*closing->second, Code::rateLimited, "Not so fast."});
  passes(protocol::kClientTimings.report_every);
  const auto again = sent_one<to_server::Publish>();
  ASSERT_TRUE(again);
  state(false, true);
  server_says(to_client::Ok{*again->second});
  state(false, true);
  EXPECT_FALSE(sent_one<to_server::Publish>());
}

TEST_F(DevicesTest, TheAnswerToTheClosingEndsNoLeaving) {
  join();
  state(true, true);
  const auto closing = sent_one<to_server::Publish>();
  ASSERT_TRUE(closing);
  conversation_.leave();
  server_says(to_client::Ok{*closing->second});
  EXPECT_FALSE(conversation_.idle());
  EXPECT_TRUE(sent_one<to_server::Leave>());
}

TEST_F(DevicesTest, DevicesAreClosedAfterAReconnectAndPublishIsNotReplayed) {
  open_microphone();
  conversation_.closed("gone");
  EXPECT_EQ(talk_for_a_second(), 0U);
  passes(milliseconds{250});
  welcome();
  state(true, true);
  EXPECT_EQ(sent_one<to_server::Publish>()->first, (to_server::Publish{false, false}));
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, LeavingClosesTheMicrophoneAtOnce) {
  open_microphone();
  conversation_.leave();
  EXPECT_EQ(talk_for_a_second(), 0U);
}

TEST_F(DevicesTest, PicturesAreSentWhileTheCameraIsOpenAlone) {
  join();
  const auto send_one = [this] {
    packets_.send(Picture{.connection = presence_.connection,
                          .frame = {9, 8, 7},
                          .timestamp = 4500,
                          .key_frame = true});
    media_.clear();
    sent();
    return media_.size();
  };
  state(false, true, false, true);
  EXPECT_EQ(send_one(), 0U);

  command(1, to_server::Publish{false, true});
  state(false, true, true, true);
  EXPECT_TRUE(presence_.camera_open);
  ASSERT_EQ(send_one(), 1U);
  const auto packet = protocol::read_rtp(media_[0]);
  EXPECT_EQ(packet->payload_type, protocol::kPayloadVp8);
  EXPECT_EQ(packet->timestamp, 4500U);
  EXPECT_EQ(packet->key_frame, true);

  server_says(to_client::Keyframe{});
  EXPECT_NE(last(STEPBACK_EVENT_KEYFRAME), nullptr);

  state(false, true, false, false);
  EXPECT_FALSE(presence_.camera_open);
  EXPECT_EQ(send_one(), 0U);
}

}  // namespace
}  // namespace stepback::plugin
