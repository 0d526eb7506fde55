#include "plugin/cli/rehearsal/voice.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stepback::cli::rehearsal {
namespace {

constexpr double kRate = 48'000.0;
constexpr double kPi = std::numbers::pi;

/// Formants of vowels, in Hz (Peterson and Barney, JASA 24(2), 1952, table II, men).
constexpr std::array<std::array<double, 3>, 7> kVowels{{{270, 2290, 3010},
                                                        {530, 1840, 2480},
                                                        {730, 1090, 2440},
                                                        {570, 840, 2410},
                                                        {300, 870, 2240},
                                                        {640, 1190, 2390},
                                                        {490, 1350, 1690}}};
constexpr std::array<double, 4> kBandwidths{80, 90, 120, 200};
constexpr double kFourthFormant = 3400;

/// The parts of the period in which the glottis opens and closes (Rosenberg, JASA 49, 1971).
constexpr double kOpening = 0.40;
constexpr double kGlottisCloses = 0.16;
constexpr double kBreath = 0.004;  // noise in the flow

constexpr double kShortestSyllable = 0.12;  // seconds; with the longest, four to six a second
constexpr double kShortestRest = 0.06;
constexpr double kLongestRest = 0.14;
constexpr double kRests = 0.18;        // share of syllables that a rest follows
constexpr double kDeclination = 0.05;  // share of the pitch lost in each second of a phrase

constexpr std::size_t kTuningSamples = 240;  // 5 ms: one step of the formants
constexpr int kTrialPhrases = 3;
constexpr std::size_t kTrialSamples = std::size_t{4} * 48'000;  // a phrase of usual length

double blend(double from, double to, double share) {
  return from + (to - from) * share;
}

}  // namespace

void Voice::Resonator::tune(double hertz, double bandwidth) {
  const double radius = std::exp(-kPi * bandwidth / kRate);
  c = -radius * radius;
  b = 2.0 * radius * std::cos(2.0 * kPi * hertz / kRate);
  a = 1.0 - b - c;
}

double Voice::Resonator::next(double input) {
  const double output = a * input + b * last + c * before;
  before = last;
  last = output;
  return output;
}

// Timbre and melody change how loud the vowels are, so the voice measures itself first with trial
// phrases.
Voice::Voice(const Timbre& timbre, std::uint32_t seed) : timbre_(timbre), random_(seed) {
  Voice trial = *this;
  double power = 0.0;
  for (int phrase = 0; phrase < kTrialPhrases; ++phrase) {
    trial.begin_phrase();
    for (std::size_t i = 0; i < kTrialSamples; ++i) {
      if (trial.at_ == trial.length_) trial.begin_syllable();
      const double sample = trial.next_sample();
      power += sample * sample;
    }
  }
  const double rms =
      std::sqrt(power / static_cast<double>(std::size_t{kTrialPhrases} * kTrialSamples));
  gain_ = std::pow(10.0, kLevelDb / 20.0) / rms;
}

void Voice::render(std::span<float> samples, bool talking) noexcept {
  for (float& sample : samples) {
    if (!voiced_ && talking) begin_phrase();
    if (voiced_ && at_ == length_) {
      voiced_ = talking;
      if (talking) begin_syllable();
    }
    sample = voiced_ ? next_sample() : 0.0F;
  }
}

double Voice::random(double from, double to) {
  const double share = static_cast<double>(random_() - std::minstd_rand::min()) /
                       static_cast<double>(std::minstd_rand::max() - std::minstd_rand::min());
  return blend(from, to, share);
}

void Voice::begin_phrase() {
  voiced_ = true;
  rest_ = true;
  phrase_ = 0.0;
  glottis_ = 0.0;
  flow_ = 0.0;
  to_ = kVowels[0];
  pitch_to_ = timbre_.pitch_hz;
  for (Resonator& each : tract_) each = Resonator{};
  begin_syllable();
}

void Voice::begin_syllable() {
  rest_ = !rest_ && random(0.0, 1.0) < kRests;
  const double seconds =
      rest_ ? random(kShortestRest, kLongestRest) : random(kShortestSyllable, kLongestSyllable);
  length_ = static_cast<std::size_t>(seconds * kRate);
  at_ = 0;
  phrase_ += seconds;
  from_ = to_;
  to_ = kVowels.at(
      static_cast<std::size_t>(random(0.0, static_cast<double>(kVowels.size()) - 0.001)));
  pitch_from_ = pitch_to_;
  // The pitch falls towards the end of a phrase; accents lift a syllable.
  const double fall = std::max(0.8, 1.1 - kDeclination * phrase_);
  pitch_to_ = timbre_.pitch_hz * fall * random(0.94, 1.08);
}

void Voice::tune() {
  const double share = static_cast<double>(at_) / static_cast<double>(length_);
  for (std::size_t i = 0; i < from_.size(); ++i) {
    tract_.at(i).tune(timbre_.tract * blend(from_.at(i), to_.at(i), std::min(1.0, 2.0 * share)),
                      kBandwidths.at(i));
  }
  tract_.back().tune(timbre_.tract * kFourthFormant, kBandwidths.back());
}

/// The change of the air flow through the glottis, which drives the tract.
double Voice::pulse() {
  const double share = static_cast<double>(at_) / static_cast<double>(length_);
  glottis_ += blend(pitch_from_, pitch_to_, share) / kRate;
  glottis_ -= std::floor(glottis_);
  double flow = 0.0;
  if (glottis_ < kOpening) {
    flow = 0.5 * (1.0 - std::cos(kPi * glottis_ / kOpening));
  } else if (glottis_ < kOpening + kGlottisCloses) {
    flow = std::cos(0.5 * kPi * (glottis_ - kOpening) / kGlottisCloses);
  }
  flow += random(-kBreath, kBreath);
  const double change = flow - flow_;
  flow_ = flow;
  return change;
}

float Voice::next_sample() {
  if (at_ % kTuningSamples == 0) tune();
  double sample = pulse();
  for (Resonator& each : tract_) sample = each.next(sample);
  // Zero at both ends of a syllable, to avoid clicks.
  const double share = static_cast<double>(at_) / static_cast<double>(length_);
  const double opening = rest_ ? 0.0 : std::min(1.0, 1.8 * std::sin(kPi * share));
  ++at_;
  return static_cast<float>(gain_ * opening * sample);
}

}  // namespace stepback::cli::rehearsal
