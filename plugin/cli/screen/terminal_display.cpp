#include "plugin/cli/screen/terminal_display.hpp"

#include <utility>

#include "plugin/cli/words/signal_narration.hpp"

namespace stepback::cli {
namespace {

// More than the tallest terminal shows.
constexpr std::size_t kMostLog = 32;

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
        page_.clear();
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
      page_.clear();
      break;
    case LineEditor::Key::none:
    case LineEditor::Key::changed:
      break;
  }
}

// A person may need help. The signal also stays beside the circle until it is dealt with.
void TerminalDisplay::urgent_line(const std::string& sentence) {
  add(sentence, Tone::warning);
  page_.clear();
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
  if (view.state != nullptr) view.signals = open_signals(*view.state);
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
