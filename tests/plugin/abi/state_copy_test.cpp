// stepback_state_copy(): a state as a session makes it, copied by the library.

#include <gtest/gtest.h>
#include <stepback.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "plugin/src/base/state_copy.hpp"
#include "plugin/src/base/state_view.hpp"

namespace stepback::plugin {
namespace {

using protocol::from_epoch_ms;

struct FreeState {
  void operator()(stepback_state* state) const { stepback_state_free(state); }
};
using Copy = std::unique_ptr<stepback_state, FreeState>;

/// A view in which every text and every list of stepback_state is set.
protocol::View full_view() {
  protocol::View view;
  view.revision = 5;
  view.session.id = protocol::SessionId{"s1"};
  view.session.title = "Balint";
  view.session.template_id = "cmh-60";
  view.session.begun_at = from_epoch_ms(1'000);
  view.session.phase = {.name = "clarification",
                        .title = "Clarification",
                        .since = from_epoch_ms(2'000),
                        .until = from_epoch_ms(3'000),
                        .prompts = std::vector<std::string>{"What might the patient feel?", ""}};
  view.session.phases = {{.name = "clarification", .title = "Clarification", .each_case = true},
                         {.name = "discussion", .title = "Discussion", .step_back = true}};
  view.session.next = {{.phase = "discussion",
                        .title = "Discussion",
                        .does = protocol::Does::stepBack,
                        .presenter = protocol::ParticipantId{"p2"},
                        .sure = std::nullopt}};
  view.participants = {
      {.id = protocol::ParticipantId{"p1"},
       .name = "Émile",
       .ssrc = 3,
       .answers = std::nullopt,
       .hearing = std::nullopt,
       .by = std::nullopt,
       .could = std::nullopt,
       .can = std::nullopt},
      {.id = protocol::ParticipantId{"p2"},
       .name = "Farid",
       .hand = true,
       .answers = false,
       .hearing = protocol::Hearing::poor,
       .by = protocol::CameBy::own,
       .could = std::nullopt,
       .can = std::vector{protocol::LeaderAct::mute, protocol::LeaderAct::wayBack}},
      {.id = protocol::ParticipantId{"p3"},
       .name = "Farid",
       .answers = std::nullopt,
       .hearing = std::nullopt,
       .by = protocol::CameBy::shared,
       .could = std::vector{protocol::ParticipantId{"p2"}, protocol::ParticipantId{"p7"}},
       .can = std::vector<protocol::LeaderAct>{},
       .alike = {protocol::ParticipantId{"p2"}, protocol::ParticipantId{"p1"}},
       .after_removal = "FARID"}};
  view.signals = {{.id = protocol::SignalId{"n1"},
                   .from = protocol::ParticipantId{"p2"},
                   .kind = protocol::SignalKind::comeBack,
                   .at = from_epoch_ms(3'500),
                   .times = 2,
                   .seen_by = {protocol::ParticipantId{"p1"}, protocol::ParticipantId{"p7"}}},
                  {.id = protocol::SignalId{"n2"},
                   .from = protocol::ParticipantId{"p3"},
                   .at = from_epoch_ms(3'000),
                   .done_at = from_epoch_ms(3'600)}};
  view.session.pending = {{.does = protocol::PendingChange::Does::advance,
                           .phase = "clarification",
                           .participant = std::nullopt,
                           .since = from_epoch_ms(3'700)},
                          {.does = protocol::PendingChange::Does::mute,
                           .phase = std::nullopt,
                           .participant = protocol::ParticipantId{"p2"},
                           .since = from_epoch_ms(3'800)}};
  view.session.trouble = protocol::Trouble::disk;
  view.you = protocol::ParticipantId{"p1"};
  view.may = {.hear = true, .lead = true};
  return view;
}

Copy copy_of(const stepback_state& state) {
  stepback_state* copy = nullptr;
  EXPECT_EQ(stepback_state_copy(&state, &copy), STEPBACK_OK);
  return Copy{copy};
}

void expect_recognition(const stepback_state& state) {
  EXPECT_EQ(state.participants[0]->by, STEPBACK_CAME_BY_UNKNOWN);
  EXPECT_EQ(state.participants[1]->by, STEPBACK_CAME_BY_OWN);
  EXPECT_EQ(state.participants[1]->could_count, 0U);
  const stepback_leader_acts& can = state.participants[1]->can;
  EXPECT_EQ(can.mute, 1);
  EXPECT_EQ(can.way_back, 1);
  EXPECT_EQ(can.admit + can.appoint + can.remove + can.handover, 0);
  const stepback_participant& waiting = *state.participants[2];
  EXPECT_EQ(waiting.by, STEPBACK_CAME_BY_SHARED);
  EXPECT_EQ(waiting.can.admit, 0);
  ASSERT_EQ(waiting.could_count, 2U);
  EXPECT_STREQ(waiting.could[0], "p2");
  EXPECT_STREQ(waiting.could[1], "p7");
  ASSERT_EQ(waiting.alike_count, 2U);
  EXPECT_STREQ(waiting.alike[1], "p1");
  EXPECT_STREQ(waiting.after_removal, "FARID");
  EXPECT_EQ(state.participants[1]->alike_count, 0U);
  EXPECT_EQ(state.participants[1]->after_removal, nullptr);
}

void expect_signals(const stepback_state& state) {
  ASSERT_EQ(state.signal_count, 2U);
  const stepback_signal_record& open = *state.signals[0];
  EXPECT_STREQ(open.id, "n1");
  EXPECT_STREQ(open.from, "p2");
  EXPECT_EQ(open.kind, STEPBACK_SIGNAL_COME_BACK);
  EXPECT_EQ(open.at, 3'500);
  EXPECT_EQ(open.times, 2U);
  ASSERT_EQ(open.seen_by_count, 2U);
  EXPECT_STREQ(open.seen_by[1], "p7");
  EXPECT_EQ(open.done_at, 0);
  EXPECT_EQ(state.signals[1]->done_at, 3'600);
  EXPECT_EQ(state.signals[1]->seen_by_count, 0U);
}

void expect_pending(const stepback_state& state) {
  ASSERT_EQ(state.pending_count, 2U);
  EXPECT_EQ(state.pending[0]->does, STEPBACK_PENDING_ADVANCE);
  EXPECT_STREQ(state.pending[0]->phase, "clarification");
  EXPECT_EQ(state.pending[0]->participant, nullptr);
  EXPECT_EQ(state.pending[0]->since, 3'700);
  EXPECT_EQ(state.pending[1]->does, STEPBACK_PENDING_MUTE);
  EXPECT_EQ(state.pending[1]->phase, nullptr);
  EXPECT_STREQ(state.pending[1]->participant, "p2");
  EXPECT_EQ(state.trouble, STEPBACK_TROUBLE_DISK);
}

void expect_full_view(const stepback_state& state) {
  EXPECT_EQ(state.revision, 5U);
  EXPECT_EQ(state.now, 4'000);
  EXPECT_EQ(state.begun_at, 1'000);
  EXPECT_STREQ(state.session_id, "s1");
  EXPECT_STREQ(state.title, "Balint");
  EXPECT_STREQ(state.template_id, "cmh-60");
  EXPECT_STREQ(state.phase_name, "clarification");
  EXPECT_STREQ(state.phase_title, "Clarification");
  EXPECT_EQ(state.phase_until, 3'000);
  ASSERT_EQ(state.prompt_count, 2U);
  EXPECT_STREQ(state.prompts[0], "What might the patient feel?");
  EXPECT_STREQ(state.prompts[1], "");
  ASSERT_EQ(state.phase_count, 2U);
  EXPECT_STREQ(state.phases[0]->name, "clarification");
  EXPECT_STREQ(state.phases[1]->title, "Discussion");
  EXPECT_EQ(state.phases[1]->step_back, 1);
  ASSERT_EQ(state.participant_count, 3U);
  EXPECT_STREQ(state.participants[0]->name, "Émile");
  EXPECT_EQ(state.participants[0]->ssrc, 3U);
  EXPECT_STREQ(state.participants[1]->id, "p2");
  EXPECT_EQ(state.participants[1]->hand, 1);
  EXPECT_EQ(state.participants[1]->hearing, STEPBACK_HEARING_POOR);
  EXPECT_EQ(state.participants[0]->answers, STEPBACK_ANSWERS_UNKNOWN);
  EXPECT_EQ(state.participants[1]->answers, STEPBACK_ANSWERS_NO);
  expect_recognition(state);
  expect_signals(state);
  expect_pending(state);
  EXPECT_STREQ(state.you, "p1");
  EXPECT_EQ(state.may.lead, 1);
  EXPECT_EQ(state.may.speak, 0);
  EXPECT_STREQ(state.next_phase, "discussion");
  EXPECT_STREQ(state.next_title, "Discussion");
  EXPECT_STREQ(state.next_presenter, "p2");
  EXPECT_EQ(state.next_does, STEPBACK_DOES_STEP_BACK);
}

/// The memory of a copy in a buffer that the test can look into.
alignas(std::max_align_t) std::array<std::byte, 4096> first_buffer;
alignas(std::max_align_t) std::array<std::byte, 4096> second_buffer;
std::size_t calls = 0;
std::size_t asked = 0;

template <auto& kBuffer>
void* from_buffer(std::size_t bytes) {
  ++calls;
  asked = bytes;
  return bytes <= kBuffer.size() ? kBuffer.data() : nullptr;
}

TEST(StateCopy, HasEverythingAndOutlivesTheOriginal) {
  auto view = std::make_unique<StateView>(full_view(), from_epoch_ms(4'000));
  const Copy copy = copy_of(view->c_state());
  view.reset();
  expect_full_view(*copy);
}

TEST(StateCopy, CanBeCopiedItself) {
  Copy first = copy_of(StateView(full_view(), from_epoch_ms(4'000)).c_state());
  const Copy second = copy_of(*first);
  first.reset();
  expect_full_view(*second);
}

TEST(StateCopy, OfAStateWithNothingInItHasNullWhereTheOriginalHas) {
  const StateView view({}, from_epoch_ms(1));
  const Copy copy = copy_of(view.c_state());
  EXPECT_STREQ(copy->title, "");
  EXPECT_EQ(copy->next_phase, nullptr);
  EXPECT_EQ(copy->next_title, nullptr);
  EXPECT_EQ(copy->next_presenter, nullptr);
  EXPECT_EQ(copy->prompt_count + copy->phase_count + copy->participant_count, 0U);
  EXPECT_EQ(copy->pending_count, 0U);
  EXPECT_EQ(copy->trouble, STEPBACK_TROUBLE_NONE);

  const stepback_state empty{};
  EXPECT_EQ(copy_of(empty)->title, nullptr);
}

// Finds a text or list that a new member adds and the copy forgets: it would still point into the
// original, which lies in a buffer of its own here.
TEST(StateCopy, HasNoPointerIntoTheOriginal) {
  const StateView view(full_view(), from_epoch_ms(4'000));
  const stepback_state* const original = copy_state(view.c_state(), from_buffer<first_buffer>);
  ASSERT_NE(original, nullptr);
  ASSERT_NE(copy_state(*original, from_buffer<second_buffer>), nullptr);

  const auto begin = reinterpret_cast<std::uintptr_t>(first_buffer.data());
  std::size_t own = 0;
  const auto own_begin = reinterpret_cast<std::uintptr_t>(second_buffer.data());
  for (std::size_t at = 0; at + sizeof(std::uintptr_t) <= asked; at += sizeof(std::uintptr_t)) {
    std::uintptr_t word = 0;
    std::memcpy(&word, second_buffer.data() + at, sizeof(word));
    EXPECT_FALSE(word >= begin && word < begin + first_buffer.size()) << "at byte " << at;
    if (word >= own_begin && word < own_begin + second_buffer.size()) ++own;
  }
  EXPECT_GE(own, 20U) << "the words of the copy are looked at";
}

TEST(StateCopy, LiesInOnePieceOfMemory) {
  const StateView view(full_view(), from_epoch_ms(4'000));
  calls = 0;
  const stepback_state* const copy = copy_state(view.c_state(), from_buffer<first_buffer>);
  EXPECT_EQ(calls, 1U);
  EXPECT_EQ(static_cast<const void*>(copy), first_buffer.data());
  expect_full_view(*copy);
}

TEST(StateCopy, GivesNothingWithoutMemory) {
  const StateView view(full_view(), from_epoch_ms(4'000));
  EXPECT_EQ(copy_state(view.c_state(), [](std::size_t) -> void* { return nullptr; }), nullptr);
}

TEST(StateCopy, RefusesNullAndLeavesTheResultAlone) {
  const stepback_state state{};
  stepback_state before{};
  stepback_state* copy = &before;
  EXPECT_EQ(stepback_state_copy(nullptr, &copy), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(copy, &before);
  EXPECT_EQ(stepback_state_copy(&state, nullptr), STEPBACK_INVALID_ARGUMENT);
}

TEST(StateCopy, IsMadeOnSeveralThreadsAtOnce) {
  const StateView view(full_view(), from_epoch_ms(4'000));
  std::array<Copy, 4> copies;
  {
    std::vector<std::jthread> threads;
    threads.reserve(copies.size());
    for (Copy& copy : copies) threads.emplace_back([&] { copy = copy_of(view.c_state()); });
  }
  for (const Copy& copy : copies) expect_full_view(*copy);
}

}  // namespace
}  // namespace stepback::plugin
