// The queues of packets to send, of events to poll, and of received media.

#include <gtest/gtest.h>

#include <thread>

#include "plugin/src/base/event_queue.hpp"
#include "plugin/src/net/outgoing.hpp"
#include "plugin/src/session/reception.hpp"

namespace stepback::plugin {
namespace {

using std::chrono::milliseconds;

const SteadyTime kNow = SteadyTime{} + std::chrono::hours{1};

std::string text_of(const std::optional<Message>& message) {
  return message ? std::string(message->bytes.begin(), message->bytes.end()) : "nothing";
}

std::vector<std::uint8_t> bytes(const std::string& text) {
  return {text.begin(), text.end()};
}

TEST(Outgoing, SendsSoundThenPictures) {
  Outgoing outgoing;
  outgoing.push_video(bytes("video"));
  outgoing.push_audio(bytes("audio"), kNow);
  EXPECT_EQ(text_of(outgoing.pop(kNow)), "audio");
  EXPECT_EQ(text_of(outgoing.pop(kNow)), "video");
  EXPECT_FALSE(outgoing.pop(kNow));
}

TEST(Outgoing, DropsSoundThatHasWaitedTooLongOldestFirst) {
  Outgoing outgoing;
  for (int i = 0; i < 50; ++i) {
    outgoing.push_audio(bytes(std::to_string(i)), kNow + milliseconds{20 * i});
  }
  EXPECT_EQ(text_of(outgoing.pop(kNow + milliseconds{1000})), "30");
}

TEST(Outgoing, IsBoundedWhenNobodyTakesAnything) {
  Outgoing outgoing;
  for (int i = 0; i < 10'000; ++i) {
    outgoing.push_audio(bytes("sound"), kNow + milliseconds{20 * i});
  }
  std::size_t waiting = 0;
  while (outgoing.pop(kNow + milliseconds{20 * 9'999})) ++waiting;
  EXPECT_LE(waiting, 21U);
}

TEST(Outgoing, TakesBackWhatMayNotBeSentAnyMore) {
  Outgoing outgoing;
  outgoing.push_audio(bytes("audio"), kNow);
  outgoing.push_video(bytes("video"));
  outgoing.purge_audio();
  EXPECT_EQ(text_of(outgoing.pop(kNow)), "video");
  outgoing.push_video(bytes("another"));
  outgoing.purge_video();
  EXPECT_FALSE(outgoing.pop(kNow));
}

class EventQueueTest : public testing::Test {
 protected:
  static ModuleEvent state(std::uint64_t revision) {
    protocol::View view;
    view.revision = revision;
    return state_event(view, {});
  }
  static ModuleEvent video(std::uint32_t ssrc, bool key_frame) {
    ModuleEvent event;
    event.type = STEPBACK_EVENT_VIDEO;
    event.ssrc = ssrc;
    event.key_frame = key_frame;
    event.data = {1, 2, 3};
    return event;
  }
  std::vector<stepback_event_type> drain() {
    std::vector<stepback_event_type> types;
    while (queue_.poll(event_, milliseconds{0})) types.push_back(event_.type);
    return types;
  }

  ModuleEventQueue queue_;
  stepback_event event_{};
};

TEST_F(EventQueueTest, GivesEventsInTheirOrder) {
  queue_.emit(connection_event(STEPBACK_CONNECTION_JOINED));
  queue_.emit(state(1));
  queue_.emit(state(2));
  EXPECT_EQ(drain(),
            (std::vector{STEPBACK_EVENT_CONNECTION, STEPBACK_EVENT_STATE, STEPBACK_EVENT_STATE}));
}

TEST_F(EventQueueTest, AnEventsPointersLiveUntilTheNextPoll) {
  queue_.emit(connection_event(STEPBACK_CONNECTION_ENDED, "removed", "Sent out."));
  ASSERT_TRUE(queue_.poll(event_, milliseconds{0}));
  queue_.emit(state(1));
  EXPECT_STREQ(event_.code, "removed");
  EXPECT_STREQ(event_.text, "Sent out.");
}

TEST_F(EventQueueTest, WaitsForAnEventOfAnotherThread) {
  std::thread other([this] { queue_.emit(state(3)); });
  EXPECT_TRUE(queue_.poll(event_, std::chrono::seconds{60}));
  other.join();
  EXPECT_EQ(event_.state->revision, 3U);
}

TEST_F(EventQueueTest, SaysWhenNothingCame) {
  EXPECT_FALSE(queue_.poll(event_, milliseconds{1}));
}

TEST_F(EventQueueTest, KeepsTheNewestStateOfManyAndEverythingElse) {
  for (std::uint32_t i = 1; i <= 1000; ++i) {
    queue_.emit(state(i));
    if (i % 10 == 0) queue_.emit(answer_event(i, STEPBACK_OK));
  }
  std::uint64_t newest = 0;
  std::size_t answers = 0;
  std::size_t states = 0;
  while (queue_.poll(event_, milliseconds{0})) {
    if (event_.type == STEPBACK_EVENT_ANSWER) ++answers;
    if (event_.type != STEPBACK_EVENT_STATE) continue;
    ++states;
    EXPECT_GT(event_.state->revision, newest);
    newest = event_.state->revision;
  }
  EXPECT_EQ(newest, 1000U);
  EXPECT_EQ(answers, 100U);
  EXPECT_LE(states, ModuleEventQueue::kRelaxed);
}

// Else a host could know of a mute, and still show the microphone open.
TEST_F(EventQueueTest, NothingTellsOfAClosingBeforeTheStateThatShowsIt) {
  const auto with_closing = [](ModuleEvent event) {
    event.closings = {.microphone = 1, .camera = 0};
    return event;
  };
  for (std::uint32_t i = 1; i <= ModuleEventQueue::kRelaxed; ++i) {
    queue_.emit(answer_event(i, STEPBACK_OK));
  }
  queue_.emit(with_closing(state(1)));
  queue_.emit(with_closing(answer_event(100, STEPBACK_OK)));
  queue_.emit(with_closing(state(2)));  // takes the place of the first
  queue_.emit(with_closing(answer_event(101, STEPBACK_OK)));

  bool shown = false;
  while (queue_.poll(event_, milliseconds{0})) {
    if (event_.type == STEPBACK_EVENT_STATE) shown = true;
    EXPECT_EQ(queue_.current().closings.has_value(), shown) << event_.request;
  }
  EXPECT_TRUE(shown);
}

TEST_F(EventQueueTest, NothingTellsOfAClosingWhoseStateWasDropped) {
  ModuleEvent closed = state(1);
  closed.closings = {.microphone = 1, .camera = 0};
  queue_.emit(std::move(closed));
  for (std::uint32_t i = 1; i <= ModuleEventQueue::kMost; ++i) {
    ModuleEvent answer = answer_event(i, STEPBACK_OK);
    answer.closings = {.microphone = 1, .camera = 0};
    queue_.emit(std::move(answer));
  }
  while (queue_.poll(event_, milliseconds{0}) && event_.request < ModuleEventQueue::kMost) {
    EXPECT_FALSE(queue_.current().closings) << event_.request;
  }
}

TEST_F(EventQueueTest, PicturesGiveWayUpToTheNextKeyFrameWhichIsAskedForOnce) {
  std::size_t wishes = 0;
  for (std::size_t i = 0; i < 2 * ModuleEventQueue::kMostVideo; ++i) {
    wishes += queue_.emit(video(5, i == 0)) ? 0U : 1U;
  }
  EXPECT_EQ(wishes, 1U);
  EXPECT_EQ(drain().size(), ModuleEventQueue::kMostVideo);

  EXPECT_TRUE(queue_.emit(video(5, false)));  // cannot be decoded: not kept
  EXPECT_TRUE(queue_.emit(video(6, false)));  // someone else's
  EXPECT_TRUE(queue_.emit(video(5, true)));
  EXPECT_TRUE(queue_.emit(video(5, false)));
  EXPECT_EQ(drain().size(), 3U);
}

TEST_F(EventQueueTest, IsBoundedWhenTheHostHasStoppedPolling) {
  for (std::uint32_t i = 0; i < 3 * ModuleEventQueue::kMost; ++i) {
    queue_.emit(answer_event(i + 1, STEPBACK_OK));
  }
  const auto kept = drain();
  EXPECT_EQ(kept.size(), ModuleEventQueue::kMost);
  EXPECT_EQ(event_.request, 3 * ModuleEventQueue::kMost);
}

class ReceptionTest : public testing::Test {
 protected:
  void comes(std::uint16_t sequence, std::uint32_t timestamp, protocol::Ssrc ssrc = 1) {
    protocol::RtpPacket packet;
    packet.sequence = sequence;
    packet.timestamp = timestamp;
    packet.ssrc = ssrc;
    reception_.count(packet);
  }
  Reception reception_;
};

TEST_F(ReceptionTest, CountsWhatIsMissingBetweenTwoNumbersAcrossTheirEnd) {
  comes(65'534, 0);
  comes(65'535, 960);
  comes(2, 3840);
  EXPECT_EQ(reception_.total().received, 3U);
  EXPECT_EQ(reception_.total().lost, 2U);
}

TEST_F(ReceptionTest, APacketThatComesLateWasNotLost) {
  comes(1, 960);
  comes(3, 2880);
  EXPECT_EQ(reception_.total().lost, 1U);
  comes(2, 1920);
  EXPECT_EQ(reception_.total().lost, 0U);
}

TEST_F(ReceptionTest, ASilenceIsNoLoss) {
  comes(1, 960);
  comes(2, 960 * 40);
  EXPECT_EQ(reception_.total().lost, 0U);
}

TEST_F(ReceptionTest, AStreamThatBeginsAnewHasLostNothing) {
  comes(1, 960);
  comes(500, 3'000'000'000U);
  comes(501, 3'000'000'960U);
  EXPECT_EQ(reception_.total().lost, 0U);
}

TEST_F(ReceptionTest, KeepsVoicesApartAndForgetsOldOnes) {
  for (protocol::Ssrc ssrc = 1; ssrc <= 1000; ++ssrc) {
    comes(7, 960, ssrc);
    comes(8, 1920, ssrc);
  }
  EXPECT_EQ(reception_.total().received, 2000U);
  EXPECT_EQ(reception_.total().lost, 0U);
}

}  // namespace
}  // namespace stepback::plugin
