#pragma once

// The one format of sound inside the module: 48 kHz, mono, float, in frames of 20 ms.

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace stepback::plugin {

inline constexpr std::size_t kSampleRate = 48'000;
/// A timestamp that jumps further than this, in samples, begins a new timeline.
inline constexpr std::int32_t kLongestJump = 2 * 48'000;
/// Samples of one Opus frame and one RTP packet: 20 ms (RFC 7587, section 4.2).
inline constexpr std::size_t kFrame = 960;
inline constexpr std::chrono::milliseconds kFrameTime{20};
/// The longest packet that holds one Opus frame: a TOC byte and 1275 bytes (RFC 6716, section 3.2).
inline constexpr std::size_t kMaxOpusBytes = 1276;
/// A frame whose level is this far below overload, in dB, counts as silence for the sender's gate
/// and for the listener, who hears of it by the packet's audio level (RFC 6464). A whisper or a
/// quiet sob at arm's length is 20 to 30 dB louder. An assumption of this project.
inline constexpr int kSilenceDbov = 66;

using Frame = std::array<float, kFrame>;

}  // namespace stepback::plugin
