#include "plugin/cli/screen/circle/chairs.hpp"

#include <algorithm>

#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

// The smallest chair that circle_view asks for. The name on an empty chair leaves half of that
// free.
constexpr std::size_t kLeastColumns = 10;

bool has_chair(const stepback_participant& who) {
  return !is_outside(who) && who.seat != STEPBACK_SEAT_OBSERVER;
}

// The people of the circle in the server's order, turned so that the facilitator is first; without
// a facilitator, a co-facilitator.
std::vector<const stepback_participant*> seated(const stepback_state& state) {
  std::vector<const stepback_participant*> people;
  for (const stepback_participant* each : participants_of(state)) {
    if (has_chair(*each)) people.push_back(each);
  }
  for (const stepback_seat first : {STEPBACK_SEAT_FACILITATOR, STEPBACK_SEAT_CO_FACILITATOR}) {
    const auto found = std::ranges::find(people, first, &stepback_participant::seat);
    if (found == people.end()) continue;
    std::rotate(people.begin(), found, people.end());
    break;
  }
  return people;
}

std::string fitting(const std::string& text, std::size_t columns, const Look& look) {
  return shorten(text, columns, look.unicode ? "…" : "~");
}

std::string detail_of(const stepback_participant& who, bool you) {
  std::string text;
  const auto add = [&](std::string_view part) {
    if (!text.empty()) text += ", ";
    text += part;
  };
  if (who.seat != STEPBACK_SEAT_MEMBER) add(sentences::seat_title(who.seat));
  if (you) add("you");
  if (!who.connected) add("not connected");
  if (is_silent(who)) add("does not answer");
  if (who.hand) add("hand up");
  if (who.records) add("records");
  return text;
}

struct Listening {
  std::string text;
  bool well = true;  ///< nothing that a person should look after
};

// How well the presenter outside the circle hears, as far as the person who sees the state may
// know.
Listening listening(const stepback_state& state, const stepback_participant& who) {
  if (!who.connected) return {"not connected", false};
  if (is_silent(who)) return {"does not answer", false};
  if (is_you(state, who)) return {"you, aside"};
  if (who.hearing == STEPBACK_HEARING_OK) return {"listening"};
  if (who.hearing == STEPBACK_HEARING_POOR) return {"hears poorly", false};
  if (who.hearing == STEPBACK_HEARING_NONE) return {"does not hear", false};
  return {"stepped back"};  // not known, or not shown to you
}

Chair person(const stepback_participant& who, bool you, const ChairSize& size, const Look& look) {
  const std::string mark = who.audio ? (look.unicode ? "●" : "*") : (look.unicode ? "○" : "o");
  const Tone mark_tone = who.audio ? Tone::open : Tone::dim;
  const Tone tone = !who.connected ? Tone::dim : you ? Tone::bold : Tone::plain;
  Chair chair;
  chair.lines.push_back(
      {mark + " " + fitting(printable(who.name), size.columns - 2, look), tone, mark_tone});
  const std::string detail = size.details ? detail_of(who, you) : std::string{};
  if (!detail.empty()) {
    chair.lines.push_back({fitting(detail, size.columns, look), Tone::dim, Tone::dim});
  }
  return chair;
}

// A named, empty, dashed chair shows that this person is not gone.
Chair empty_chair(const stepback_state& state, const stepback_participant& who,
                  const ChairSize& size, const Look& look) {
  const auto [status, well] = listening(state, who);
  const std::size_t for_name = size.columns - kLeastColumns / 2;
  const std::string inside = " " + fitting(printable(who.name), for_name, look) +
                             (look.unicode ? " · " : " - ") + status + " ";
  std::string edge;
  for (std::size_t i = 0; i < columns_of(inside); ++i) edge += look.unicode ? "╌" : "-";
  const Tone tone = well ? Tone::accent : Tone::warning;
  Chair chair;
  if (look.unicode) {
    chair.lines = {{"╭" + edge + "╮", tone, tone},
                   {"╎" + inside + "╎", tone, tone},
                   {"╰" + edge + "╯", tone, tone}};
  } else {
    chair.lines = {{"." + edge + ".", tone, tone},
                   {":" + inside + ":", tone, tone},
                   {"'" + edge + "'", tone, tone}};
  }
  if (!size.details) chair.lines = {chair.lines[1]};
  return chair;
}

}  // namespace

std::vector<Chair> chairs_of(const stepback_state& state, const ChairSize& size, const Look& look) {
  std::vector<Chair> chairs;
  for (const stepback_participant* each : seated(state)) {
    const bool you = is_you(state, *each);
    Chair chair = is_stepped_back(*each) ? empty_chair(state, *each, size, look)
                                         : person(*each, you, size, look);
    for (const Chair::Line& line : chair.lines) {
      chair.width = std::max(chair.width, columns_of(line.text));
    }
    chairs.push_back(std::move(chair));
  }
  return chairs;
}

}  // namespace stepback::cli
