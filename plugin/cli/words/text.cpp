#include "plugin/cli/words/text.hpp"

#include <clocale>
#include <cwchar>
#include <cwctype>

namespace stepback::cli {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Unicode's widths and cases, whatever the locale of the process. glibc has C.UTF-8 built in.
locale_t unicode_locale() {
  static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return locale;
}

class WithUnicode {
 public:
  WithUnicode() : before_{unicode_locale() != nullptr ? uselocale(unicode_locale()) : nullptr} {}
  ~WithUnicode() {
    if (before_ != nullptr) uselocale(before_);
  }
  WithUnicode(const WithUnicode&) = delete;
  WithUnicode& operator=(const WithUnicode&) = delete;

 private:
  locale_t before_;
};

// The number of bytes after this first byte, or -1 if it cannot be a first byte.
int bytes_after(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first <= 0xDF) return 1;
  if (first >= 0xE0 && first <= 0xEF) return 2;
  if (first >= 0xF0 && first <= 0xF4) return 3;
  return -1;
}

bool is_whole(char32_t code_point, int after) {
  const char32_t least = after == 1 ? 0x80 : after == 2 ? 0x800 : after == 3 ? 0x10000 : 0;
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return code_point >= least && code_point <= 0x10FFFF && !surrogate;
}

bool steers(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool separator = c == 0x2028 || c == 0x2029;
  const bool direction =
      c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return control || separator || direction;
}

}  // namespace

std::u32string decode_utf8(std::string_view text) {
  std::u32string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const int after = bytes_after(first);
    ++i;
    if (after < 0) {
      decoded += kReplacement;
      continue;
    }
    char32_t c = after == 0 ? first : first & (0x3FU >> static_cast<unsigned>(after));
    int taken = 0;
    while (taken < after && i < text.size() &&
           (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) {
      c = (c << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
      ++i;
      ++taken;
    }
    decoded += taken == after && is_whole(c, after) ? c : kReplacement;
  }
  return decoded;
}

std::string encode_utf8(char32_t c) {
  const auto byte = [](char32_t value) { return static_cast<char>(value); };
  const auto tail = [&](unsigned shift) { return byte(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0U | (c >> 6U)), tail(0)};
  if (c < 0x10000) return {byte(0xE0U | (c >> 12U)), tail(6), tail(0)};
  return {byte(0xF0U | (c >> 18U)), tail(12), tail(6), tail(0)};
}

std::string printable(std::string_view text) {
  std::string shown;
  for (const char32_t c : decode_utf8(text)) shown += steers(c) ? " " : encode_utf8(c);
  return shown;
}

std::size_t columns_of(char32_t code_point) {
  const WithUnicode unicode;
  const int columns = wcwidth(static_cast<wchar_t>(code_point));
  return columns < 0 ? 1 : static_cast<std::size_t>(columns);
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char32_t c : decode_utf8(text)) columns += columns_of(c);
  return columns;
}

std::string shorten(std::string_view text, std::size_t columns, std::string_view ellipsis) {
  if (columns_of(text) <= columns) return std::string{text};
  const std::size_t mark = columns_of(ellipsis);
  if (columns < mark) return {};
  std::string cut;
  std::size_t used = 0;
  for (const char32_t c : decode_utf8(text)) {
    used += columns_of(c);
    if (used + mark > columns) break;
    cut += encode_utf8(c);
  }
  return cut.append(ellipsis);
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  const std::size_t most = columns == 0 ? 1 : columns;
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  const auto finish = [&] {
    lines.push_back(std::move(line));
    line.clear();
    used = 0;
  };
  const auto add = [&](char32_t c) {
    if (used > 0 && used + columns_of(c) > most) finish();
    line += encode_utf8(c);
    used += columns_of(c);
  };
  std::u32string word;
  const auto add_word = [&] {
    if (word.empty()) return;
    std::size_t wide = 0;
    for (const char32_t c : word) wide += columns_of(c);
    if (used > 0 && used + 1 + wide > most) finish();
    if (used > 0) add(U' ');
    for (const char32_t c : word) add(c);
    word.clear();
  };
  for (const char32_t c : decode_utf8(text)) {
    if (c == U' ') {
      add_word();
    } else {
      word += c;
    }
  }
  add_word();
  if (!line.empty() || lines.empty()) finish();
  return lines;
}

std::string fold_case(std::string_view text) {
  const WithUnicode unicode;
  std::string folded;
  for (const char32_t c : decode_utf8(text)) {
    folded += encode_utf8(static_cast<char32_t>(std::towlower(static_cast<std::wint_t>(c))));
  }
  return folded;
}

std::optional<std::string_view> text_before(std::string_view text, std::string_view end) {
  if (text.size() <= end.size()) return std::nullopt;
  const std::size_t begins = text.size() - end.size();
  if (fold_case(text.substr(begins)) != end) return std::nullopt;
  return text.substr(0, begins);
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace stepback::cli
