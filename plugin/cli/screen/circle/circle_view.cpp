#include "plugin/cli/screen/circle/circle_view.hpp"

#include <algorithm>
#include <iterator>

#include "plugin/cli/screen/circle/chairs.hpp"
#include "plugin/cli/screen/circle/circle_middle.hpp"
#include "plugin/cli/screen/circle/ring.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"
#include "plugin/cli/words/time_words.hpp"

namespace stepback::cli {
namespace {

constexpr std::size_t kMargin = 1;
constexpr std::size_t kLabel = 11;  // "Observers  "
// Each prompt stays for this long before the next one: long enough to read it while people talk.
constexpr std::int64_t kPromptMs = 2 * kMinuteMs;

class Painter {
 public:
  Painter(const CircleView& view, std::size_t width, std::size_t height, const Look& look)
      : view_{view}, look_{look}, canvas_{width, height} {}

  Screen paint() {
    std::size_t top = 0;
    std::size_t bottom = canvas_.height();
    std::size_t cursor_column = 0;
    if (bottom > 0) cursor_column = input(--bottom);
    if (bottom > 10) --bottom;  // a blank row
    const bool paged = !view_.page.empty();
    if (!paged) bottom = log(bottom);
    if (view_.state != nullptr && bottom >= 6) top = head();
    if (paged) {
      page(top, bottom);
    } else if (view_.state != nullptr) {
      bottom = beside(top, bottom);
      if (bottom > top) circle(top, bottom - top);
    }
    const std::size_t last = canvas_.height() == 0 ? 0 : canvas_.height() - 1;
    return {std::move(canvas_), last, cursor_column};
  }

 private:
  std::string_view dot() const { return look_.unicode ? " · " : " - "; }
  std::size_t inner() const {
    return canvas_.width() > 2 * kMargin ? canvas_.width() - 2 * kMargin : 1;
  }
  std::string fit(std::string_view text, std::size_t columns) const {
    return shorten(text, columns, look_.unicode ? "…" : "~");
  }

  // Draws the input so that the cursor stays visible. Returns the cursor's column.
  std::size_t input(std::size_t row) {
    const std::string_view mark = look_.unicode ? "› " : "> ";
    const std::size_t before = kMargin + columns_of(mark);
    const std::size_t room = canvas_.width() > before + 1 ? canvas_.width() - before - 1 : 1;
    canvas_.put(row, kMargin, mark, Tone::accent);
    std::size_t hidden = 0;
    std::u32string text = decode_utf8(view_.input);
    while (!text.empty() && view_.cursor_columns - hidden > room) {
      hidden += columns_of(text.front());
      text.erase(0, 1);
    }
    std::string shown;
    for (const char32_t c : text) shown += encode_utf8(c);
    canvas_.put(row, before, shown);
    return std::min(before + view_.cursor_columns - hidden,
                    canvas_.width() == 0 ? 0 : canvas_.width() - 1);
  }

  // Draws the newest lines above `bottom`. Returns the row where they begin.
  std::size_t log(std::size_t bottom) {
    const std::size_t rows = std::min(std::clamp<std::size_t>(canvas_.height() / 6, 2, 8), bottom);
    std::vector<StyledLine> shown;
    for (auto entry = view_.log.rbegin(); entry != view_.log.rend() && shown.size() < rows;
         ++entry) {
      const bool newest = entry == view_.log.rbegin();
      const Tone tone = entry->tone == Tone::plain && !newest ? Tone::dim : entry->tone;
      std::vector<std::string> lines = wrap(printable(entry->text), inner());
      for (auto line = lines.rbegin(); line != lines.rend() && shown.size() < rows; ++line) {
        shown.push_back({*line, tone});
      }
    }
    std::size_t row = bottom;
    for (const StyledLine& line : shown) canvas_.put(--row, kMargin, line.text, line.tone);
    return bottom - rows;
  }

