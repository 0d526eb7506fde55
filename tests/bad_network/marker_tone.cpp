#include "bad_network/marker_tone.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "support/people/measure.hpp"

namespace stepback::bad_network {
namespace {

constexpr double kPeriod = 2;  // seconds
constexpr double kLowest = 300;
constexpr double kClimb = 2000;  // Hz a second
constexpr float kAmplitude = 0.2F;

// Measured at 16 kHz: sound above that range is not the tone's.
constexpr std::size_t kThinning = 3;
constexpr std::size_t kThinRate = flow::kSampleRate / kThinning;
constexpr std::size_t kThinPeriod = 2 * kThinRate;
constexpr std::size_t kThinFrame = kThinRate / 50;
/// The least share of a frame's power at the marker tone's pitch with which the tone counts as
/// heard. A codec's noise and concealment leave more, another moment of the tone leaves less.
constexpr double kRecognised = 0.5;
/// Below a hundredth of the tone's power a frame counts as silent.
constexpr double kFaintest = 0.01 * 0.5 * kAmplitude * kAmplitude;

double phase(double seconds) {
  return 2 * std::numbers::pi * (kLowest * seconds + kClimb * seconds * seconds / 2);
}

std::vector<double> thinned(std::span<const float> sound) {
  std::vector<double> thin(sound.size() / kThinning);
  for (std::size_t i = 0; i < thin.size(); ++i) {
    for (std::size_t k = 0; k < kThinning; ++k) {
      thin[i] += static_cast<double>(sound[i * kThinning + k]) / static_cast<double>(kThinning);
    }
  }
  return thin;
}

/// The tone's two seconds, and the same a quarter of a turn later.
struct Period {
  std::vector<double> cosine = std::vector<double>(kThinPeriod);
  std::vector<double> sine = std::vector<double>(kThinPeriod);
};

const Period& one_period() {
  static const Period made = [] {
    Period period;
    for (std::size_t i = 0; i < kThinPeriod; ++i) {
      const double turned = phase(static_cast<double>(i) / static_cast<double>(kThinRate));
      period.cosine[i] = std::cos(turned);
      period.sine[i] = std::sin(turned);
    }
    return period;
  }();
  return made;
}

/// Returns the share of the frame's power that is the tone from its sample `at` on, in any phase.
double likeness(std::span<const double> frame, std::size_t at) {
  const Period& tone = one_period();
  double cosine = 0;
  double sine = 0;
  double power = 0;
  for (std::size_t i = 0; i < frame.size(); ++i) {
    const std::size_t said = (at + i) % kThinPeriod;
    cosine += frame[i] * tone.cosine[said];
    sine += frame[i] * tone.sine[said];
    power += frame[i] * frame[i];
  }
  const double found = cosine * cosine + sine * sine;
  return power <= 0 ? 0 : 2 * found / (power * static_cast<double>(frame.size()));
}

double power_of(std::span<const double> frame) {
  double power = 0;
  for (const double sample : frame) power += sample * sample;
  return power / static_cast<double>(frame.size());
}

/// Returns the delay of a frame that begins with the sample `from`.
std::optional<double> delay(std::span<const double> frame, std::size_t from) {
  if (power_of(frame) < kFaintest) return std::nullopt;
  // The tone fits within some 15 ms of the right moment. Searches roughly first, then to 1/4 ms.
  constexpr std::size_t kRough = kThinRate / 250;
  constexpr std::size_t kFine = kThinRate / 4000;
  const auto said_at = [from](std::size_t lag) { return from + kThinPeriod - lag; };
  std::size_t best = 0;
  double most = 0;
  const auto try_lag = [&](std::size_t lag) {
    const double found = likeness(frame, said_at(lag));
    if (found <= most) return;
    most = found;
    best = lag;
  };
  for (std::size_t lag = 0; lag < kThinPeriod; lag += kRough) try_lag(lag);
  const std::size_t first = best > kRough ? best - kRough : 0;
  const std::size_t last = std::min(best + kRough, kThinPeriod);
  for (std::size_t lag = first; lag < last; lag += kFine) try_lag(lag);
  if (most < kRecognised) return std::nullopt;
  return 1000.0 * static_cast<double>(best) / static_cast<double>(kThinRate);
}

}  // namespace

void marker_tone(std::span<float> block, std::size_t from) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const double seconds = static_cast<double>(from + i) / flow::kSampleRate;
    block[i] += kAmplitude * static_cast<float>(std::cos(phase(std::fmod(seconds, kPeriod))));
  }
}

std::vector<std::optional<double>> delays(std::span<const float> heard, std::size_t from) {
  const std::vector<double> thin = thinned(heard);
  std::vector<std::optional<double>> found;
  for (std::size_t at = 0; at + kThinFrame <= thin.size(); at += kThinFrame) {
    found.push_back(delay(std::span{thin}.subspan(at, kThinFrame), from / kThinning + at));
  }
  return found;
}

}  // namespace stepback::bad_network
