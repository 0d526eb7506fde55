// A template that loads keeps its guarantees, and leads to sessions that keep the invariants,
// whatever people do in them. The bytes of the text decide the steps of a random walk. A template
// that does not load is refused at a place in the document.

#include <string>

#include "protocol/json/strict_json.hpp"
#include "protocol/record/event_json.hpp"
#include "protocol/template/session_template.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/template_guarantees.hpp"
#include "tests/protocol/session/random/session_random_actions.hpp"
#include "tests/protocol/session/walk/session_invariants.hpp"

namespace stepback::fuzz {
namespace {

using namespace stepback::protocol;
using stepback::protocol::test::attempt;
using stepback::protocol::test::Attempt;
using stepback::protocol::test::Broken;
using stepback::protocol::test::broken_in_refusal;
using stepback::protocol::test::broken_in_state;
using stepback::protocol::test::broken_in_step;
using stepback::protocol::test::Core;
using stepback::protocol::test::perform;
using stepback::protocol::test::RandomAction;
using stepback::test::Story;

constexpr int kSteps = 48;

/// FNV-1a, then one multiplication a number. The same text has the same walk everywhere.
class Dice {
 public:
  explicit Dice(std::string_view text) {
    for (const char c : text) state_ = (state_ ^ static_cast<unsigned char>(c)) * kPrime;
  }
  std::size_t below(std::size_t bound) {
    state_ = (state_ ^ state_ >> 29U) * kPrime + 1;
    return static_cast<std::size_t>(state_ >> 32U) % bound;
  }

 private:
  static constexpr std::uint64_t kPrime = 0x100000001B3;
  std::uint64_t state_ = 0xCBF29CE484222325;
};

RandomAction roll(Dice& dice) {
  constexpr std::size_t kKinds = 17;
  constexpr std::size_t kAdvance = 7;
  constexpr std::size_t kMostMinutes = 20;
  RandomAction action{.kind = dice.below(kKinds),
                      .who = dice.below(6),
                      .target = dice.below(6),
                      .phase = dice.below(9),
                      .first = dice.below(2) == 0,
                      .second = dice.below(2) == 0,
                      .time = std::chrono::seconds{dice.below(60 * kMostMinutes)}};
  // Half of the time the leader goes on, since a walk hardly gets anywhere else.
  if (dice.below(3) == 0) action = {.kind = kAdvance, .who = 0, .first = true};
  return action;
}

void hold_unbroken(const Broken& broken) {
  hold(!broken, broken.value_or(""));
}

void walk(Story story, Dice dice) {
  const Core core;
  for (int i = 0; i < kSteps; ++i) {
    const RandomAction action = roll(dice);
    const Session before = story.session();
    const Attempt tried = attempt(story, action);
    const auto outcome = perform(story, action);
    if (!outcome) {
      hold(before == story.session(), "a refused command changes nothing");
      hold_unbroken(broken_in_refusal(before, tried.command, tried.who, outcome.error()));
      continue;
    }
    hold_unbroken(broken_in_step(
        core, {before, story.session(), tried.command, tried.who, *outcome, story.now()}));
    hold_unbroken(broken_in_state(core, story.session(), story.now()));
  }
}

}  // namespace

void templates(Input input) {
  const std::string_view text = text_of(input);
  const auto template_ = parse_template(text);
  if (!template_) {
    const auto document = read_strict_json(text);
    hold(!document || is_place_of(*document, template_.error().path), "a refusal names a place");
    return hold(!template_.error().expected.empty(), "a refusal says what was expected");
  }
  hold(broken_guarantee(*template_).empty(), "a template keeps its guarantees");
  const Event created =
      create_session(SessionId{"s"}, "A session", *template_, stepback::test::kStoryBegins);
  hold(decode_event(encode_event(created)) == created, "the journal keeps a template as it is");
  walk(Story{*template_}, Dice{text});
  walk(Story::seated(*template_), Dice{text});
}

}  // namespace stepback::fuzz
