#pragma once

// The few things of WebSocket (RFC 6455) and RTP that participants and the floor need: frames out
// and in, and a media packet whose payload says who sent it, as which of theirs, and when. Pure.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace stepback::bench {

using Bytes = std::vector<std::uint8_t>;

enum class Opcode : std::uint8_t { more = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

/// Whose frame it is: a client's is masked, as the standard wants it. The mask is the same for all
/// and not zero, which a server might take for nothing to do.
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
  /// Bytes that were read. They are used, and changed, until the last next().
  void offer(std::span<std::uint8_t> bytes);
  /// The next whole frame, or nothing: then all bytes are used up, and what is left of them was
  /// copied. A payload is valid until the next call.
  std::optional<Frame> next();

 private:
  Bytes begun_;  ///< of a frame whose end has not come
  std::span<std::uint8_t> bytes_;
  bool from_begun_ = false;
};

/// The end of a request's or an answer's head in these bytes, behind its empty line; 0 if it has
/// not come yet.
std::size_t end_of_head(std::span<const std::uint8_t> bytes);

/// What a packet of the load generator says of itself, at the beginning of its payload.
struct Stamp {
  std::uint32_t seat = 0;    ///< the sender's place in the session
  std::uint32_t number = 0;  ///< of the sender's packets, from 1 on
  std::int64_t sent_ns = 0;  ///< now_ns(), just before it was handed to the system
};

enum class Media { audio, video };

/// An RTP packet whose payload has this size: Opus (PT 111), or a VP8 frame (PT 96) with its frame
/// marking. At least a stamp long.
Bytes media_packet(Media media, const Stamp& stamp, std::size_t payload_bytes, bool key_frame);
/// What such a packet says, or nothing if it is none.
std::optional<Stamp> stamp_of(std::span<const std::uint8_t> packet);
/// Writes a sender's SSRC into a packet, as the server does. False if it is too short.
bool write_ssrc(std::span<std::uint8_t> packet, std::uint32_t ssrc);

}  // namespace stepback::bench
