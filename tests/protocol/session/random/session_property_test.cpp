// Properties of every story, whatever people do: random commands at random times, over the
// templates that we ship and small ones.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "protocol/wire/message.hpp"
#include "tests/protocol/session/random/session_random_actions.hpp"
#include "tests/protocol/session/walk/session_invariants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"

namespace stepback::protocol::test {
namespace {

using namespace std::chrono_literals;
using stepback::test::Story;

SessionTemplate template_() {
  return any_template(*rc::gen::element<std::size_t>(0, 1, 2, 3, 4, 5, 6, 7));
}

// A story that nobody has entered, or in which everybody sits, or whose presenter has stepped back.
Story any_story() {
  const int begins = *rc::gen::element(0, 1, 2);
  if (begins == 0) return Story{template_()};
  Story story = Story::seated(template_());
  if (begins == 2) story.go_to("discussion");
  return story;
}

std::vector<RandomAction> actions() {
  constexpr std::size_t kMost = 100;
  return *random_actions(kMost);
}

RC_GTEST_PROP(SessionStory, IsTheSameWhenItsEventsAreReplayed, ()) {
  Story story = any_story();

  for (const RandomAction& action : actions()) perform(story, action);

  Session replayed;
  for (const Event& event : story.events()) replayed = apply(std::move(replayed), event);
  RC_ASSERT(replayed == story.session());
  RC_ASSERT(replayed.revision == story.events().size());
}

RC_GTEST_PROP(SessionStory, KeepsTheInvariantsInEveryStateAndStep, ()) {
  Story story = any_story();
  const Core core;
  std::size_t accepted = 0;
  bool discussed = false;

  for (const RandomAction& action : actions()) {
    const Session before = story.session();
    const Attempt tried = attempt(story, action);
    const auto outcome = perform(story, action);
    Broken broken;
    if (outcome) {
      ++accepted;
      broken = broken_in_step(
          core, {before, story.session(), tried.command, tried.who, *outcome, story.now()});
      if (!broken) broken = broken_in_state(core, story.session(), story.now());
    } else {
      RC_ASSERT(before == story.session());
      broken = broken_in_refusal(before, tried.command, tried.who, outcome.error());
    }
    if (broken) RC_FAIL(*broken);
    discussed = discussed || story.session().case_discussed;
  }
  RC_CLASSIFY(accepted > 20, "more than twenty accepted commands");
  RC_CLASSIFY(discussed, "a step back");
}

RC_GTEST_PROP(SessionStory, RefusalsSayWhyAndChangeNothing, ()) {
  Story story = any_story();

  for (const RandomAction& action : actions()) {
    const Session before = story.session();
    const std::size_t events = story.events().size();
    const auto outcome = perform(story, action);
    if (outcome) continue;
    RC_ASSERT(!outcome.error().message.empty());
    RC_ASSERT(story.session() == before);
    RC_ASSERT(story.events().size() == events);
  }
}

// decide() depends on its arguments alone.
RC_GTEST_PROP(SessionStory, DecidesTheSameTwice, ()) {
  Story story = any_story();

  for (const RandomAction& action : actions()) {
    const Attempt tried = attempt(story, action);
    const auto asked = decide(story.session(), tried.command, tried.who, story.now());
    const auto again = decide(story.session(), tried.command, tried.who, story.now());
    RC_ASSERT(asked.has_value() == again.has_value());
    if (!asked) {
      RC_ASSERT(asked.error() == again.error());
    } else {
      Session one = story.session();
      Session other = story.session();
      for (const Event& event : *asked) one = apply(std::move(one), event);
      for (const Event& event : *again) other = apply(std::move(other), event);
      RC_ASSERT(one == other);
    }
    perform(story, action);
  }
}

RC_GTEST_PROP(SessionStory, SignalsAreShownToLeadersAndTheirSendersAlone, ()) {
  Story story = any_story();

  for (const RandomAction& action : actions()) perform(story, action);

  Signals signals;
  for (const Participant& sender : story.session().participants) {
    // Refused for people who are gone, and for more than the lobby's bound.
    static_cast<void>(send_signal(signals, story.session(), sender.id, SignalKind::help,
                                  SignalId{sender.id.str()}, story.now()));
  }
  for (const Participant& viewer : story.session().participants) {
    const bool leads = oracle::leads_now(story.session(), viewer) && !story.session().ended_at;
    for (const SignalRecord& each : view(story.session(), signals, {}, viewer).signals) {
      RC_ASSERT((leads || each.from == viewer.id));
    }
  }
}

RC_GTEST_PROP(SessionStory, WhoHoldsNoChairHasNoRight, ()) {
  Story story = any_story();

  for (const RandomAction& action : actions()) perform(story, action);

  for (const Participant& each : story.session().participants) {
    if (each.admitted && !each.left && !each.removed && !story.session().ended_at) continue;
    RC_ASSERT(permissions_of(story.session(), each) == Permissions{});
    RC_ASSERT(audience(story.session(), each, Media::audio).empty());
    RC_ASSERT(audience(story.session(), each, Media::video).empty());
    RC_ASSERT(story.readers(each.id.str()).empty());
  }
}

// The clock stands still while the session is held. The time left of the phase and the time until
// the return point are the same afterwards, to the millisecond.
RC_GTEST_PROP(SessionClock, LosesNothingWhileItStands, ()) {
  Story story = Story::seated(template_());
  const auto away = *story.session().template_.step_back();
  const auto phase = *rc::gen::inRange<std::size_t>(1, away + 1);
  story.go_to(story.session().template_.phases[phase].name);
  if (*rc::gen::arbitrary<bool>()) {
    const Duration off{*rc::gen::inRange(60'000, 3'600'000)};
    RC_ASSERT(story.says("fay", command::ScheduleReturn{story.now() + off}).has_value());
  }
  const auto holds = *rc::gen::inRange(1, 4);
  for (int i = 0; i < holds; ++i) {
    const auto until = phase_until(story.session());
    const auto back = return_point(story.session());
    RC_PRE(!until || *until > story.now() + 3min);  // a clock's phase must outlast the grace
    story.drops("fay");
    story.drops("cole");
    story.stand_by(kLeaderless.grace);
    story.server(command::Tick{});
    RC_ASSERT(story.session().held_since == story.now());
    RC_ASSERT(phase_until(story.session()) == until);

    const Duration stood{*rc::gen::inRange(0, 179'999)};
    story.stand_by(stood);
    RC_ASSERT(story.server(command::Tick{})->empty());
    RC_ASSERT(story.comes_back("cole").has_value());
    RC_ASSERT(story.comes_back("fay").has_value());

    RC_ASSERT(!story.session().held_since);
    RC_ASSERT(phase_until(story.session()) == (until ? std::optional{*until + stood} : until));
    RC_ASSERT(return_point(story.session()) == (back ? std::optional{*back + stood} : back));
  }
}

// apply() is total: an event with unknown people changes the revision alone.
RC_GTEST_PROP(SessionApply, TakesEventsOfStrangers, ()) {
  Story story = any_story();
  for (const RandomAction& action : actions()) perform(story, action);
  const ParticipantId stranger{"nobody"};
  const std::vector<Event> of_strangers{ParticipantReturned{stranger, "Nobody"},
                                        ParticipantAdmitted{stranger},
                                        ParticipantDropped{stranger},
                                        ParticipantLeft{stranger},
                                        ParticipantRemoved{stranger},
                                        MicrophoneMuted{stranger},
                                        DevicesChanged{stranger, true, true}};

  for (const Event& event : of_strangers) {
    Session expected = story.session();
    ++expected.revision;
    RC_ASSERT(apply(story.session(), event) == expected);
  }
}

}  // namespace
}  // namespace stepback::protocol::test