  // Draws the title and the phases. Returns the row below them.
  std::size_t head() {
    const stepback_state& state = *view_.state;
    std::string aside;
    const auto add = [&](std::string_view part) {
      if (!aside.empty()) aside += dot();
      aside += part;
    };
    if (!view_.connected) add("connection lost");
    if (view_.not_private) add("not private: no sound");
    if (view_.recording) add("recording");
    if (state.locked && state.may.lead) add("locked");
    const std::size_t right = columns_of(aside);
    const std::string title =
        fit(printable(state.title), inner() > right + 2 ? inner() - right - 2 : 1);
    canvas_.put(0, kMargin, title, Tone::bold);
    if (state.cases > 1) {
      canvas_.put(0, kMargin + columns_of(title),
                  std::string{dot()} + "case " + std::to_string(state.case_number) + " of " +
                      std::to_string(state.cases),
                  Tone::dim);
    }
    if (right < inner()) canvas_.put(0, kMargin + inner() - right, aside, Tone::warning);
    phases();
    return 3;
  }

  // Draws as many phases around the present one as have room.
  void phases() {
    const stepback_state& state = *view_.state;
    const auto all = phases_of(state);
    const auto present = phase_index(state);
    if (!present) return;
    const std::string_view step = look_.unicode ? " → " : " > ";
    const std::string_view more = look_.unicode ? "…" : "..";
    std::size_t first = *present;
    std::size_t last = *present;
    const auto columns = [&](std::size_t index) {
      return columns_of(printable(all[index]->title)) + columns_of(step);
    };
    std::size_t used = columns(*present) + 2 * (columns_of(step) + columns_of(more));
    for (bool grown = true; grown;) {
      grown = false;
      if (last + 1 < all.size() && used + columns(last + 1) <= inner()) {
        used += columns(++last);
        grown = true;
      }
      if (first > 0 && used + columns(first - 1) <= inner()) {
        used += columns(--first);
        grown = true;
      }
    }
    std::size_t column = kMargin;
    const auto write = [&](std::string_view text, Tone tone) {
      canvas_.put(1, column, text, tone);
      column += columns_of(text);
    };
    if (first > 0) write(more, Tone::dim);
    for (std::size_t i = first; i <= last; ++i) {
      if (column > kMargin) write(step, Tone::dim);
      write(printable(all[i]->title), i == *present ? Tone::accent : Tone::dim);
    }
    if (last + 1 < all.size()) write(std::string{step}.append(more), Tone::dim);
  }

  void labelled(std::size_t row, std::string_view label, std::string_view text, Tone tone) {
    canvas_.put(row, kMargin, label, Tone::dim);
    canvas_.put(row, kMargin + kLabel, fit(text, inner() > kLabel ? inner() - kLabel : 1), tone);
  }

  // Draws the people outside the circle, the signals and a prompt. Returns the row above them.
  std::size_t beside(std::size_t top, std::size_t bottom) {
    const stepback_state& state = *view_.state;
    sentences::Names observers;
    sentences::Names outside;
    for (const stepback_participant* each : participants_of(state)) {
      const std::string name = printable(each->name) + (each->connected ? "" : " (not connected)");
      if (is_outside(*each)) outside.push_back(name);
      if (!is_outside(*each) && each->seat == STEPBACK_SEAT_OBSERVER) observers.push_back(name);
    }
    constexpr std::size_t kLeastCircle = 4;
    const auto room = [&] { return bottom > top + kLeastCircle; };
    if (room()) --bottom;  // a blank row
    const auto prompts = prompts_of(state);
    if (state.may.lead && !prompts.empty() && room()) {
      const Instant since = std::max<Instant>(0, clock_of(state, view_.now) - state.phase_since);
      const auto turn = static_cast<std::size_t>(since / kPromptMs);
      labelled(--bottom, "Prompt", printable(prompts[turn % prompts.size()]), Tone::plain);
    }
    for (auto signal = view_.signals.rbegin(); signal != view_.signals.rend() && room(); ++signal) {
      labelled(--bottom, "Signal", printable(*signal) + "  (type: done NAME)", Tone::warning);
    }
    if (!outside.empty() && state.may.lead && room()) {
      labelled(--bottom, "Outside", sentences::list_names(outside) + "  (type: admit NAME)",
               Tone::warning);
    }
    if (!observers.empty() && room()) {
      labelled(--bottom, "Observers", sentences::list_names(observers), Tone::plain);
    }
    return bottom;
  }

