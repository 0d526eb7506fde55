#pragma once

// One client of stepback.h: its thread, and the functions that the host's threads call. Functions
// tagged [any] or [main] may take a lock; push() and pull() do not.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "plugin/include/stepback.h"
#include "plugin/src/base/event_queue.hpp"
#include "plugin/src/net/transport.hpp"
#include "plugin/src/seal/payload_seal.hpp"
#include "plugin/src/session/conversation.hpp"
#include "plugin/src/session/packet_media.hpp"
#include "plugin/src/session/presence.hpp"
#include "plugin/src/session/statistics.hpp"

namespace stepback::plugin {

class Client final : private TransportHandler {
 public:
  struct Settings {
    InviteLink link;
    std::optional<std::string> name;
    std::string ca_file;
    bool records = false;  ///< the host records from the first moment on
    stepback_event_fn on_event = nullptr;
    void* user = nullptr;
  };

  /// Starts the thread. Throws std::bad_alloc or std::system_error.
  explicit Client(const Settings& settings);
  /// [main] Leaves and waits for the thread to end.
  ~Client() override;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void join();                                                          ///< [main]
  void leave();                                                         ///< [main]
  bool poll(stepback_event& event, std::chrono::milliseconds timeout);  ///< [main]

  /// [any] Sends a request. `*number`, if not null, is set before the answer can come; it is valid
  /// only if STEPBACK_OK is returned.
  stepback_result request(const protocol::ClientMessage& message, std::uint32_t* number);
  /// [any] Opens or closes a device; nothing leaves it as it is. `*number` as above.
  stepback_result press(std::optional<bool> microphone, std::optional<bool> camera,
                        std::uint32_t* number);
  /// [any]
  stepback_result send_video(std::vector<std::uint8_t> frame, std::uint32_t timestamp,
                             bool key_frame);
  /// [any]
  void statistics(stepback_statistics& out) const;

  std::size_t push(std::span<const float> samples);  ///< [audio]
  std::size_t pull(std::span<float> samples);        ///< [audio]

 private:
  struct Join {};
  struct Leave {};
  struct Stop {};
  using Task = std::variant<Join, Leave, Stop, Request, Press, Picture>;

  /// Passes events to the host's callback.
  class Callback final : public EventSink {
   public:
    Callback(stepback_event_fn on_event, void* user) : on_event_(on_event), user_(user) {}
    bool emit(ModuleEvent event) override {
      telling_ = event.closings.value_or(telling_);
      const stepback_event shown = event.c_event();
      on_event_(&shown, user_);
      told_ = telling_;  // now other threads of the host may know of it
      return true;
    }
    /// Client's thread: the closings that the present call tells of.
    Closings telling() const { return telling_; }
    /// Any thread: the closings that all finished calls have told of.
    Closings told() const { return told_; }

   private:
    stepback_event_fn on_event_;
    void* user_;
    Closings telling_;
    std::atomic<Closings> told_{};
  };

  /// Puts a task into the inbox and wakes the thread.
  template <typename T>
  void post(T task) {
    {
      const std::lock_guard lock(inbox_mutex_);
      inbox_.emplace_back(std::move(task));
    }
    transport_.wake();
  }
  std::uint32_t new_request();
  Closings known_to_host() const;
  void run(Join&);
  void run(Leave&);
  void run(Stop&);
  void run(Request& request) { conversation_.send(request); }
  void run(Press& press) { conversation_.press(press); }
  void run(Picture& picture) { media_.send(picture); }

  // TransportHandler, on the client's thread.
  void on_open() override { conversation_.opened(); }
  void on_text(std::string_view text) override { conversation_.received(text); }
  void on_binary(std::span<const std::uint8_t> bytes) override { conversation_.received(bytes); }
  void on_closed(std::string_view reason) override { conversation_.closed(reason); }
  void on_certificate_refused(CertificateFault fault) override { conversation_.refused(fault); }
  std::optional<Message> next_message() override { return conversation_.next_message(); }
  void on_wake() override;
  std::optional<SteadyTime> on_turn() override;

  SystemClock clock_;
  Statistics statistics_;
  Presence presence_;
  ModuleEventQueue queue_;
  Callback callback_;
  EventSink& events_;  ///< the host's callback, or the queue for poll()
  Playout playout_;
  Transport transport_;
  Unsealed seal_;
  PacketMedia media_;
  Conversation conversation_;
  std::atomic<std::uint32_t> next_request_{1};
  static_assert(std::atomic<Closings>::is_always_lock_free);
  std::atomic<Closings> polled_{};  ///< the closings that polled events have told of

  std::mutex inbox_mutex_;
  std::deque<Task> inbox_;
  std::size_t pictures_in_inbox_ = 0;

  bool leaving_ = false;  ///< client's thread: leave() waits
  std::mutex left_mutex_;
  std::condition_variable left_changed_;
  bool left_ = false;
  std::thread thread_;
};

}  // namespace stepback::plugin
