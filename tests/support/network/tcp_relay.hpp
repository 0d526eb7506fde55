#pragma once

// A TCP path to a server of this machine. When the test says so it goes black: it passes no byte in
// either direction and closes nothing, as a network does that has stopped.

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace stepback {

class TcpRelay {
 public:
  /// Listens on a free port of 127.0.0.1 and connects each client to the server's port. Runs a
  /// thread of its own. Throws std::system_error if it cannot.
  explicit TcpRelay(std::uint16_t server);
  ~TcpRelay();
  TcpRelay(const TcpRelay&) = delete;
  TcpRelay& operator=(const TcpRelay&) = delete;

  std::uint16_t port() const { return port_; }
  /// Stops passing bytes, or goes on with those that wait. Any thread.
  void go_black(bool black) { black_ = black; }
  /// The number of connections so far. Any thread.
  std::size_t connections() const { return connections_; }

 private:
  struct Path {
    int client = -1;
    int server = -1;
  };

  void run();
  void accept_one();
  static bool pass(int from, int to);

  std::uint16_t server_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  std::vector<Path> paths_;  ///< of the thread
  std::atomic<bool> black_{false};
  std::atomic<bool> stop_{false};
  std::atomic<std::size_t> connections_{0};
  std::thread thread_;
};

}  // namespace stepback
