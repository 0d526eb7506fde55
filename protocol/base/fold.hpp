#pragma once

// Names as people read them, so that two names can be compared that only look different to a
// machine. Pure.

#include <string>
#include <string_view>

namespace stepback::protocol {

/// The name without case, accents, spaces and characters that are not shown; letters of other
/// widths and styles are the plain ones. "Zoë  ADAMS" and "zoe adams" give the same text. A name of
/// which nothing is left, and text that is not UTF-8, is returned unchanged. Letters of different
/// scripts stay different, even if they look alike.
std::string fold_name(std::string_view name);

}  // namespace stepback::protocol
