#include <gmock/gmock.h>
#include <sndfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmath>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <memory>
#include <numbers>
#include <thread>

#include "plugin/cli/sound/recorder.hpp"
#include "plugin/cli/sound/sound_path.hpp"
#include "plugin/cli/sound/sound_ring.hpp"
#include "plugin/cli/sound/wav.hpp"
#include "tests/plugin/cli/fake_stepback.hpp"
#include "tests/support/temporary_folder.hpp"

namespace stepback::cli {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class SoundFiles : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return folder_.path() / name; }

  /// A tone in the first channel, silence in the others.
  std::string tone(int rate, int channels, double hertz, double length_s) const {
    std::string file = path(std::to_string(rate) + "x" + std::to_string(channels) + ".wav");
    SF_INFO info{};
    info.samplerate = rate;
    info.channels = channels;
    info.format = SF_FORMAT_WAV | SF_FORMAT_FLOAT;
    SNDFILE* out = sf_open(file.c_str(), SFM_WRITE, &info);
    const auto frames = static_cast<std::size_t>(length_s * rate);
    std::vector<float> samples(frames * static_cast<std::size_t>(channels));
    for (std::size_t i = 0; i < frames; ++i) {
      samples[i * static_cast<std::size_t>(channels)] = static_cast<float>(
          0.5 * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / rate));
    }
    sf_writef_float(out, samples.data(), static_cast<sf_count_t>(frames));
    sf_close(out);
    return file;
  }

 private:
  stepback::test::TemporaryFolder folder_;
};

