#pragma once

// HTTP/1.1 and WebSocket (RFC 6455) over a raw socket. Each message is sent as it is told, so that
// a test can break the rules.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "support/wire/frames.hpp"
#include "support/wire/raw_socket.hpp"

namespace stepback {

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

class RawClient : public RawSocket {
 public:
  using RawSocket::RawSocket;

  /// Reads the next response. `with_body` is false for the answer to HEAD.
  RawResponse response(bool with_body = true);
  /// HOST:PORT of the server, for the Host header.
  std::string host() const { return "localhost:" + std::to_string(port()); }
  /// Sends a request with a content-length if there is a body, and waits for the response.
  RawResponse request(const std::string& method, const std::string& path,
                      const std::string& headers = "", const std::string& body = "");

  /// Asks for a WebSocket. The response's status is 101 if the connection is one now.
  RawResponse upgrade(const std::string& path, const std::string& headers);
  /// Calls upgrade() in the form that the server accepts. Throws if the server refuses.
  void open(std::string_view subprotocol = "stepback.v1");
  /// Makes a masked frame, which send() and try_send() send.
  static Bytes masked(std::uint8_t opcode, std::string_view payload, bool final = true);
  void send_frame(std::uint8_t opcode, std::string_view payload, bool final = true) {
    send(view_text(masked(opcode, payload, final)));
  }
  /// Reads the next frame that is no ping. Pings are skipped and not answered.
  Frame frame();
  /// Reads the next frame of any kind.
  Frame any_frame();
  /// Takes the next frame of any kind out of what receive() has read. Returns nothing if the frame
  /// has not come whole.
  std::optional<Frame> received_frame();
};

}  // namespace stepback