  // Draws the page in the place of everything but the head and the input.
  void page(std::size_t top, std::size_t bottom) {
    std::size_t row = top;
    std::vector<std::string> lines;
    for (const std::string& line : view_.page) {
      const std::string shown = printable(line);
      // A line with room for it keeps its columns.
      if (columns_of(shown) <= inner()) {
        lines.push_back(shown);
      } else {
        std::ranges::move(wrap(shown, inner()), std::back_inserter(lines));
      }
    }
    for (const std::string& line : lines) {
      if (row >= bottom) return;
      const bool cut = row + 1 == bottom && &line != &lines.back();
      canvas_.put(row++, kMargin, cut ? fit("(the window is too low for more)", inner()) : line);
    }
    if (row + 1 < bottom)
      canvas_.put(row + 1, kMargin, "Enter goes back to the circle.", Tone::dim);
  }

  // Draws the circle with as much text on each chair, and with the first chair as near to the top,
  // as there is room for.
  void circle(std::size_t top, std::size_t height) {
    for (const bool details : {true, false}) {
      for (const double turn : {0.0, 0.25, -0.25, 0.5}) {
        for (const std::size_t chair_columns : {24U, 18U, 14U, 10U}) {
          for (const std::size_t middle_columns : {36U, 26U}) {
            if (ring({chair_columns, details}, middle_columns, turn, top, height)) return;
          }
        }
      }
    }
    list(top, height);
  }

  // Draws the ring with chairs of this size around a middle of this width. Returns false if there
  // is no room.
  bool ring(const ChairSize& size, std::size_t middle_columns, double turn, std::size_t top,
            std::size_t height) {
    const std::size_t width = inner();
    const std::vector<StyledLine> lines =
        middle_of(*view_.state, view_.now, view_.not_private, view_.sink, middle_columns);
    Middle free{0, lines.size()};
    for (const StyledLine& line : lines) free.width = std::max(free.width, columns_of(line.text));
    if (free.width > width || free.height > height) return false;
    const std::vector<Chair> chairs = chairs_of(*view_.state, size, look_);
    const std::vector<Place> places = place_round(chairs, width, height, free, turn);
    if (places.size() != chairs.size()) return false;
    for (std::size_t i = 0; i < places.size(); ++i) {
      chair(chairs[i], top + places[i].row, kMargin + places[i].column);
    }
    std::size_t row = top + (height - lines.size()) / 2;
    for (const StyledLine& line : lines) {
      canvas_.put_centred(row++, kMargin, width, line.text, line.tone);
    }
    return true;
  }

  void chair(const Chair& chair, std::size_t row, std::size_t column) {
    for (const Chair::Line& line : chair.lines) {
      const std::size_t left = column + (chair.width - columns_of(line.text)) / 2;
      canvas_.put(row, left, line.text, line.tone);
      const std::u32string text = decode_utf8(line.text);
      if (!text.empty()) canvas_.put(row, left, encode_utf8(text.front()), line.mark);
      ++row;
    }
  }

  // Draws a list instead of the ring: the phase, the clock, and one line for each person.
  void list(std::size_t top, std::size_t height) {
    const std::string phase = printable(view_.state->phase_title);
    const std::string time = clock_of_phase(*view_.state, view_.now).left;
    canvas_.put(top, kMargin,
                fit(time.empty() ? phase : phase + std::string{dot()} + time, inner()), Tone::bold);
    const std::vector<std::string> people = sentences::who(*view_.state);
    const std::size_t rows = height - 1;
    for (std::size_t i = 0; i < people.size() && i < rows; ++i) {
      const bool cut = i + 1 == rows && people.size() > rows;
      const std::string line =
          cut ? "and " + std::to_string(people.size() - i) + " more (type: who)" : people[i];
      canvas_.put(top + 1 + i, kMargin, fit(printable(line), inner()));
    }
  }

  const CircleView& view_;
  const Look& look_;
  Canvas canvas_;
};

}  // namespace

Screen draw(const CircleView& view, std::size_t width, std::size_t height, const Look& look) {
  return Painter{view, width, height, look}.paint();
}

}  // namespace stepback::cli
