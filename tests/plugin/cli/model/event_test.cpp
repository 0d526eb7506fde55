#include "plugin/cli/model/event.hpp"

#include <gmock/gmock.h>
#include <poll.h>

#include <optional>
#include <thread>

#include "tests/plugin/cli/group.hpp"

namespace stepback::cli {
namespace {

bool readable(int fd) {
  pollfd wait{fd, POLLIN, 0};
  return poll(&wait, 1, 0) == 1;
}

TEST(ReceivedEvent, KeepsAStateThatOutlivesItsPointers) {
  std::optional<test::TestState> group = test::group();
  stepback_event event{};
  event.type = STEPBACK_EVENT_STATE;
  event.state = &*group;

  const auto received = copy_event(event);
  group.reset();

  ASSERT_TRUE(received && std::holds_alternative<StateEvent>(*received));
  const stepback_state& kept = *std::get<StateEvent>(*received).state;
  EXPECT_EQ(kept.revision, 7U);
  ASSERT_NE(self(kept), nullptr);
  EXPECT_STREQ(self(kept)->name, "Jonas");
  EXPECT_EQ(presenter(kept), find(kept, "p2"));
  EXPECT_EQ(phase_index(kept), 2U);
  EXPECT_TRUE(prompts_of(kept).empty());
}

TEST(ReceivedEvent, IsNothingForAStateThatIsMissing) {
  stepback_event event{};
  event.type = STEPBACK_EVENT_STATE;

  EXPECT_FALSE(copy_event(event).has_value());
}

TEST(KeptState, KnowsPeopleByTheirIdsAndNotByTheirPointers) {
  const KeptState one = keep(test::group());
  const KeptState other = keep(test::group());
  const stepback_participant* const jonas = find(*other, "p3");
  ASSERT_NE(jonas, nullptr);

  EXPECT_TRUE(is_you(*one, *jonas));
  EXPECT_TRUE(is_same(*self(*one), *jonas));
  EXPECT_FALSE(is_same(*self(*one), *find(*other, "p4")));
  EXPECT_EQ(find(*one, "p9"), nullptr);
}

TEST(ReceivedEvent, KeepsAWayBack) {
  stepback_event event{};
  event.type = STEPBACK_EVENT_WAY_BACK;
  event.from = "p2";
  event.text = "http://h/#join=t";
  event.expires = 7;

  const auto received = copy_event(event);

  ASSERT_TRUE(received && std::holds_alternative<WayBackEvent>(*received));
  EXPECT_EQ(std::get<WayBackEvent>(*received).participant, "p2");
  EXPECT_EQ(std::get<WayBackEvent>(*received).link, "http://h/#join=t");
  EXPECT_EQ(std::get<WayBackEvent>(*received).expires, 7);
}

TEST(ReceivedEvent, KeepsWhetherAChangeIsKept) {
  stepback_event event{};
  event.type = STEPBACK_EVENT_ANSWER;
  EXPECT_FALSE(std::get<AnswerEvent>(*copy_event(event)).kept);
  event.kept = 1;
  EXPECT_TRUE(std::get<AnswerEvent>(*copy_event(event)).kept);
}

TEST(ReceivedEvent, KeepsASilence) {
  stepback_event event{};
  event.type = STEPBACK_EVENT_SILENCE;
  event.silent = 1;

  const auto received = copy_event(event);

  ASSERT_TRUE(received && std::holds_alternative<SilenceEvent>(*received));
  EXPECT_TRUE(std::get<SilenceEvent>(*received).silent);
}

TEST(ReceivedEvent, PassesOverPictures) {
  stepback_event event{};
  event.type = STEPBACK_EVENT_VIDEO;

  EXPECT_FALSE(copy_event(event).has_value());
}

TEST(ReceivedEventQueue, WakesTheLoopAndKeepsTheOrder) {
  ReceivedEventQueue queue;
  EXPECT_FALSE(readable(queue.fd()));

  std::jthread module{[&queue] {
    for (const char* text : {"one", "two"}) {
      stepback_event event{};
      event.type = STEPBACK_EVENT_CHAT;
      event.from = "p1";
      event.text = text;
      ReceivedEventQueue::receive(&event, &queue);
    }
  }};
  module.join();

  EXPECT_TRUE(readable(queue.fd()));
  const std::vector<ReceivedEvent> events = queue.take();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(std::get<ChatEvent>(events[0]).text, "one");
  EXPECT_EQ(std::get<ChatEvent>(events[1]).text, "two");
  EXPECT_FALSE(readable(queue.fd()));
  EXPECT_TRUE(queue.take().empty());
}

}  // namespace
}  // namespace stepback::cli
