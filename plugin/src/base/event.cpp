#include "plugin/src/base/event.hpp"

#include <utility>

namespace stepback::plugin {
namespace {

const char* c_text(const std::optional<std::string>& text) {
  return text ? text->c_str() : nullptr;
}

}  // namespace

stepback_event ModuleEvent::c_event() const {
  stepback_event event{};
  event.type = type;
  event.connection = connection;
  event.state = state ? &state->c_state() : nullptr;
  event.from = c_text(from);
  event.text = c_text(text);
  event.code = c_text(code);
  event.request = request;
  event.result = result;
  event.ssrc = ssrc;
  event.timestamp = timestamp;
  event.key_frame = key_frame ? 1 : 0;
  event.data = data.empty() ? nullptr : data.data();
  event.size = data.size();
  event.expires = expires;
  event.kept = kept ? 1 : 0;
  event.silent = silent ? 1 : 0;
  return event;
}

ModuleEvent connection_event(stepback_connection connection, std::optional<std::string> code,
                             std::optional<std::string> text) {
  ModuleEvent event;
  event.type = STEPBACK_EVENT_CONNECTION;
  event.connection = connection;
  event.code = std::move(code);
  event.text = std::move(text);
  return event;
}

ModuleEvent silence_event(bool silent) {
  ModuleEvent event;
  event.type = STEPBACK_EVENT_SILENCE;
  event.silent = silent;
  return event;
}

ModuleEvent state_event(protocol::View view, protocol::Instant now) {
  ModuleEvent event;
  event.type = STEPBACK_EVENT_STATE;
  event.state = std::make_shared<const StateView>(std::move(view), now);
  return event;
}

ModuleEvent answer_event(std::uint32_t request, stepback_result result,
                         std::optional<std::string> code, std::optional<std::string> text) {
  ModuleEvent event;
  event.type = STEPBACK_EVENT_ANSWER;
  event.request = request;
  event.result = result;
  event.kept = result == STEPBACK_OK;
  event.code = std::move(code);
  event.text = std::move(text);
  return event;
}

}  // namespace stepback::plugin
