#include "plugin/cli/rehearsal/voice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace stepback::cli::rehearsal {
namespace {

constexpr std::size_t kSecond = 48'000;
constexpr std::size_t kBlock = 960;
const std::vector<Voice::Timbre> kTimbres{{98, 0.97}, {134, 1.03}, {188, 1.10}, {232, 1.17}};

/// Returns `seconds` seconds, in blocks of 20 ms as the sound thread asks for them.
std::vector<float> render_voice(Voice& voice, std::size_t seconds, bool talking = true) {
  std::vector<float> samples(seconds * kSecond);
  for (std::size_t at = 0; at < samples.size(); at += kBlock) {
    voice.render(std::span{samples}.subspan(at, kBlock), talking);
  }
  return samples;
}

double rms(std::span<const float> samples) {
  const double power = std::accumulate(
      samples.begin(), samples.end(), 0.0,
      [](double sum, float s) { return sum + static_cast<double>(s) * static_cast<double>(s); });
  return std::sqrt(power / static_cast<double>(samples.size()));
}

double db(double amplitude) {
  return 20.0 * std::log10(amplitude);
}

double peak(std::span<const float> samples) {
  double most = 0.0;
  for (const float each : samples) most = std::max(most, std::abs(static_cast<double>(each)));
  return most;
}

/// Returns the pitch of a voiced stretch: the maximum of its autocorrelation.
double pitch(std::span<const float> samples) {
  std::size_t best = 0;
  double highest = 0.0;
  for (std::size_t lag = kSecond / 350; lag <= kSecond / 70; ++lag) {
    double sum = 0.0;
    for (std::size_t i = lag; i < samples.size(); ++i) {
      sum += static_cast<double>(samples[i]) * static_cast<double>(samples[i - lag]);
    }
    if (sum > highest) {
      highest = sum;
      best = lag;
    }
  }
  return static_cast<double>(kSecond) / static_cast<double>(best);
}

/// Returns the median of a voice's pitches, over stretches of 60 ms.
double usual_pitch(Voice& voice) {
  const std::vector<float> samples = render_voice(voice, 6);
  std::vector<double> pitches;
  constexpr std::size_t stretch = kSecond * 60 / 1000;
  for (std::size_t at = 0; at + stretch < samples.size(); at += stretch) {
    const std::span part = std::span{samples}.subspan(at, stretch);
    if (db(rms(part)) > Voice::kLevelDb) pitches.push_back(pitch(part));
  }
  std::ranges::sort(pitches);
  return pitches.at(pitches.size() / 2);
}

TEST(Voice, IsAsLoudAsACalmVoiceAtAWellSetMicrophone) {
  for (const Voice::Timbre& timbre : kTimbres) {
    Voice voice{timbre, 7};
    std::vector<float> phrases;
    for (int i = 0; i < 8; ++i) {
      const std::vector<float> phrase = render_voice(voice, 4);
      phrases.insert(phrases.end(), phrase.begin(), phrase.end());
      render_voice(voice, 1, false);
    }
    EXPECT_NEAR(db(rms(phrases)), Voice::kLevelDb, 1.0) << timbre.pitch_hz;
  }
}

TEST(Voice, NeverComesNearFullScale) {
  for (const Voice::Timbre& timbre : kTimbres) {
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
      Voice voice{timbre, seed};
      EXPECT_LT(peak(render_voice(voice, 20)), 0.5) << timbre.pitch_hz << ", seed " << seed;
    }
  }
}

TEST(Voice, HasThePitchOfItsPerson) {
  for (const Voice::Timbre& timbre : kTimbres) {
    Voice voice{timbre, 7};
    EXPECT_NEAR(usual_pitch(voice) / timbre.pitch_hz, 1.0, 0.12) << timbre.pitch_hz;
  }
}

TEST(Voice, SpeaksInTheRhythmOfSyllables) {
  Voice voice{kTimbres[1], 7};
  const std::vector<float> samples = render_voice(voice, 10);
  // Dips of the envelope: stretches of 10 ms well below the speech's level, after one above it.
  int dips = 0;
  bool loud = false;
  for (std::size_t at = 0; at < samples.size(); at += kSecond / 100) {
    const double level = db(rms(std::span{samples}.subspan(at, kSecond / 100)));
    if (loud && level < Voice::kLevelDb - 8.0) {
      ++dips;
      loud = false;
    } else if (level > Voice::kLevelDb - 3.0) {
      loud = true;
    }
  }
  EXPECT_GE(dips, 25);
  EXPECT_LE(dips, 70);
}

TEST(Voice, IsDigitallySilentUntilItTalks) {
  Voice voice{kTimbres[0], 7};
  EXPECT_EQ(peak(render_voice(voice, 1, false)), 0.0);
}

TEST(Voice, EndsItsSyllableAndFallsSilent) {
  Voice voice{kTimbres[0], 7};
  for (int phrase = 0; phrase < 5; ++phrase) {
    EXPECT_GT(db(rms(render_voice(voice, 2))), Voice::kLevelDb - 4.0);
    const std::vector<float> after = render_voice(voice, 1, false);
    const auto longest =
        static_cast<std::size_t>(Voice::kLongestSyllable * static_cast<double>(kSecond));
    EXPECT_EQ(peak(std::span{after}.subspan(longest)), 0.0);
  }
}

TEST(Voice, NeverClicks) {
  Voice voice{kTimbres[3], 7};
  float before = 0.0F;
  float widest = 0.0F;
  for (int phrase = 0; phrase < 10; ++phrase) {
    for (const bool talking : {true, false}) {
      for (const float each : render_voice(voice, 1, talking)) {
        widest = std::max(widest, std::abs(each - before));
        before = each;
      }
    }
  }
  EXPECT_LT(widest, 0.15F);
}

TEST(Voice, IsTheSameForTheSameSeedAndAnotherForAnother) {
  Voice one{kTimbres[0], 7};
  Voice same{kTimbres[0], 7};
  Voice other{kTimbres[0], 8};
  const std::vector<float> said = render_voice(one, 2);
  EXPECT_EQ(said, render_voice(same, 2));
  EXPECT_NE(said, render_voice(other, 2));
}

}  // namespace
}  // namespace stepback::cli::rehearsal
