#include "protocol/base/text.hpp"

#include "protocol/base/limits.hpp"

namespace stepback::protocol {
namespace {

constexpr char32_t kLastCodePoint = 0x10FFFF;

bool within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

/// Removes the first code point from `rest` and returns it; if it is not valid UTF-8, leaves `rest`
/// unchanged and returns nothing.
std::optional<char32_t> take_code_point(std::string_view& rest) {
  if (rest.empty()) return std::nullopt;
  const auto lead = static_cast<unsigned char>(rest.front());
  std::size_t size = 1;
  char32_t value = lead;
  char32_t least = 0;  // a smaller value would be an overlong form
  if (lead >= 0x80) {
    if (within(lead, 0xC2, 0xDF)) {
      size = 2, value = lead & 0x1FU, least = 0x80;
    } else if (within(lead, 0xE0, 0xEF)) {
      size = 3, value = lead & 0x0FU, least = 0x800;
    } else if (within(lead, 0xF0, 0xF4)) {
      size = 4, value = lead & 0x07U, least = 0x10000;
    } else {
      return std::nullopt;
    }
  }
  if (rest.size() < size) return std::nullopt;
  for (std::size_t i = 1; i < size; ++i) {
    const auto next = static_cast<unsigned char>(rest[i]);
    if ((next & 0xC0U) != 0x80) return std::nullopt;
    value = value << 6 | (next & 0x3FU);
  }
  if (value < least || value > kLastCodePoint || within(value, 0xD800, 0xDFFF)) return std::nullopt;
  rest.remove_prefix(size);
  return value;
}

bool is_control(char32_t c) {
  return c < 0x20 || within(c, 0x7F, 0x9F);
}

bool breaks_or_turns_a_line(char32_t c) {
  return within(c, 0x2028, 0x202E) || within(c, 0x2066, 0x2069);
}

/// Unicode's White_Space and characters without width.
bool is_blank(char32_t c) {
  return c == 0x20 || c == 0xA0 || c == 0xAD || c == 0x1680 || within(c, 0x2000, 0x200F) ||
         c == 0x202F || within(c, 0x205F, 0x2064) || c == 0x3000 || c == 0xFEFF;
}

}  // namespace

std::optional<std::size_t> count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    if (!take_code_point(text)) return std::nullopt;
  }
  return count;
}

bool valid_line(std::string_view text, std::size_t most) {
  bool visible = false;
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    const auto c = take_code_point(text);
    if (!c || is_control(*c) || breaks_or_turns_a_line(*c)) return false;
    visible = visible || !is_blank(*c);
  }
  return visible && count <= most;
}

bool valid_paragraph(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    const auto c = take_code_point(text);
    if (!c || (is_control(*c) && *c != U'\n' && *c != U'\t')) return false;
  }
  return count >= 1 && count <= most;
}

bool valid_name(std::string_view name) {
  return valid_line(name, kLimits.name_characters);
}

std::string join_words(std::span<const std::string_view> words, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace stepback::protocol
