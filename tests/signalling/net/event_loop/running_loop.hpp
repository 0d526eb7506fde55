#pragma once

// An event loop on a thread and a free port of its own, with handlers that a test can look into.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "signalling/net/event_loop.hpp"

namespace stepback::signalling::test {

/// The events of one WebSocket. Written on the loop's thread, read by the test.
class Witness {
 public:
  /// Waits for the `count`-th message, 30 seconds at most, and returns all messages.
  std::vector<std::string> heard(std::size_t count);
  /// Waits for the handler's on_closed(). Returns false if it does not come within 30 seconds.
  bool closed();
  /// Whether on_closed() has been called. Does not wait.
  bool has_closed();
  /// The number of messages that the loop has asked for and got.
  std::size_t taken();

 private:
  friend class WitnessedHandler;
  void note(std::string what);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::string> heard_;
  bool closed_ = false;
  std::size_t taken_ = 0;
};

class RunningLoop {
 public:
  /// The loop's hosts and `x`; subprotocol stepback.v1 on /ws; messages of at most 16 kB text and
  /// 64 kB binary.
  static EventLoop::Settings settings();

  /// Answers HTTP requests at once.
  using Http = std::function<HttpResponse(const HttpRequest&)>;
  explicit RunningLoop(const EventLoop::Settings& settings = RunningLoop::settings(),
                       Http http = {});
  RunningLoop(const EventLoop::Settings& settings, const HttpHandler& http);
  ~RunningLoop();
  RunningLoop(const RunningLoop&) = delete;
  RunningLoop& operator=(const RunningLoop&) = delete;

  EventLoop& loop() { return loop_; }
  std::uint16_t port() const { return loop_.port(); }
  /// Runs `task` on the loop's thread and waits for it.
  void on_loop(std::function<void()> task);
  /// Waits for run() to return, 30 seconds at most.
  bool ended();

  /// The events of the n-th WebSocket. Waits until it exists.
  Witness& witness(std::size_t n = 0);
  /// Makes the n-th WebSocket's handler send this message.
  void send(const WebSocketFrame& message, std::size_t n = 0);
  /// Makes the n-th WebSocket's handler write a packet now, or queue it if it cannot be written
  /// now. Returns whether it was written.
  bool write(const WebSocketFrame& packet, std::size_t n = 0);
  /// Makes the n-th WebSocket's handler pause the reading.
  void pause_reading(std::size_t n = 0);
  /// Makes the n-th WebSocket's handler watch its peer closely, or not any more.
  void watch_closely(bool on, std::size_t n = 0);
  /// The number of messages that the n-th WebSocket's handler has queued.
  std::size_t queued(std::size_t n = 0);
  /// Lets the n-th WebSocket into a session.
  void join(std::size_t n);
  /// Makes the n-th WebSocket's handler close after the messages in its queue.
  void close(std::size_t n = 0);

 private:
  struct Accepted {
    std::unique_ptr<Witness> witness;
    Socket* socket = nullptr;          // loop thread
    std::deque<WebSocketFrame> queue;  // loop thread
  };
  friend class WitnessedHandler;
  std::unique_ptr<SocketHandler> accept(Socket& socket);
  Accepted& accepted(std::size_t n);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Accepted> accepted_;
  bool ended_ = false;
  EventLoop loop_;
  std::thread thread_;
};

WebSocketFrame text(std::string_view content);

}  // namespace stepback::signalling::test
