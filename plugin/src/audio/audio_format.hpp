#pragma once

// The format of all sound inside the module: 48 kHz, mono, float, in frames of 20 ms.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stepback::plugin {

inline constexpr std::size_t kSampleRate = 48'000;
/// A timestamp that jumps by more than this, in samples, begins a new timeline.
inline constexpr std::int32_t kLongestJump = 2 * 48'000;
/// Samples in one Opus frame and one RTP packet: 20 ms (RFC 7587, section 4.2).
inline constexpr std::size_t kFrame = 960;
inline constexpr std::chrono::milliseconds kFrameTime{20};
/// The longest packet with one Opus frame: a TOC byte and 1275 bytes (RFC 6716, section 3.2).
inline constexpr std::size_t kMaxOpusBytes = 1276;
/// A frame at this level, in dB below overload, or lower is silence: for the sender's gate, and for
/// the listener, who sees the level in the packet (RFC 6464). A whisper or a quiet sob at arm's
/// length is 20 to 30 dB louder. An assumption of this project.
inline constexpr int kSilenceDbov = 66;

using Frame = std::array<float, kFrame>;

}  // namespace stepback::plugin
