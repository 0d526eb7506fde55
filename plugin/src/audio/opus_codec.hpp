#pragma once

// Opus (RFC 6716) as the module uses it: 48 kHz, mono, one 20 ms frame a packet. Thin owners of
// libopus' states; no call but the constructors allocates. One thread each.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "plugin/src/audio/audio_format.hpp"

struct OpusEncoder;
struct OpusDecoder;

namespace stepback::plugin {

/// Speech, 32 kbit/s, with in-band FEC. Throws std::bad_alloc if there is no memory for it.
class VoiceEncoder {
 public:
  VoiceEncoder();

  /// One frame's packet: how many bytes of `out` it takes, or nothing if libopus failed.
  std::optional<std::size_t> encode(std::span<const float, kFrame> frame,
                                    std::span<std::uint8_t> out);
  /// Forgets what was said: nothing of it is in any later packet, FEC included.
  void reset();

 private:
  struct Free {
    void operator()(OpusEncoder* encoder) const;
  };
  std::unique_ptr<OpusEncoder, Free> encoder_;
};

/// One speaker's decoder. Throws std::bad_alloc if there is no memory for it.
class VoiceDecoder {
 public:
  VoiceDecoder();

  /// The packet's frame. False if libopus refuses the bytes: `out` is then undefined.
  bool decode(std::span<const std::uint8_t> packet, std::span<float, kFrame> out);
  /// The frame before the packet's, from its FEC.
  bool recover(std::span<const std::uint8_t> next_packet, std::span<float, kFrame> out);
  /// A frame made up for one that is not there.
  bool conceal(std::span<float, kFrame> out);
  void reset();

 private:
  struct Free {
    void operator()(OpusDecoder* decoder) const;
  };
  std::unique_ptr<OpusDecoder, Free> decoder_;
};

/// Whether the bytes are one 20 ms Opus frame, so far as the packet's head tells.
bool is_voice_frame(std::span<const std::uint8_t> packet);

/// Whether the packet carries its predecessor once more, at a lower rate (LBRR, RFC 6716,
/// section 4.2.3: the bit behind the frame's VAD bit; CELT-only packets have none).
bool carries_fec(std::span<const std::uint8_t> packet);

}  // namespace stepback::plugin
