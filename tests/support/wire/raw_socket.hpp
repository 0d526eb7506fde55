#pragma once

// A blocking TCP connection that sends any bytes, or none, so that it can misbehave. Every wait
// without a deadline of its own ends with std::runtime_error after a minute, which is longer than
// anything takes on a busy machine. One thread.

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace stepback {

struct RawSocketOptions {
  std::string from{};            ///< one of this machine's addresses; empty: any
  std::string to = "127.0.0.1";  ///< the server's address
  int receive_buffer = 0;        ///< bytes (SO_RCVBUF); 0: the system's own size
};

class RawSocket {
 public:
  /// Connects. Throws std::runtime_error if it cannot.
  explicit RawSocket(std::uint16_t port, const RawSocketOptions& options = {});
  virtual ~RawSocket();
  RawSocket(RawSocket&& other) noexcept;
  RawSocket& operator=(RawSocket&&) = delete;
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  int descriptor() const { return socket_; }
  /// The server's port.
  std::uint16_t port() const { return port_; }

  /// Sends all of the bytes. Throws std::runtime_error if the connection has ended.
  void send(std::string_view bytes);
  /// Sends all of the bytes. Returns false if the connection has ended.
  bool try_send(std::string_view bytes);
  /// Shuts down the sending side and goes on reading.
  void finish_sending();
  /// Closes the socket without any farewell.
  void disconnect();

  /// Waits until something can be read from the socket, at most until `moment`. Returns whether it
  /// can. The end of the stream can be read, too.
  bool wait_readable(std::chrono::steady_clock::time_point moment) const;
  /// Waits for bytes and adds what comes to received(). Returns false if the connection has ended,
  /// for whatever reason.
  bool receive();
  /// Reads up to this mark and returns it too. Throws if the stream ends before it.
  std::string read_until(std::string_view mark);
  /// Reads so many bytes. Throws if the stream ends before.
  std::string read_exactly(std::size_t size);
  /// Waits for the end of the stream. Returns false if bytes have come instead.
  bool at_end();
  /// The same, but throws if bytes have come instead.
  bool closed_by_server();

 protected:
  /// Send and receive as send(2) and recv(2) do.
  virtual ssize_t write_some(std::string_view bytes);
  virtual ssize_t read_some(std::span<char> room);
  /// The bytes that have come and that no call has returned yet.
  std::string& received() { return received_; }

 private:
  std::uint16_t port_;
  int socket_;
  std::string received_;
};

}  // namespace stepback
