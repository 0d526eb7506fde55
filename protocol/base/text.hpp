#pragma once

// Text that people wrote: how long it is, and whether it can be shown. Lengths are counted in
// Unicode code points, as JSON Schema counts them; bytes that are not UTF-8 (RFC 3629) are no text.

#include <cstddef>
#include <optional>
#include <string_view>

namespace stepback::protocol {

/// How many code points these bytes are in UTF-8, or nothing if they are not valid UTF-8
/// (overlong forms, surrogates and values beyond U+10FFFF are not).
std::optional<std::size_t> count_code_points(std::string_view text);

/// Whether this can be shown as one line, such as a name or a title: 1 to `most` code points, at
/// least one of which is visible, and none a control character (C0, C1, DEL), a line or paragraph
/// separator or a direction override (Unicode's bidirectional embeddings, overrides and isolates),
/// with which a name could pass itself off as another.
bool valid_line(std::string_view text, std::size_t most);

/// Whether this can be shown as a chat line: 1 to `most` code points, none of them a control
/// character other than tab and line feed.
bool valid_paragraph(std::string_view text, std::size_t most);

/// Whether a name can be shown: 1 to kLimits.name_characters code points of valid UTF-8, none of
/// them a control character (C0, C1, DEL, U+2028, U+2029, or a direction override), not only space.
bool valid_name(std::string_view name);

}  // namespace stepback::protocol
