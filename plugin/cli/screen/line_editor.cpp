#include "plugin/cli/screen/line_editor.hpp"

#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

// Enough for the longest chat line (2,000 characters) with its command.
constexpr std::size_t kMostCharacters = 2100;
constexpr std::size_t kMostHistory = 100;

constexpr char32_t ctrl(char letter) {
  return static_cast<char32_t>(letter - '@');
}
constexpr char32_t kEscape = 0x1B;
constexpr char32_t kDelete = 0x7F;

// The number of bytes in the UTF-8 character that begins with this byte; 1 if none does.
std::size_t length_of(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

}  // namespace

LineEditor::Key LineEditor::feed(char byte) {
  if (escape_ == Escape::escape) {
    if (byte == '[' || byte == 'O') {
      escape_ = Escape::bracket;
      parameters_.clear();
      return Key::none;
    }
    escape_ = Escape::none;  // Alt with a key counts as the key
    return feed(byte);
  }
  if (escape_ == Escape::bracket) {
    // ECMA-48: parameter and intermediate bytes, then one final byte from '@' to '~'.
    if (byte >= '@' && byte <= '~') return sequence(byte);
    parameters_ += byte;
    return Key::none;
  }
  partial_ += byte;
  if (partial_.size() < length_of(static_cast<unsigned char>(partial_.front()))) return Key::none;
  const std::u32string decoded = decode_utf8(partial_);
  partial_.clear();
  Key result = Key::none;
  for (const char32_t c : decoded) result = key(c);
  return result;
}

LineEditor::Key LineEditor::settle() {
  if (escape_ != Escape::escape) return Key::none;
  escape_ = Escape::none;
  return Key::dismiss;
}

LineEditor::Key LineEditor::key(char32_t c) {
  if (c == kEscape) {
    escape_ = Escape::escape;
    return Key::none;
  }
  if (c < 0x20 || c == kDelete) return control(c);
  if (text_.size() >= kMostCharacters || printable(encode_utf8(c)) != encode_utf8(c)) {
    return Key::none;
  }
  text_.insert(cursor_++, 1, c);
  return Key::changed;
}

LineEditor::Key LineEditor::control(char32_t c) {
  switch (c) {
    case U'\r':
    case U'\n':
      return pasting_ ? key(U' ') : enter();
    case ctrl('A'):
      cursor_ = 0;
      return Key::changed;
    case ctrl('E'):
      cursor_ = text_.size();
      return Key::changed;
    case ctrl('B'):
      if (cursor_ > 0) --cursor_;
      return Key::changed;
    case ctrl('F'):
      if (cursor_ < text_.size()) ++cursor_;
      return Key::changed;
    case ctrl('D'):
      if (text_.empty()) return Key::end;
      erase(cursor_, cursor_ + 1);
      return Key::changed;
    case ctrl('H'):
    case kDelete:
      if (cursor_ > 0) erase(cursor_ - 1, cursor_);
      return Key::changed;
    case ctrl('K'):
      erase(cursor_, text_.size());
      return Key::changed;
    case ctrl('U'):
      erase(0, cursor_);
      return Key::changed;
    case ctrl('W'):
      erase(word_before(), cursor_);
      return Key::changed;
    case ctrl('P'):
      return recall(recalled_ == 0 ? 0 : recalled_ - 1);
    case ctrl('N'):
      return recall(recalled_ + 1);
    case ctrl('L'):
      return Key::redraw;
    default:
      return Key::none;
  }
}

LineEditor::Key LineEditor::sequence(char last) {
  escape_ = Escape::none;
  switch (last) {
    case 'A':
      return control(ctrl('P'));
    case 'B':
      return control(ctrl('N'));
    case 'C':
      return control(ctrl('F'));
    case 'D':
      return control(ctrl('B'));
    case 'H':
      return control(ctrl('A'));
    case 'F':
      return control(ctrl('E'));
    case '~':
      if (parameters_ == "3") {
        erase(cursor_, cursor_ + 1);
        return Key::changed;
      }
      if (parameters_ == "200" || parameters_ == "201") {
        pasting_ = parameters_ == "200";
        return Key::none;
      }
      if (parameters_ == "1" || parameters_ == "7") return control(ctrl('A'));
      if (parameters_ == "4" || parameters_ == "8") return control(ctrl('E'));
      return Key::none;
    default:
      return Key::none;
  }
}

LineEditor::Key LineEditor::enter() {
  entered_ = text();
  const bool repeated = !history_.empty() && history_.back() == text_;
  if (!text_.empty() && !repeated) history_.push_back(text_);
  if (history_.size() > kMostHistory) history_.erase(history_.begin());
  recalled_ = history_.size();
  text_.clear();
  cursor_ = 0;
  return Key::entered;
}

LineEditor::Key LineEditor::recall(std::size_t index) {
  if (index > history_.size()) return Key::none;
  recalled_ = index;
  text_ = index == history_.size() ? std::u32string{} : history_[index];
  cursor_ = text_.size();
  return Key::changed;
}

void LineEditor::erase(std::size_t from, std::size_t to) {
  if (from >= text_.size() || to <= from) return;
  text_.erase(from, to - from);
  cursor_ = from;
}

std::size_t LineEditor::word_before() const {
  std::size_t at = cursor_;
  while (at > 0 && text_[at - 1] == U' ') --at;
  while (at > 0 && text_[at - 1] != U' ') --at;
  return at;
}

std::string LineEditor::text() const {
  std::string text;
  for (const char32_t c : text_) text += encode_utf8(c);
  return text;
}

std::size_t LineEditor::cursor_columns() const {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < cursor_; ++i) columns += columns_of(text_[i]);
  return columns;
}

}  // namespace stepback::cli
