#include "tests/support/story.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "protocol/session/routes.hpp"

namespace stepback::test {
namespace {

std::vector<std::string> names_of(const std::vector<protocol::ParticipantId>& people) {
  std::vector<std::string> names;
  std::ranges::transform(people, std::back_inserter(names), &protocol::ParticipantId::str);
  return names;
}

}  // namespace

namespace command = protocol::command;

Story::Story(protocol::SessionTemplate template_) {
  events_.push_back(protocol::create_session(protocol::SessionId{"story"}, "A story",
                                             std::move(template_), kStoryBegins));
  session_ = protocol::apply({}, events_.front());
}

Story Story::seated(protocol::SessionTemplate template_) {
  Story story{std::move(template_)};
  using protocol::Role;
  EXPECT_TRUE(story.comes(kFay, Role::facilitator));
  EXPECT_TRUE(story.comes(kCole, Role::coFacilitator));
  EXPECT_TRUE(story.comes(kAda, Role::member));
  EXPECT_TRUE(story.comes(kBen, Role::member));
  EXPECT_TRUE(story.comes(kOli, Role::observer));
  return story;
}

Story::Outcome Story::act(const protocol::Command& command, const protocol::Actor& who) {
  Outcome outcome = protocol::decide(session_, command, who, now_);
  if (!outcome) return outcome;
  for (const protocol::Event& event : *outcome) {
    session_ = protocol::apply(std::move(session_), event);
    events_.push_back(event);
  }
  if (who && std::holds_alternative<command::Enter>(command)) begin_live(live_, *who);
  follow_live(live_, session_, uptime());
  return outcome;
}

Story::Outcome Story::says(std::string_view who, const protocol::Command& command) {
  return act(command, id_of(who));
}

Story::Outcome Story::server(const protocol::Command& command) {
  return act(command, std::nullopt);
}

Story::Outcome Story::comes(std::string_view who, protocol::Role role, bool named) {
  return says(who, command::Enter{std::string{who}, role, named});
}

Story::Outcome Story::comes_back(std::string_view who) {
  const protocol::Participant& known = person(who);
  return says(who, command::Enter{known.name, known.role, known.named});
}

Story::Outcome Story::opens(std::string_view who, bool audio, bool video) {
  return says(who, command::Publish{audio, video});
}

std::optional<protocol::Code> Story::raises(std::string_view who, bool raised) {
  const auto outcome = raise_hand(live_, session_, id_of(who), raised, uptime());
  if (outcome) return std::nullopt;
  return outcome.error().code;
}

void Story::hears(std::string_view who, protocol::Hearing hearing) {
  report_hearing(live_, id_of(who), hearing, uptime());
}

void Story::answers(std::string_view who, bool answers) {
  note_answers(live_, id_of(who), answers);
}

void Story::go_to(std::string_view phase) {
  const auto aim = session_.template_.find(phase);
  ASSERT_TRUE(aim) << phase;
  while (session_.phase < *aim) {
    const protocol::PhasePlan& next = session_.template_.phases[session_.phase + 1];
    if (next.steps_back() && !session_.presenter) {
      const Outcome named = says(kFay, command::Appoint{id_of(kAda)});
      ASSERT_TRUE(named) << named.error().message;
    }
    const Outcome advanced = says(kFay, command::Advance{next.name});
    ASSERT_TRUE(advanced) << advanced.error().message;
  }
}

void Story::let_pass(protocol::Duration time) {
  constexpr std::chrono::seconds kTick{1};
  const protocol::Instant until = now_ + time;
  while (now_ < until) {
    now_ = std::min(now_ + kTick, until);
    const Outcome outcome = server(command::Tick{});
    ASSERT_TRUE(outcome) << outcome.error().message;
  }
}

const protocol::Participant& Story::person(std::string_view who) const {
  const protocol::Participant* found = protocol::find(session_, id_of(who));
  if (found == nullptr) throw std::out_of_range{std::string{who} + " is not in the session"};
  return *found;
}

protocol::Permissions Story::may(std::string_view who) const {
  return protocol::permissions_of(session_, person(who));
}

protocol::Seat Story::seat(std::string_view who) const {
  return protocol::seat_of(session_, person(who));
}

protocol::View Story::view(std::string_view who) const {
  return protocol::view(session_, {}, live_, person(who));
}

protocol::ParticipantView Story::seen(std::string_view viewer, std::string_view who) const {
  for (const protocol::ParticipantView& each : view(viewer).participants) {
    if (each.id == id_of(who)) return each;
  }
  throw std::out_of_range{std::string{who} + " is not shown to " + std::string{viewer}};
}

std::vector<std::string> Story::audience(std::string_view who, protocol::Media media) const {
  return names_of(protocol::audience(session_, person(who), media));
}

std::vector<std::string> Story::readers(std::string_view who) const {
  const protocol::RouteTable routes = protocol::routes_of(session_);
  const protocol::Routes* theirs = protocol::find(routes, person(who).id);
  return theirs != nullptr && theirs->may_chat ? names_of(routes.chat) : std::vector<std::string>{};
}

protocol::ParticipantId id_of(std::string_view who) {
  return protocol::ParticipantId{std::string{who}};
}

std::optional<protocol::Code> refusal_of(const Story::Outcome& outcome) {
  if (outcome) return std::nullopt;
  return outcome.error().code;
}

}  // namespace stepback::test
