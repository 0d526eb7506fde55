#pragma once

// A message in the form in which it goes over a WebSocket: framed once, then shared by all
// receivers.
//
// A server's frames are not masked, so the same bytes suit every client (RFC 6455, section 5.2):
//
//   1 byte    FIN and the opcode: 0x81 text (control), 0x82 binary (a media packet)
//   1 byte    the payload's length up to 125; or 126 and 2 more bytes, or 127 and 8 more
//   the rest  the payload

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace stepback::signalling {

/// An immutable value whose copies share the bytes. Loop thread.
class WebSocketFrame {
 public:
  static WebSocketFrame text(std::string_view payload);
  static WebSocketFrame binary(std::span<const std::uint8_t> payload);

  bool is_text() const;
  /// The bytes that the other end gets.
  std::span<const std::uint8_t> payload() const { return bytes().subspan(header_bytes_); }
  std::string_view words() const;
  /// Header and payload. Valid as long as a copy of this frame lives.
  std::span<const std::uint8_t> bytes() const { return {bytes_.get(), size_}; }

 private:
  WebSocketFrame(std::uint8_t opcode, std::span<const std::uint8_t> payload);

  std::shared_ptr<const std::uint8_t[]> bytes_;
  std::uint32_t size_ = 0;
  std::uint32_t header_bytes_ = 0;
};

}  // namespace stepback::signalling
