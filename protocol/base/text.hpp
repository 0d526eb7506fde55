#pragma once

// Text that people wrote: its length, and whether it can be shown. Lengths count Unicode code
// points, as JSON Schema does. Bytes that are not UTF-8 (RFC 3629) are not text. Also lists of
// words in a sentence.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stepback::protocol {

/// The number of code points in UTF-8 text, or nothing if the bytes are not valid UTF-8 (overlong
/// forms, surrogates and values beyond U+10FFFF are not).
std::optional<std::size_t> count_code_points(std::string_view text);

/// Whether the text can be shown as one line, such as a name or a title. It needs 1 to `most` code
/// points, of which one is visible. It must not hold a control character (C0, C1, DEL), a line or
/// paragraph separator, or a direction override (Unicode's bidirectional embeddings, overrides and
/// isolates), with which one name could pass for another.
bool valid_line(std::string_view text, std::size_t most);

/// Whether the text can be shown as a chat line: 1 to `most` code points, without control
/// characters other than tab and line feed.
bool valid_paragraph(std::string_view text, std::size_t most);

/// Whether a name can be shown: 1 to kLimits.name_characters code points of valid UTF-8, none of
/// them a control character (C0, C1, DEL, U+2028, U+2029, or a direction override), not only space.
bool valid_name(std::string_view name);

/// "a, b and c", if `last` is " and ".
std::string join_words(std::span<const std::string_view> words, std::string_view last);

}  // namespace stepback::protocol