/// Returns the largest difference from the tone of this amplitude, without the ends.
double error_against_tone(const std::vector<float>& samples, double hertz, double amplitude) {
  constexpr std::size_t kEnds = 480;
  double most = 0;
  for (std::size_t i = kEnds; i + kEnds < samples.size(); ++i) {
    const double wanted =
        amplitude * std::sin(2 * std::numbers::pi * hertz * static_cast<double>(i) / 48'000);
    most = std::max(most, std::abs(wanted - static_cast<double>(samples[i])));
  }
  return most;
}

TEST_F(SoundFiles, AreReadAsTheyAreAt48Kilohertz) {
  const auto samples = read_sound(tone(48'000, 1, 440, 0.5));

  ASSERT_TRUE(samples.has_value());
  EXPECT_EQ(samples->size(), 24'000U);
  EXPECT_LT(error_against_tone(*samples, 440, 0.5), 1e-6);
}

TEST_F(SoundFiles, AreResampledAndMixedToOneChannelInStep) {
  for (const int rate : {8000, 16'000, 44'100, 96'000}) {
    const auto samples = read_sound(tone(rate, 2, 440, 0.5));

    ASSERT_TRUE(samples.has_value()) << rate;
    EXPECT_NEAR(static_cast<double>(samples->size()), 24'000, 1) << rate;
    EXPECT_LT(error_against_tone(*samples, 440, 0.25), 0.01) << rate;
  }
}

TEST_F(SoundFiles, SayWhatIsWrongWithThem) {
  std::ofstream{path("notes.wav")} << "This is not sound.";
  EXPECT_THAT(read_sound(path("notes.wav")).error(), HasSubstr("notes.wav: "));
  EXPECT_THAT(read_sound(path("absent.wav")).error(), HasSubstr("absent.wav: "));
  EXPECT_THAT(read_sound(tone(48'000, 1, 440, 0)).error(), HasSubstr("no sound in it"));
  EXPECT_THAT(read_sound(tone(400, 1, 40, 1)).error(), HasSubstr("found 400 Hz"));
}

TEST_F(SoundFiles, AreWrittenForTheirOwnerAlone) {
  const std::vector<float> samples{0.5F, -0.5F, 2.0F};
  {
    auto file = WavWriter::create(path("heard.wav"));
    ASSERT_TRUE(file.has_value());
    EXPECT_TRUE(file->write(samples.data(), samples.size()));
  }

  const auto again = read_sound(path("heard.wav"));
  ASSERT_TRUE(again.has_value());
  ASSERT_EQ(again->size(), 3U);
  EXPECT_NEAR((*again)[0], 0.5, 1e-4);
  EXPECT_NEAR((*again)[1], -0.5, 1e-4);
  EXPECT_NEAR((*again)[2], 1.0, 1e-4);  // clipped, not wrapped
  struct stat status {};
  ASSERT_EQ(stat(path("heard.wav").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(SoundFiles, ThatOthersCouldReadBelongToTheirOwnerAloneBeforeAWordIsWritten) {
  std::ofstream(path("heard.wav")) << "what was there before";
  ASSERT_EQ(chmod(path("heard.wav").c_str(), 0666), 0);

  const auto file = WavWriter::create(path("heard.wav"));

  ASSERT_TRUE(file.has_value());
  struct stat status {};
  ASSERT_EQ(stat(path("heard.wav").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(SoundFiles, OfSomebodyElseAreLeftAsTheyAre) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  std::ofstream(path("theirs.wav")) << "what was there before";
  ASSERT_EQ(chown(path("theirs.wav").c_str(), 65534, 65534), 0);

  EXPECT_THAT(WavWriter::create(path("theirs.wav")).error(), HasSubstr("not permitted"));

  std::ifstream file(path("theirs.wav"));
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "what was there before");
}

TEST_F(SoundFiles, SayThatTheyCannotBeWritten) {
  EXPECT_THAT(WavWriter::create(path("no/such/folder.wav")).error(), HasSubstr("No such file"));
}

TEST_F(SoundFiles, HoldAllThatWasRecordedWhenTheRecorderIsGone) {
  std::vector<float> samples(10'000);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    samples[i] = static_cast<float>(i) / 20'000;
  }
  {
    Recorder recorder{WavWriter::create(path("all.wav")).value()};
    for (std::size_t i = 0; i < samples.size(); i += 100) recorder.add(&samples[i], 100);
    // The destructor writes the sound that is still on its way.
  }

  const auto again = read_sound(path("all.wav"));
  ASSERT_TRUE(again.has_value());
  ASSERT_EQ(again->size(), samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) ASSERT_NEAR((*again)[i], samples[i], 1e-4);
}

TEST_F(SoundFiles, CountsWhatARecorderHadNoRoomFor) {
  const std::vector<float> ten_seconds(480'000);
  Recorder recorder{WavWriter::create(path("lost.wav")).value()};

  recorder.add(ten_seconds.data(), ten_seconds.size());

  EXPECT_EQ(recorder.lost(), 480'000U);
}

TEST(SoundRing, CarriesEverySampleInOrderBetweenThreads) {
  SoundRing ring{64};
  constexpr int kCount = 20'000;
  std::jthread writer{[&ring] {
    for (int i = 0; i < kCount;) {
      const auto sample = static_cast<float>(i);
      if (ring.put(&sample, 1)) {
        ++i;
      } else {
        std::this_thread::yield();
      }
    }
  }};
  int next = 0;
  std::vector<float> block(50);
  while (next < kCount) {
    const std::size_t count = ring.take(block.data(), block.size());
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(block[i], static_cast<float>(next));
      ++next;
    }
    if (count == 0) std::this_thread::yield();
  }
}

TEST(SoundRing, TakesAllOrNothing) {
  SoundRing ring{4};
  const std::vector<float> three{1, 2, 3};

  EXPECT_TRUE(ring.put(three.data(), 3));
  EXPECT_FALSE(ring.put(three.data(), 3));
  std::vector<float> out(4);
  EXPECT_EQ(ring.take(out.data(), 4), 3U);
  EXPECT_TRUE(ring.put(three.data(), 3));
}

class SoundPathTest : public ::testing::Test {
 protected:
  test::FakeStepback module;
  SoundSwitches switches;
};

TEST_F(SoundPathTest, CarriesTheMicrophoneAndTheOthers) {
  SoundPath path{module.client(), switches, {}, nullptr};
  module.pulled_value = 0.25F;
  const std::vector<float> captured(2000, 0.5F);
  std::vector<float> played(2000);

  path.move(captured.data(), played.data(), 2000);

  EXPECT_EQ(module.pushed, captured);
  EXPECT_THAT(played, Each(0.25F));
}

TEST_F(SoundPathTest, PushesSilenceWithoutAMicrophoneSoThatTimeGoesOn) {
  SoundPath path{module.client(), switches, {}, nullptr};

  path.move(nullptr, nullptr, 960);

  EXPECT_EQ(module.pushed.size(), 960U);
  EXPECT_THAT(module.pushed, Each(0.0F));
}

TEST_F(SoundPathTest, RunsTheFileOnlyWhileTheMicrophoneIsOpen) {
  SoundPath path{module.client(), switches, {{1, 2, 3}, false}, nullptr};

  path.move(nullptr, nullptr, 2);
  switches.microphone_open = true;
  path.move(nullptr, nullptr, 2);
  switches.microphone_open = false;
  path.move(nullptr, nullptr, 1);
  switches.microphone_open = true;
  path.move(nullptr, nullptr, 3);

  EXPECT_THAT(module.pushed, ElementsAre(0, 0, 1, 2, 0, 3, 0, 0));
}

TEST_F(SoundPathTest, BeginsTheFileAgainWhenAskedTo) {
  SoundPath path{module.client(), switches, {{1, 2}, true}, nullptr};
  switches.microphone_open = true;

  path.move(nullptr, nullptr, 5);

  EXPECT_THAT(module.pushed, ElementsAre(1, 2, 1, 2, 1));
}

TEST_F(SoundPathTest, IsSilentBothWaysWhenItIsNotPrivate) {
  SoundPath path{module.client(), switches, {}, nullptr};
  module.pulled_value = 0.25F;
  switches.not_private = true;
  const std::vector<float> captured(960, 0.5F);
  std::vector<float> played(960, 1.0F);

  path.move(captured.data(), played.data(), 960);

  EXPECT_THAT(module.pushed, Each(0.0F));
  EXPECT_THAT(played, Each(0.0F));
  EXPECT_EQ(module.pulled, 0U) << "what is pulled is reported as heard";
}

TEST_F(SoundPathTest, ReportsNothingAsHeardWhereNobodyListens) {
  SoundPath path{module.client(), switches, {}, nullptr};
  path.move(nullptr, nullptr, 960);
  EXPECT_EQ(module.pulled, 0U);
}

TEST_F(SoundFiles, ARecordingIsHeardWithoutASpeaker) {
  test::FakeStepback module;
  const SoundSwitches switches;
  Recorder recorder{WavWriter::create(path("heard.wav")).value()};
  SoundPath sound{module.client(), switches, {}, &recorder};
  sound.move(nullptr, nullptr, 960);
  EXPECT_EQ(module.pulled, 960U);
}

}  // namespace
}  // namespace stepback::cli
