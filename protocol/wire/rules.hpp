#pragma once

// The bounds of the strings and numbers that several messages share; protocol/wire/schema states
// the same. Included by .cpp files only.

#include "protocol/base/ids.hpp"
#include "protocol/base/limits.hpp"
#include "protocol/json/object_reader.hpp"

namespace stepback::protocol {

inline constexpr TextRule kTypeRule{1, 64};
inline constexpr TextRule kIdRule{1, 128};
inline constexpr TextRule kTokenRule{1, 4096};
inline constexpr TextRule kNameRule{1, kLimits.name_characters, TextRule::Kind::line};
inline constexpr TextRule kTitleRule{1, 100, TextRule::Kind::line};
inline constexpr TextRule kChatRule{1, kLimits.text_characters, TextRule::Kind::paragraph};
inline constexpr TextRule kPromptRule{1, 200, TextRule::Kind::line};
inline constexpr TextRule kSentenceRule{1, 1000};

template <typename Identifier>
Identifier read_id(ObjectReader& in, const char* name) {
  return Identifier{in.text(name, kIdRule)};
}

/// A sender's SSRC; not 0, which means none.
inline Ssrc read_ssrc(ObjectReader& in) {
  return in.integer<Ssrc>("ssrc", 1, 0xFFFF'FFFF);
}

}  // namespace stepback::protocol
