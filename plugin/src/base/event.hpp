#pragma once

// An event for the host, with everything that its stepback_event points to.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plugin/include/stepback.h"
#include "plugin/src/base/state_view.hpp"

namespace stepback::plugin {

/// How often each device of this client was, or may have been, closed although its owner wanted it
/// open: by the server, or because the connection was lost. It is aligned so that an atomic one
/// needs no lock.
struct alignas(8) Closings {
  std::uint32_t microphone = 0;
  std::uint32_t camera = 0;
};

struct ModuleEvent {
  stepback_event_type type = STEPBACK_EVENT_CONNECTION;
  stepback_connection connection = STEPBACK_CONNECTION_CONNECTING;
  std::shared_ptr<const StateView> state;
  std::optional<std::string> from;
  std::optional<std::string> text;
  std::optional<std::string> code;
  std::uint32_t request = 0;
  stepback_result result = STEPBACK_OK;
  std::uint32_t ssrc = 0;
  std::uint32_t timestamp = 0;
  bool key_frame = false;
  std::vector<std::uint8_t> data;
  std::int64_t expires = 0;
  bool kept = false;  ///< of an answer: granted, and kept by the server
  bool silent = false;
  std::optional<Closings> closings;  ///< those that the host knows of once it has this event

  /// The event for the host. Its pointers are valid as long as this object exists and does not
  /// move.
  stepback_event c_event() const;
};

ModuleEvent connection_event(stepback_connection connection,
                             std::optional<std::string> code = std::nullopt,
                             std::optional<std::string> text = std::nullopt);
ModuleEvent silence_event(bool silent);
ModuleEvent state_event(protocol::View view, protocol::Instant now);
/// An answer that is kept if it is granted.
ModuleEvent answer_event(std::uint32_t request, stepback_result result,
                         std::optional<std::string> code = std::nullopt,
                         std::optional<std::string> text = std::nullopt);

/// Takes events: the host's callback, or a queue that the host polls. Called on the client's
/// thread.
class EventSink {
 public:
  virtual ~EventSink() = default;
  /// Returns false if a picture was dropped because the host takes them too slowly. The caller then
  /// asks the sender for a key frame; the sender's pictures before it are dropped too.
  virtual bool emit(ModuleEvent event) = 0;
};

}  // namespace stepback::plugin
