#pragma once

// Measures of sound: the level of one tone, and where one recording lies in another. All sound is
// 48 kHz mono float.

#include <cstddef>
#include <span>
#include <vector>

namespace stepback::flow {

inline constexpr int kSampleRate = 48000;

/// Returns the amplitude of the tone of `frequency` Hz in `sound` (Goertzel's algorithm, Hann
/// window): 1 for a full-scale sine. In a second of sound, tones that differ by a few Hz are told
/// apart.
double tone_amplitude(std::span<const float> sound, double frequency);

/// Returns 20 log10(a / b), or -200 if `a` is silence against `b`.
double decibels(double a, double b);

struct Alignment {
  double delay_ms = 0;     ///< by how much `heard` lags behind `said`
  double correlation = 0;  ///< normalised, at that delay: 1 is the same sound
};
/// Finds `said` in `heard`, which begin at the same moment. Returns the lag from 0 to `most_ms`
/// with the greatest normalised cross-correlation, in steps of 1/8 ms (both are brought to 8 kHz
/// first).
Alignment align(std::span<const float> said, std::span<const float> heard, double most_ms);

/// Adds a sine of this amplitude. `from` is the number of the block's first sample.
void add_tone(std::span<float> block, double frequency, double amplitude, std::size_t from);

}  // namespace stepback::flow
