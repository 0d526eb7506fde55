#include "plugin/cli/model/event.hpp"

#include <gmock/gmock.h>
#include <poll.h>

#include <thread>

namespace stepback::cli {
namespace {

using ::testing::ElementsAre;

bool readable(int fd) {
  pollfd wait{fd, POLLIN, 0};
  return poll(&wait, 1, 0) == 1;
}

TEST(ReceivedEvent, CopiesAStateThatOutlivesItsPointers) {
  std::string name = "Amina";
  std::string prompt = "What might the patient feel?";
  stepback_participant amina{};
  amina.id = "p1";
  amina.name = name.c_str();
  amina.seat = STEPBACK_SEAT_FACILITATOR;
  amina.audio = 1;
  const stepback_participant* participants[] = {&amina};
  const char* prompts[] = {prompt.c_str()};
  stepback_phase phase{"gathering", "Gathering", 300'000, 0, 1, 0};
  const stepback_phase* phases[] = {&phase};
  stepback_state state{};
  state.revision = 3;
  state.participants = participants;
  state.participant_count = 1;
  state.prompts = prompts;
  state.prompt_count = 1;
  state.phases = phases;
  state.phase_count = 1;
  state.you = "p1";
  state.may.lead = 1;
  std::string next = "opening";
  state.case_over = 1;
  state.next_phase = next.c_str();
  state.next_title = "Opening";
  state.next_does = STEPBACK_DOES_OTHER;
  state.next_needs_presenter = 1;
  state.next_sure = STEPBACK_SURE_DEBRIEF;
  state.appoints = STEPBACK_APPOINTS_OTHER;
  stepback_event event{};
  event.type = STEPBACK_EVENT_STATE;
  event.state = &state;

  const auto copy = copy_event(event);
  name = "-----";
  prompt = "-";
  next = "-";

  ASSERT_TRUE(copy && std::holds_alternative<State>(*copy));
  const State& value = std::get<State>(*copy);
  EXPECT_EQ(value.revision, 3U);
  EXPECT_EQ(value.title, "");
  ASSERT_NE(self(value), nullptr);
  EXPECT_EQ(self(value)->name, "Amina");
  EXPECT_TRUE(self(value)->audio);
  EXPECT_THAT(value.prompts, ElementsAre("What might the patient feel?"));
  EXPECT_EQ(value.phases.front().planned_ms, 300'000);
  EXPECT_TRUE(value.may.lead);
  EXPECT_FALSE(value.may.speak);
  EXPECT_TRUE(value.phases.front().each_case);
  EXPECT_FALSE(value.phases.front().step_back || value.phases.front().leaders_only);
  EXPECT_TRUE(value.case_over);
  EXPECT_FALSE(value.case_discussed);
  EXPECT_EQ(value.next_phase, "opening");
  EXPECT_EQ(value.next_title, "Opening");
  EXPECT_EQ(value.next_does, STEPBACK_DOES_OTHER);
  EXPECT_EQ(value.next_presenter, "");
  EXPECT_TRUE(value.next_needs_presenter);
  EXPECT_EQ(value.next_sure, STEPBACK_SURE_DEBRIEF);
  EXPECT_EQ(value.appoints, STEPBACK_APPOINTS_OTHER);
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
