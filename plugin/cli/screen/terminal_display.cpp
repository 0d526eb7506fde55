#include "plugin/cli/screen/terminal_display.hpp"

#include <utility>

namespace stepback::cli {
namespace {

// More than the tallest terminal shows.
constexpr std::size_t kMostLog = 32;
constexpr std::size_t kMostSignals = 3;

}  // namespace

TerminalDisplay::Typed TerminalDisplay::keys(std::string_view bytes) {
  Typed typed;
  for (const char byte : bytes) take(editor_.feed(byte), typed);
  take(editor_.settle(), typed);
  return typed;
}

void TerminalDisplay::take(LineEditor::Key key, Typed& typed) {
  switch (key) {
    case LineEditor::Key::entered:
      if (editor_.entered().empty()) {
        dismiss();
      } else {
        page_.clear();
        typed.lines.push_back(editor_.entered());
      }
      break;
    case LineEditor::Key::end:
      typed.end = true;
      break;
    case LineEditor::Key::redraw:
      terminal_.forget();
      break;
    case LineEditor::Key::dismiss:
      dismiss();
      break;
    case LineEditor::Key::none:
    case LineEditor::Key::changed:
      break;
  }
}

// Removes the page that hides the circle; if there is none, the signals beside it.
void TerminalDisplay::dismiss() {
  if (page_.empty()) signals_.clear();
  page_.clear();
}

// A person may need help, so the signal stays visible until it is dismissed.
void TerminalDisplay::urgent_line(const std::string& sentence) {
  add(sentence, Tone::warning);
  page_.clear();
  signals_.push_back(sentence);
  if (signals_.size() > kMostSignals) signals_.pop_front();
}

void TerminalDisplay::link_line(const std::string& sentence, const std::string& link) {
  page_ = {sentence, {}, link, {}};
}

void TerminalDisplay::add(const std::string& sentence, Tone tone) {
  log_.push_back({sentence, tone});
  if (log_.size() > kMostLog) log_.pop_front();
}

void TerminalDisplay::draw(CircleView view) {
  view.log.assign(log_.begin(), log_.end());
  view.signals.assign(signals_.begin(), signals_.end());
  view.page = page_;
  view.input = editor_.text();
  view.cursor_columns = editor_.cursor_columns();
  const Terminal::Size size = Terminal::size();
  const Screen screen = cli::draw(view, size.columns, size.rows, look_);
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < screen.canvas.height(); ++row) {
    rows.push_back(screen.canvas.styled(row, look_));
  }
  terminal_.show(rows, screen.cursor_row, screen.cursor_column);
}

}  // namespace stepback::cli
