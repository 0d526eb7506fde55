#pragma once

// A screen of character cells to draw on, and its rows as text. Pure.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace stepback::cli {

/// How a piece of text looks. No information is in the tone only.
enum class Tone { plain, bold, dim, accent, open, warning };

struct StyledLine {
  std::string text;
  Tone tone = Tone::plain;
};

/// The abilities of the terminal.
struct Look {
  bool colour = true;   ///< off: only bold and dim (NO_COLOR)
  bool unicode = true;  ///< off: draw in ASCII only; names stay as they are
};

class Canvas {
 public:
  Canvas(std::size_t width, std::size_t height);

  std::size_t width() const { return width_; }
  std::size_t height() const { return rows_.size(); }

  /// Writes from (row, column) to the right, and cuts off the rest. The text must be printable
  /// (text.hpp).
  void put(std::size_t row, std::size_t column, std::string_view text, Tone tone = Tone::plain);
  /// Writes in the middle of the `width` columns from `left`, shortened to fit.
  void put_centred(std::size_t row, std::size_t left, std::size_t width, std::string_view text,
                   Tone tone = Tone::plain);

  /// A row as bare text, without trailing blanks.
  std::string text(std::size_t row) const;
  /// The same row with the control sequences (ECMA-48 SGR) for its tones.
  std::string styled(std::size_t row, const Look& look) const;

 private:
  struct Cell {
    std::string glyph{" "};  // empty: the right half of a wide glyph
    Tone tone = Tone::plain;
  };
  std::size_t used_columns(std::size_t row) const;

  std::size_t width_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace stepback::cli
