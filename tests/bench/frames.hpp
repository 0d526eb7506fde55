#pragma once

// The parts of WebSocket (RFC 6455) and RTP that participants and the baseline need: frames out and
// in, and a media packet whose payload says its sender, number and time. Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stepback::bench {

using Bytes = std::vector<std::uint8_t>;

enum class Opcode : std::uint8_t { more = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// The side that sends a frame. A client's frame is masked, as the standard demands. All frames
/// have the same mask; it is not zero, since a server might skip unmasking then.
enum class Side { client, server };

/// Appends one whole frame.
void append_frame(Bytes& out, Side side, Opcode opcode, std::span<const std::uint8_t> payload);
void append_frame(Bytes& out, Side side, Opcode opcode, std::string_view text);

struct Frame {
  Opcode opcode{};
  bool last = true;
  std::span<std::uint8_t> payload;  ///< unmasked
};

/// Takes frames out of a stream's bytes, in place as long as they come whole.
class FrameReader {
 public:
  /// Gives the reader bytes that were read. The reader uses and changes them until next() returns
  /// nothing.
  void offer(std::span<std::uint8_t> bytes);
  /// Returns the next whole frame. Returns nothing if none is left; by then the rest of the bytes
  /// has been copied. A payload is valid until the next call.
  std::optional<Frame> next();

 private:
  Bytes begun_;  ///< of a frame whose end has not come
  std::span<std::uint8_t> bytes_;
  bool from_begun_ = false;
};

/// Returns where the head of a request or an answer ends in these bytes, behind its empty line; 0
/// if the end has not come yet.
std::size_t end_of_head(std::span<const std::uint8_t> bytes);

/// The data of the load generator at the beginning of each packet's payload.
struct Stamp {
  std::uint32_t seat = 0;    ///< the sender's place in the session
  std::uint32_t number = 0;  ///< of the sender's packets, from 1 on
  std::int64_t sent_ns = 0;  ///< now_ns(), just before it was handed to the system
};

enum class Media { audio, video };

/// Makes an RTP packet with a payload of this size, at least as long as a stamp: Opus (PT 111), or
/// a VP8 frame (PT 96) with its frame marking.
Bytes media_packet(Media media, const Stamp& stamp, std::size_t payload_bytes, bool key_frame);
/// Reads the stamp of such a packet. Nothing if the packet has none.
std::optional<Stamp> stamp_of(std::span<const std::uint8_t> packet);
/// Writes a sender's SSRC into a packet, as the server does. Returns false if the packet is too
/// short.
bool write_ssrc(std::span<std::uint8_t> packet, std::uint32_t ssrc);

}  // namespace stepback::bench
