#pragma once

// Measures of sound: the level of one tone, and where one recording lies in another. All sound is
// 48 kHz mono float.

#include <cstddef>
#include <span>
#include <vector>

namespace stepback::flow {

inline constexpr int kSampleRate = 48000;

/// The amplitude of the tone of `frequency` Hz in `sound` (Goertzel's algorithm, Hann window): 1
/// for a full-scale sine. Windows of a second tell tones apart that differ by a few Hz.
double tone_amplitude(std::span<const float> sound, double frequency);

/// 20 log10(a / b); silence against something is -200 dB.
double decibels(double a, double b);

struct Alignment {
  double delay_ms = 0;     ///< by how much `heard` lags behind `said`
  double correlation = 0;  ///< normalised, at that delay: 1 is the same sound
};
/// Finds `said` in `heard`, both beginning at the same moment: the lag from 0 to `most_ms` with the
/// greatest normalised cross-correlation, in steps of 1/8 ms (both are brought to 8 kHz first).
Alignment align(std::span<const float> said, std::span<const float> heard, double most_ms);

/// A sine of this amplitude, beginning at the sample with the number `from`.
void add_tone(std::span<float> block, double frequency, double amplitude, std::size_t from);

}  // namespace stepback::flow
