#include "plugin/cli/screen/circle/circle_middle.hpp"

#include <utility>

#include "plugin/cli/words/text.hpp"
#include "plugin/cli/words/time_words.hpp"

namespace stepback::cli {

ClockWords clock_of_phase(const stepback_state& state, Instant now) {
  if (state.ended_at != 0) return {"The session has ended", {}};
  if (state.held) return {"The clock stands still", {}};
  if (state.begun_at == 0) return {"Not begun yet", {}};
  if (state.phase_until == 0) return {};
  const stepback_participant* who = presenter(state);
  const bool to_return =
      who != nullptr && is_stepped_back(*who) && state.return_at == state.phase_until;
  const std::int64_t left = state.phase_until - now;
  const std::string at = time_of_day(state.phase_until);
  if (left <= 0)
    return {to_return ? "The planned return has come" : "The planned end has come",
            "planned for " + at};
  return {minutes_in_words(left) + (to_return ? " to the return" : " left"),
          (to_return ? "planned for " : "planned until ") + at};
}

std::vector<StyledLine> middle_of(const stepback_state& state, Instant now, bool not_private,
                                  Sink sink, std::size_t columns) {
  std::vector<StyledLine> lines;
  const auto add = [&](const std::string& text, Tone tone) {
    if (text.empty()) return;
    for (std::string& line : wrap(text, columns)) lines.push_back({std::move(line), tone});
  };
  const stepback_participant* me = self(state);
  if (me != nullptr && is_outside(*me)) {
    add("You wait outside", Tone::bold);
    add("A leader will let you in.", Tone::plain);
    return lines;
  }
  add(printable(state.phase_title), Tone::bold);
  const ClockWords clock = clock_of_phase(state, now);
  add(clock.left, state.held ? Tone::warning : Tone::plain);
  add(clock.at, Tone::dim);
  if (me == nullptr) return lines;
  if (is_stepped_back(*me)) {
    add(state.may.show != 0 ? "Nobody hears you." : "Nobody hears or sees you.", Tone::accent);
    const bool hears = !not_private && sink == Sink::speaker;
    add(not_private           ? "Not private here: no sound"
        : sink == Sink::none  ? "No sound is played: you hear nobody."
        : sink == Sink::file  ? "No sound is played. It is written to a file."
        : state.may.hear != 0 ? "You hear everyone."
                              : "You hear nobody.",
        hears ? Tone::accent : Tone::warning);
  } else if (not_private) {
    add("Not private here: no sound", Tone::warning);
  } else if (me->audio) {
    add("Your microphone is open", Tone::open);
  } else {
    add(state.may.speak ? "Your microphone is closed" : "You listen now", Tone::dim);
  }
  return lines;
}

}  // namespace stepback::cli
