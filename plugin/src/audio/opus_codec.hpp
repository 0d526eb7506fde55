#pragma once

// Opus (RFC 6716) as the module uses it: 48 kHz, mono, one 20 ms frame in each packet. Thin owners
// of libopus' states; only the constructors allocate. One thread for each object.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "plugin/src/audio/audio_format.hpp"

struct OpusEncoder;
struct OpusDecoder;

namespace stepback::plugin {

/// Encodes speech at 32 kbit/s with in-band FEC. Throws std::bad_alloc if there is no memory.
class VoiceEncoder {
 public:
  VoiceEncoder();

  /// Encodes one frame into `out` and returns the number of bytes, or nothing if libopus failed.
  std::optional<std::size_t> encode(std::span<const float, kFrame> frame,
                                    std::span<std::uint8_t> out);
  /// Forgets what was said: no later packet holds any of it, not even as FEC.
  void reset();

 private:
  struct Free {
    void operator()(OpusEncoder* encoder) const;
  };
  std::unique_ptr<OpusEncoder, Free> encoder_;
};

/// Decodes one speaker. Throws std::bad_alloc if there is no memory. Functions that return false
/// leave `out` undefined.
class VoiceDecoder {
 public:
  VoiceDecoder();

  /// Decodes the packet's frame. Returns false if libopus refuses the bytes.
  bool decode(std::span<const std::uint8_t> packet, std::span<float, kFrame> out);
  /// Decodes the frame before `next_packet` from its FEC. Returns false if libopus refuses the
  /// bytes.
  bool recover(std::span<const std::uint8_t> next_packet, std::span<float, kFrame> out);
  /// Makes up a frame for a missing one. Returns false if libopus failed.
  bool conceal(std::span<float, kFrame> out);
  void reset();

 private:
  struct Free {
    void operator()(OpusDecoder* decoder) const;
  };
  std::unique_ptr<OpusDecoder, Free> decoder_;
};

/// Whether the bytes are one 20 ms Opus frame, as far as the packet's head tells.
bool is_voice_frame(std::span<const std::uint8_t> packet);

/// Whether the packet also carries its predecessor at a lower rate (LBRR, RFC 6716, section 4.2.3:
/// the bit after the VAD bit of the frame; CELT-only packets have none).
bool carries_fec(std::span<const std::uint8_t> packet);

}  // namespace stepback::plugin
