#pragma once

// Events as the journal keeps them: one JSON object each, with its kind (`type`) and the version of
// that kind's form (`version`; wire/schema/event.schema.json has one definition for each). The
// members stand in the order of their names and nothing is between them, so that the same event has
// the same bytes everywhere: the journal's hash chain is over them.
//
// A form that was ever written stays readable: a change adds a new version and keeps the old one.

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "protocol/session/event.hpp"

namespace stepback::protocol {

/// Writes the newest form. Never fails: bytes that are not UTF-8 become U+FFFD.
std::string encode_event(const Event& event);

/// Reads an event in any known form. The error is a sentence: the place (a JSON Pointer), what was
/// expected, and the kind of value found. Never throws, whatever the text.
tl::expected<Event, std::string> decode_event(std::string_view text);

}  // namespace stepback::protocol
