#pragma once

// The module's events as values that outlive its callback, and the queue that takes them from the
// module's thread to the host's loop.

#include <stepback.h>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

struct ConnectionEvent {
  stepback_connection connection = STEPBACK_CONNECTION_CONNECTING;
  std::string code;
  std::string text;
};
struct StateEvent {
  KeptState state;  ///< never null
};
struct ChatEvent {
  std::string from;
  std::string text;
};
struct AnswerEvent {
  std::uint32_t request = 0;
  stepback_result result = STEPBACK_OK;
  std::string code;
  std::string text;
  bool kept = true;  ///< if granted: false for a change that is in force and not kept yet
};
struct KeyframeEvent {};
struct WayBackEvent {
  std::string participant;
  std::string link;  ///< a secret of this person, for this screen alone
  Instant expires = 0;
};
/// The server's silence to a leader or the presenter.
struct SilenceEvent {
  bool silent = false;
};

using ReceivedEvent = std::variant<ConnectionEvent, StateEvent, ChatEvent, AnswerEvent,
                                   KeyframeEvent, WayBackEvent, SilenceEvent>;

/// Copies an event. Returns nothing for pictures, which this host does not show. Throws
/// std::bad_alloc if there is no memory.
std::optional<ReceivedEvent> copy_event(const stepback_event& event);

/// Filled on the module's thread, emptied on the host's. It must outlive the client that fills it.
class ReceivedEventQueue {
 public:
  ReceivedEventQueue();
  ~ReceivedEventQueue();
  ReceivedEventQueue(const ReceivedEventQueue&) = delete;
  ReceivedEventQueue& operator=(const ReceivedEventQueue&) = delete;

  /// A descriptor that poll() reports as readable while events wait.
  int fd() const { return fd_; }
  /// Any thread.
  void add(ReceivedEvent event);
  /// Returns and removes all waiting events, oldest first.
  std::vector<ReceivedEvent> take();

  /// A stepback_event_fn. `queue` is the ReceivedEventQueue. Ends the process if there is no
  /// memory, since no exception may reach the module.
  static void receive(const stepback_event* event, void* queue) noexcept;

 private:
  int fd_;
  std::mutex mutex_;
  std::vector<ReceivedEvent> events_;
};

}  // namespace stepback::cli
