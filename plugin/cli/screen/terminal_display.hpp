#pragma once

// The live view on a terminal: the circle, the narration below it, and a line to type in.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/cli/screen/circle/circle_view.hpp"
#include "plugin/cli/screen/display.hpp"
#include "plugin/cli/screen/line_editor.hpp"
#include "plugin/cli/screen/terminal.hpp"

namespace stepback::cli {

class TerminalDisplay final : public NarratingDisplay {
 public:
  explicit TerminalDisplay(Look look) : look_{look} {}

  /// The typed input: the finished lines, and whether the person ended the input (^D).
  struct Typed {
    std::vector<std::string> lines;
    bool end = false;
  };
  Typed keys(std::string_view bytes);

  /// Call it when the window has another size.
  void resized() { terminal_.forget(); }
  /// Draws `view`, with the log, page and input of this display.
  void draw(CircleView view);
  bool alive() const override { return terminal_.alive(); }
  bool is_read() const override { return true; }

 private:
  void line(const std::string& sentence) override { add(sentence, Tone::plain); }
  void urgent_line(const std::string& sentence) override;
  /// As a page: the lines beside the circle have no room for a whole link.
  void link_line(const std::string& sentence, const std::string& link) override;
  void page(const std::vector<std::string>& lines) override { page_ = lines; }
  void add(const std::string& sentence, Tone tone);
  void take(LineEditor::Key key, Typed& typed);

  Look look_;
  Terminal terminal_;
  LineEditor editor_;
  std::deque<StyledLine> log_;
  std::vector<std::string> page_;
};

}  // namespace stepback::cli
