#include "support/people/measure.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stepback::flow {
namespace {

constexpr std::size_t kDecimation = 6;  // 48 kHz to 8 kHz

std::vector<double> decimate(std::span<const float> sound) {
  std::vector<double> thin(sound.size() / kDecimation);
  for (std::size_t i = 0; i < thin.size(); ++i) {
    double sum = 0;
    for (std::size_t k = 0; k < kDecimation; ++k) {
      sum += static_cast<double>(sound[i * kDecimation + k]);
    }
    thin[i] = sum / static_cast<double>(kDecimation);
  }
  return thin;
}

}  // namespace

double tone_amplitude(std::span<const float> sound, double frequency) {
  const auto size = static_cast<double>(sound.size());
  const double step = 2 * std::numbers::pi * frequency / kSampleRate;
  const double coefficient = 2 * std::cos(step);
  double before = 0;
  double last = 0;
  for (std::size_t i = 0; i < sound.size(); ++i) {
    const double window =
        0.5 - 0.5 * std::cos(2 * std::numbers::pi * (static_cast<double>(i) + 0.5) / size);
    const double next = static_cast<double>(sound[i]) * window + coefficient * last - before;
    before = last;
    last = next;
  }
  const double power = last * last + before * before - coefficient * last * before;
  // Half of a sine's amplitude is in this bin, and a Hann window has a mean of one half.
  return 4 * std::sqrt(std::max(power, 0.0)) / size;
}

double decibels(double a, double b) {
  return a <= b * 1e-10 ? -200 : 20 * std::log10(a / b);
}

Alignment align(std::span<const float> said, std::span<const float> heard, double most_ms) {
  const std::vector<double> source = decimate(said);
  const std::vector<double> result = decimate(heard);
  const auto most = static_cast<std::size_t>(most_ms * kSampleRate / kDecimation / 1000);
  Alignment best;
  for (std::size_t lag = 0; lag <= most; ++lag) {
    double product = 0;
    double source_power = 0;
    double result_power = 0;
    for (std::size_t i = 0; i < source.size() && i + lag < result.size(); ++i) {
      product += source[i] * result[i + lag];
      source_power += source[i] * source[i];
      result_power += result[i + lag] * result[i + lag];
    }
    const double scale = std::sqrt(source_power * result_power);
    if (scale > 0 && product / scale > best.correlation) {
      best = {1000.0 * static_cast<double>(lag * kDecimation) / kSampleRate, product / scale};
    }
  }
  return best;
}

void add_tone(std::span<float> block, double frequency, double amplitude, std::size_t from) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const double phase =
        2 * std::numbers::pi * frequency * static_cast<double>(from + i) / kSampleRate;
    block[i] += static_cast<float>(amplitude * std::sin(phase));
  }
}

}  // namespace stepback::flow
