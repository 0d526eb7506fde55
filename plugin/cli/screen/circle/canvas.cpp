#include "plugin/cli/screen/circle/canvas.hpp"

#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

std::string_view sequence_of(Tone tone, const Look& look) {
  switch (tone) {
    case Tone::plain:
      return "\x1b[0m";
    case Tone::bold:
      return "\x1b[0;1m";
    case Tone::dim:
      return "\x1b[0;2m";
    case Tone::accent:
      return look.colour ? "\x1b[0;36m" : "\x1b[0;1m";
    case Tone::open:
      return look.colour ? "\x1b[0;32m" : "\x1b[0;1m";
    case Tone::warning:
      break;
  }
  return look.colour ? "\x1b[0;33m" : "\x1b[0;1m";
}

}  // namespace

Canvas::Canvas(std::size_t width, std::size_t height)
    : width_{width}, rows_(height, std::vector<Cell>(width)) {}

void Canvas::put(std::size_t row, std::size_t column, std::string_view text, Tone tone) {
  if (row >= rows_.size()) return;
  std::vector<Cell>& cells = rows_[row];
  for (const char32_t c : decode_utf8(text)) {
    const std::size_t columns = columns_of(c);
    if (columns == 0) {
      if (column > 0 && column <= width_) cells[column - 1].glyph += encode_utf8(c);
      continue;
    }
    if (column + columns > width_) return;
    cells[column] = {encode_utf8(c), tone};
    if (columns == 2) cells[column + 1] = {{}, tone};
    column += columns;
  }
}

void Canvas::put_centred(std::size_t row, std::size_t left, std::size_t width,
                         std::string_view text, Tone tone) {
  const std::string fitting = shorten(text, width);
  put(row, left + (width - columns_of(fitting)) / 2, fitting, tone);
}

std::size_t Canvas::used_columns(std::size_t row) const {
  std::size_t used = width_;
  while (used > 0 && rows_[row][used - 1].glyph == " ") --used;
  return used;
}

std::string Canvas::text(std::size_t row) const {
  std::string text;
  const std::size_t used = used_columns(row);
  for (std::size_t i = 0; i < used; ++i) text += rows_[row][i].glyph;
  return text;
}

std::string Canvas::styled(std::size_t row, const Look& look) const {
  std::string text;
  Tone tone = Tone::plain;
  const std::size_t used = used_columns(row);
  for (std::size_t i = 0; i < used; ++i) {
    const Cell& cell = rows_[row][i];
    if (cell.tone != tone) text += sequence_of(cell.tone, look);
    tone = cell.tone;
    text += cell.glyph;
  }
  if (tone != Tone::plain) text += sequence_of(Tone::plain, look);
  return text;
}

}  // namespace stepback::cli
