// A conversation with media of another kind than packets: it needs SessionMedia and nothing else of
// them.

#include "plugin/src/session/session_media.hpp"

#include <gmock/gmock.h>

#include "tests/plugin/session/conversation_fixture.hpp"

namespace stepback::plugin {
namespace {

using protocol::Ssrc;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

/// Media that note what they are told, in order.
class NotedMedia final : public SessionMedia {
 public:
  void begin(std::uint32_t connection, MediaControl& control) override {
    told.push_back("begin " + std::to_string(connection));
    control_ = &control;
  }
  void end() override {
    told.emplace_back("end");
    control_ = nullptr;
  }
  void set_open(OpenDevices open) override {
    told.push_back(std::string{"open "} + (open.microphone ? "microphone " : "- ") +
                   (open.camera ? "camera" : "-"));
  }
  void set_senders(std::map<Ssrc, std::string> now) override { senders = std::move(now); }
  void received(std::span<const std::uint8_t> message) override {
    arrived.emplace_back(message.begin(), message.end());
  }
  std::optional<Message> next_message() override {
    if (waiting.empty()) return std::nullopt;
    Message first{false, waiting.front()};
    waiting.erase(waiting.begin());
    return first;
  }
  to_server::Report take_report() override { return report; }

  void wish_key_frame(Ssrc sender) {
    ASSERT_NE(control_, nullptr);
    control_->wish_key_frame(sender);
  }

  std::vector<std::string> told;
  std::map<Ssrc, std::string> senders;
  std::vector<Bytes> arrived;
  std::vector<Bytes> waiting;
  to_server::Report report;

 private:
  MediaControl* control_ = nullptr;
};

class SessionMediaTest : public ConversationTest {
 protected:
  void join_other() {
    other_.join();
    other_.opened();
    says(to_client::Welcome{protocol::ParticipantId{"me"}, "resume", protocol::kLimits});
    written();
  }
  void says(const protocol::ServerMessage& message) { other_.received(protocol::encode(message)); }
  void says_state(bool audio, bool speak, bool video = false, bool show = false) {
    says(to_client::State{protocol::from_epoch_ms(1), view(audio, speak, video, show)});
  }
  void publish(bool audio, bool video) {
    other_.press({7, presence_.connection, audio, video, told_});
  }
  /// Returns everything that waits to be written: a request's type, or "media".
  std::vector<std::string> written() {
    std::vector<std::string> types;
    while (const auto message = other_.next_message()) {
      if (!message->text) {
        types.emplace_back("media");
        continue;
      }
      const std::string text(message->bytes.begin(), message->bytes.end());
      last_request_ = protocol::decode_request(text).value().message;
      types.push_back(text.substr(9, text.find('"', 9) - 9));  // {"type":"ping", ...
    }
    return types;
  }

  NotedMedia noted_;
  protocol::ClientMessage last_request_;
  Conversation other_{settings_for_tests(),
                      {.wire = *this,
                       .events = *this,
                       .clock = clock_,
                       .media = noted_,
                       .statistics = statistics_,
                       .presence = presence_}};
};

TEST_F(SessionMediaTest, BeginWithTheConnectionAndEndWithIt) {
  join_other();
  EXPECT_THAT(noted_.told, ElementsAre("begin 1"));
  other_.closed("gone");
  EXPECT_THAT(noted_.told, ElementsAre("begin 1", "end"));
}

TEST_F(SessionMediaTest, EndAsSoonAsThePersonLeaves) {
  join_other();
  other_.leave();
  EXPECT_THAT(noted_.told, ElementsAre("begin 1", "end"));
}

TEST_F(SessionMediaTest, OpenADeviceThatIsWantedAndConfirmed) {
  join_other();
  publish(true, false);
  says_state(true, true);
  EXPECT_THAT(noted_.told, ElementsAre("begin 1", "open - -", "open microphone -"));
  EXPECT_EQ(noted_.senders, (std::map<Ssrc, std::string>{{3, "me"}, {11, "anna"}}));
}

TEST_F(SessionMediaTest, CloseADeviceBeforeTheHostHearsOfTheStepBack) {
  join_other();
  publish(true, true);
  says_state(true, true, true, true);
  EXPECT_EQ(noted_.told.back(), "open microphone camera");
  std::string before_the_event;
  on_event_ = [&](const ModuleEvent& event) {
    if (event.type == STEPBACK_EVENT_STATE) before_the_event = noted_.told.back();
  };
  says_state(false, false);
  EXPECT_EQ(before_the_event, "open - -");
}

TEST_F(SessionMediaTest, AskForKeyFramesThroughTheConversation) {
  join_other();
  noted_.wish_key_frame(11);
  EXPECT_THAT(written(), ElementsAre("keyframe"));
  EXPECT_EQ(last_request_, protocol::ClientMessage{to_server::Keyframe{11}});
}

TEST_F(SessionMediaTest, GetBinaryMessagesInASessionAlone) {
  const Bytes message{1, 2, 3};
  other_.join();
  other_.received(message);
  EXPECT_THAT(noted_.arrived, IsEmpty());
  join_other();
  other_.received(message);
  EXPECT_THAT(noted_.arrived, ElementsAre(message));
  other_.leave();
  other_.received(message);
  EXPECT_THAT(noted_.arrived, ElementsAre(message));
}

TEST_F(SessionMediaTest, AreWrittenBehindControl) {
  join_other();
  noted_.waiting = {{1}, {2}};
  publish(true, false);
  EXPECT_THAT(written(), ElementsAre("publish", "media", "media"));
}

TEST_F(SessionMediaTest, SayWhatTheyHeard) {
  join_other();
  noted_.report = {.received = 240, .lost = 10, .playing = true};
  clock_.now += seconds{5};
  other_.on_time();
  const auto types = written();
  EXPECT_NE(std::find(types.begin(), types.end(), "report"), types.end());
  EXPECT_EQ(last_request_, protocol::ClientMessage{noted_.report});
}

}  // namespace
}  // namespace stepback::plugin
