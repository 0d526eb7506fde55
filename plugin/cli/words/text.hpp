#pragma once

// UTF-8 text in a terminal: code points, columns, line breaks, and removing what could control the
// terminal. All functions are pure; malformed bytes count as U+FFFD.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stepback::cli {

/// The code points of UTF-8 text.
std::u32string decode_utf8(std::string_view text);
/// One code point as UTF-8.
std::string encode_utf8(char32_t code_point);

/// Makes text safe to show: control characters (C0, C1, DEL), line and paragraph separators and
/// direction marks and overrides become spaces, so that no name or message can move the cursor.
std::string printable(std::string_view text);

/// The columns of one code point: 0 for combining marks, 2 for wide East Asian ones, else 1.
std::size_t columns_of(char32_t code_point);
/// The columns of text.
std::size_t columns_of(std::string_view text);

/// The text, cut to at most `columns`. If it was cut, it ends with `ellipsis`.
std::string shorten(std::string_view text, std::size_t columns, std::string_view ellipsis = "…");

/// The text in lines of at most `columns` (at least 1), broken at spaces if possible.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

/// The text in lower case, for comparing names in any case.
std::string fold_case(std::string_view text);

/// The text before `end`, if it ends with that in any case and has something before it. `end` is in
/// lower case.
std::optional<std::string_view> text_before(std::string_view text, std::string_view end);

/// The text without white space at its ends.
std::string_view trim(std::string_view text);

}  // namespace stepback::cli
