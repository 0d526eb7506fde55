#include "plugin/cli/sound/wav.hpp"

#include <fcntl.h>
#include <sndfile.h>
#include <speex/speex_resampler.h>
#include <stepback.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace stepback::cli {
namespace {

constexpr int kMostSeconds = 30 * 60;
constexpr int kLeastRate = 1000;
constexpr int kMostRate = 384'000;
constexpr int kMostChannels = 64;
// On speexdsp's scale of 0 to 10. At 8 the artefacts are far below 16 bits; it runs only once for
// each file.
constexpr int kQuality = 8;

struct CloseFile {
  void operator()(SNDFILE* file) const { sf_close(file); }
};
struct DestroyResampler {
  void operator()(SpeexResamplerState* state) const { speex_resampler_destroy(state); }
};

tl::unexpected<std::string> wrong(const std::string& path, const std::string& what) {
  return tl::unexpected{path + ": " + what};
}

std::vector<float> read_mono(SNDFILE* file, int channels) {
  constexpr std::size_t kBlock = 4096;
  const auto width = static_cast<std::size_t>(channels);
  std::vector<float> block(kBlock * width);
  std::vector<float> mono;
  for (;;) {
    const sf_count_t frames = sf_readf_float(file, block.data(), kBlock);
    if (frames <= 0) return mono;
    for (std::size_t i = 0; i < static_cast<std::size_t>(frames); ++i) {
      float sum = 0;
      for (std::size_t channel = 0; channel < width; ++channel) sum += block[i * width + channel];
      mono.push_back(sum / static_cast<float>(channels));
    }
  }
}

/// Resamples to 48 kHz. The result begins and ends with the original: the filter's delay is
/// removed.
std::vector<float> resample(std::vector<float> samples, int rate) {
  int error = RESAMPLER_ERR_SUCCESS;
  const std::unique_ptr<SpeexResamplerState, DestroyResampler> state{speex_resampler_init(
      1, static_cast<spx_uint32_t>(rate), STEPBACK_SAMPLE_RATE, kQuality, &error)};
  if (state == nullptr) return {};
  const std::size_t wanted = samples.size() * STEPBACK_SAMPLE_RATE / static_cast<std::size_t>(rate);
  // Silence at the end pushes the last samples out of the filter.
  samples.resize(samples.size() +
                 static_cast<std::size_t>(speex_resampler_get_input_latency(state.get())) + 1);
  speex_resampler_skip_zeros(state.get());

  std::vector<float> resampled;
  resampled.reserve(wanted);
  std::array<float, 4096> block{};
  for (std::size_t used = 0; used < samples.size() && resampled.size() < wanted;) {
    auto in = static_cast<spx_uint32_t>(std::min<std::size_t>(samples.size() - used, block.size()));
    auto out = static_cast<spx_uint32_t>(block.size());
    speex_resampler_process_float(state.get(), 0, samples.data() + used, &in, block.data(), &out);
    if (in == 0 && out == 0) break;
    used += in;
    resampled.insert(resampled.end(), block.begin(), block.begin() + out);
  }
  resampled.resize(wanted);
  return resampled;
}

/// Takes a file's rights from everybody but its owner, which has to be this user, and then what is
/// in it. A pipe or a device has no such content. Returns false, with errno, if the file belongs to
/// somebody else or the system refuses.
bool empty_for_owner_alone(int fd) {
  struct stat status {};
  if (fstat(fd, &status) != 0) return false;
  if (!S_ISREG(status.st_mode)) return true;
  if (status.st_uid != geteuid()) {  // root could write into it, and its owner would read
    errno = EPERM;
    return false;
  }
  return fchmod(fd, S_IRUSR | S_IWUSR) == 0 && ftruncate(fd, 0) == 0;
}

}  // namespace

tl::expected<std::vector<float>, std::string> read_sound(const std::string& path) {
  SF_INFO info{};
  const std::unique_ptr<SNDFILE, CloseFile> file{sf_open(path.c_str(), SFM_READ, &info)};
  if (file == nullptr) return wrong(path, sf_strerror(nullptr));
  if (info.samplerate < kLeastRate || info.samplerate > kMostRate) {
    return wrong(path, "expected a sample rate between 1 and 384 kHz, found " +
                           std::to_string(info.samplerate) + " Hz.");
  }
  if (info.channels < 1 || info.channels > kMostChannels) {
    return wrong(path, "expected 1 to 64 channels, found " + std::to_string(info.channels) + ".");
  }
  if (info.frames <= 0) return wrong(path, "there is no sound in it.");
  if (info.frames / info.samplerate >= kMostSeconds) {
    return wrong(path, "it is longer than half an hour.");
  }
  std::vector<float> samples = read_mono(file.get(), info.channels);
  if (info.samplerate != STEPBACK_SAMPLE_RATE) {
    samples = resample(std::move(samples), info.samplerate);
  }
  if (samples.empty()) return wrong(path, "its sound could not be read.");
  return samples;
}

void WavWriter::Close::operator()(sf_private_tag* file) const {
  sf_close(file);
}

tl::expected<WavWriter, std::string> WavWriter::create(const std::string& path) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return wrong(path, std::strerror(errno));
  if (!empty_for_owner_alone(fd)) {
    const int error = errno;
    close(fd);
    return wrong(path, std::strerror(error));
  }
  SF_INFO info{};
  info.samplerate = STEPBACK_SAMPLE_RATE;
  info.channels = 1;
  info.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  SNDFILE* file = sf_open_fd(fd, SFM_WRITE, &info, SF_TRUE);
  if (file == nullptr) {
    close(fd);
    return wrong(path, sf_strerror(nullptr));
  }
  sf_command(file, SFC_SET_CLIPPING, nullptr, SF_TRUE);
  // Keeps the file valid after each write, however this program ends.
  sf_command(file, SFC_SET_UPDATE_HEADER_AUTO, nullptr, SF_TRUE);
  return WavWriter{file};
}

bool WavWriter::write(const float* samples, std::size_t frames) {
  const auto wanted = static_cast<sf_count_t>(frames);
  return sf_writef_float(file_.get(), samples, wanted) == wanted;
}

}  // namespace stepback::cli
