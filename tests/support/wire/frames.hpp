#pragma once

// WebSocket frames (RFC 6455), out and in, and the head of the handshake before them. Pure. Uses
// nothing of the server's code.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stepback {

using Bytes = std::vector<std::uint8_t>;

/// Appends the lowest bytes of a number, the highest of them first.
void append_number(Bytes& out, std::uint64_t value, int bytes);
/// Reads such a number of `size` bytes. They must be there.
std::uint64_t number_at(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t size);

enum class Opcode : std::uint8_t { more = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// The first byte's bit that says that a message ends with this frame.
inline constexpr std::uint8_t kFinal = 0x80;

using Mask = std::array<std::uint8_t, 4>;
/// Not zero, since a server might skip unmasking then.
inline constexpr Mask kMask{0x37, 0xFA, 0x21, 0x3D};

/// Appends one whole frame with any first byte, even one that the standard forbids. A client's
/// frame must have a mask; a server's must have none.
void append_frame(Bytes& out, std::uint8_t first, const std::optional<Mask>& mask,
                  std::span<const std::uint8_t> payload);
/// Appends a frame that is a whole message.
void append_frame(Bytes& out, Opcode opcode, const std::optional<Mask>& mask,
                  std::span<const std::uint8_t> payload);

/// A frame that lies in received bytes.
struct FrameView {
  Opcode opcode{};
  bool last = true;
  std::span<std::uint8_t> payload{};  ///< unmasked
  std::size_t size = 0;               ///< of the whole frame; 0: it has not come whole
};

/// Finds the frame at the beginning of these bytes and unmasks it there.
FrameView first_frame(std::span<std::uint8_t> bytes);

/// Takes frames out of a stream's bytes, in place as long as they come whole.
class FrameReader {
 public:
  /// Gives the reader bytes that were read. The reader uses and changes them until next() returns
  /// nothing.
  void offer(std::span<std::uint8_t> bytes);
  /// Returns the next whole frame. Returns nothing if none is left; by then the rest of the bytes
  /// has been copied. A payload is valid until the next call.
  std::optional<FrameView> next();

 private:
  Bytes begun_;  ///< of a frame whose end has not come
  std::span<std::uint8_t> bytes_;
};

/// Returns the header lines by which a client asks for a WebSocket, without `Connection`, each with
/// its end.
std::string upgrade_headers(std::string_view subprotocol = "stepback.v1");
/// Returns where the head of a request or an answer ends in these bytes, behind its empty line; 0
/// if the end has not come yet.
std::size_t end_of_head(std::span<const std::uint8_t> bytes);

/// Views text as bytes, and bytes as text.
inline std::span<const std::uint8_t> view_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view view_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace stepback
