#pragma once

// A client that speaks HTTP/1.1 and WebSocket (RFC 6455) in bytes over a blocking loopback socket,
// without the server's code, so that it can also misbehave. Every wait ends after 30 seconds with
// an exception.

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepback::signalling::test {

struct RawResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

struct Frame {
  enum Opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10
  };
  std::uint8_t opcode = text;
  bool final = true;
  std::string payload;

  /// For a close frame, its status code; else 0.
  int close_code() const;
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port, int receive_buffer = 0);
  virtual ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  void send(std::string_view bytes);
  /// Reads the next response. `with_body` is false for the answer to HEAD.
  RawResponse response(bool with_body = true);
  /// Sends a request with a content-length if there is a body, and waits for the response.
  RawResponse request(const std::string& method, const std::string& path,
                      const std::string& headers = "", const std::string& body = "");
  /// Waits until the server closes. Throws if bytes come instead.
  bool closed_by_server();
  /// Shuts down the sending side and goes on reading.
  void finish_sending();
  /// Closes the socket without a close frame.
  void disconnect();

  /// Asks for a WebSocket. The response's status is 101 if the connection is one now.
  RawResponse upgrade(const std::string& path, const std::string& headers);
  /// Calls upgrade() in the form that the server accepts. Throws if the server refuses.
  void open();
  void send_frame(std::uint8_t opcode, std::string_view payload, bool final = true);
  /// Reads the next frame that is no ping. Pings are skipped and not answered.
  Frame frame();
  /// Reads the next frame of any kind.
  Frame any_frame();
  /// Whether the stream has ended, by end of file or a reset.
  bool at_end();

 protected:
  int descriptor() const { return socket_; }
  /// Send and receive as send(2) and recv(2) do.
  virtual ssize_t write_some(std::string_view bytes);
  virtual ssize_t read_some(std::span<char> room);

 private:
  std::string read_until(std::string_view mark);
  std::string read_exactly(std::size_t size);
  bool fill();

  int socket_;
  std::string received_;
};

}  // namespace stepback::signalling::test
