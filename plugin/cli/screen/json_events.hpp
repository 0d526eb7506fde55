#pragma once

// Events for scripts: one JSON object without a line end. Members have the names on the wire
// (protocol/wire/README.md). "event" is connection, state, chat, keyframe, wayBack, silence,
// answer or note. Pure. Bytes that are not UTF-8 are replaced.

#include <string>

#include "plugin/cli/model/event.hpp"
#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/screen/display.hpp"

namespace stepback::cli {

std::string to_json(const ConnectionEvent& event);
std::string to_json(const stepback_state& state);
std::string to_json(const ChatEvent& event);
std::string to_json(const KeyframeEvent& event);
/// Has a "link" instead of the wire's "token". No other event contains a link.
std::string to_json(const WayBackEvent& event);
/// {"event":"silence","silent":true}: nothing has come from the server for six seconds.
std::string to_json(const SilenceEvent& event);
/// {"event":"answer","command":LINE,"ok":true}, with "message" or "lines" if there are any. If the
/// line was refused, "ok" is false, and "code" and "message" say why.
std::string to_json(const Answer& answer);
std::string note_to_json(const std::string& sentence);

}  // namespace stepback::cli
