#pragma once

// Events as the journal keeps them: one JSON object each, with its kind (`type`) and the version of
// that kind's form (`version`; wire/schema/event.schema.json has one definition for each). The
// members stand in the order of their names and nothing is between them, so that the same event has
// the same bytes everywhere: the journal's hash chain is over them.
//
// A form that was once written is read for ever: a change of one is a new version beside the old.

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "protocol/session/event.hpp"

namespace stepback::protocol {

/// The newest form. Never fails: bytes in a text that are not UTF-8 become U+FFFD.
std::string encode_event(const Event& event);

/// The event that any known form says, or a sentence: where (a JSON Pointer), what was expected,
/// and what kind of thing was found. Never throws on any text.
tl::expected<Event, std::string> decode_event(std::string_view text);

}  // namespace stepback::protocol
