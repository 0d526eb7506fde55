#pragma once

// A synthetic voice: glottal pulses through the resonances of a throat (the source-filter model of
// speech; Fant, Acoustic Theory of Speech Production, 1960). It says vowels in the rhythm of
// syllables, and no words: enough to hear which person talks, and when.
//
// Pure: the same timbre and seed give the same samples. One thread; only the constructor allocates,
// so that a sound thread may use it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>

namespace stepback::cli::rehearsal {

class Voice {
 public:
  /// The properties by which a listener tells people apart.
  struct Timbre {
    double pitch_hz = 120.0;  ///< the middle of its melody: about 85 to 250 Hz in speech
    double tract = 1.0;       ///< factor for the formants; above 1 for a shorter throat
  };

  /// The level of the speech, with the pauses between words: RMS, relative to full scale. It is
  /// that of a calm voice at a well-set microphone.
  static constexpr double kLevelDb = -30.0;
  /// The longest syllable, and so the longest time that the voice goes on when told to stop.
  static constexpr double kLongestSyllable = 0.26;  // seconds

  Voice(const Timbre& timbre, std::uint32_t seed);

  /// Renders the next samples at 48 kHz. While `talking`, syllables follow each other; then the
  /// voice finishes its syllable. Silence is digital silence.
  void render(std::span<float> samples, bool talking) noexcept;

 private:
  using Formants = std::array<double, 3>;

  /// A resonance of the vocal tract: Klatt's digital resonator (JASA 67(3), 1980).
  struct Resonator {
    double a = 1.0;
    double b = 0.0;
    double c = 0.0;
    double last = 0.0;
    double before = 0.0;

    void tune(double hertz, double bandwidth);
    double next(double input);
  };

  double random(double from, double to);
  void begin_phrase();
  void begin_syllable();
  void tune();
  double pulse();
  float next_sample();

  Timbre timbre_;
  std::minstd_rand random_;
  double gain_ = 1.0;

  bool voiced_ = false;     ///< in a syllable or between two of one phrase
  bool rest_ = false;       ///< the pause between two words
  std::size_t length_ = 0;  ///< of the syllable, in samples
  std::size_t at_ = 0;      ///< within it
  double phrase_ = 0.0;     ///< seconds since the phrase began

  Formants from_{};
  Formants to_{};
  double pitch_from_ = 0.0;
  double pitch_to_ = 0.0;
  double glottis_ = 0.0;  ///< position in the period of the glottis, 0 to 1
  double flow_ = 0.0;     ///< air flow one sample ago
  std::array<Resonator, 4> tract_{};
};

}  // namespace stepback::cli::rehearsal
