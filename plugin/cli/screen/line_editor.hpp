#pragma once

// Edits the line that a person types into the live view, key by key. Pure.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stepback::cli {

/// Understands UTF-8, the arrow keys, Home, End, Delete, Backspace, and the usual control keys: ^A
/// ^E ^B ^F ^U ^K ^W ^D ^L. Up and down go through earlier lines. A marked paste (xterm's mode
/// 2004) stays one line.
class LineEditor {
 public:
  enum class Key { none, changed, entered, end, redraw, dismiss };

  /// Takes the next byte of input. Returns `entered` if entered() holds a finished line, `end` for
  /// ^D on an empty line, `dismiss` for Escape.
  Key feed(char byte);
  /// Call it when no byte has followed: an Escape was then the key itself, not the beginning of a
  /// sequence.
  Key settle();

  const std::string& entered() const { return entered_; }
  std::string text() const;
  /// The number of columns left of the cursor.
  std::size_t cursor_columns() const;

 private:
  Key key(char32_t code_point);
  Key control(char32_t code_point);
  Key sequence(char last);
  Key enter();
  Key recall(std::size_t index);
  void erase(std::size_t from, std::size_t to);
  std::size_t word_before() const;

  enum class Escape { none, escape, bracket };
  Escape escape_ = Escape::none;
  bool pasting_ = false;    // a pasted line end becomes a space
  std::string parameters_;  // of an escape sequence
  std::string partial_;     // of a UTF-8 character
  std::u32string text_;
  std::size_t cursor_ = 0;
  std::string entered_;
  std::vector<std::u32string> history_;
  std::size_t recalled_ = 0;  // history_.size() for the new line
};

}  // namespace stepback::cli
