#pragma once

// Sound files: read into the module's format (48 kHz, mono, float), and written in it.

#include <cstddef>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

struct sf_private_tag;  // libsndfile's SNDFILE

namespace stepback::cli {

/// The whole file at 48 kHz, its channels averaged, or a sentence that says what is wrong with it.
/// Any format that libsndfile reads, any rate from 1 to 384 kHz, at most half an hour.
tl::expected<std::vector<float>, std::string> read_sound(const std::string& path);

/// A new 16-bit WAV file that its owner alone can read. One thread at a time.
class WavWriter {
 public:
  /// Replaces what the file held. A sentence if it cannot be written.
  static tl::expected<WavWriter, std::string> create(const std::string& path);

  /// Appends samples, clipped to -1 to 1. False if the disk takes no more.
  bool write(const float* samples, std::size_t frames);

 private:
  struct Close {
    void operator()(sf_private_tag* file) const;
  };
  explicit WavWriter(sf_private_tag* file) : file_{file} {}
  std::unique_ptr<sf_private_tag, Close> file_;
};

}  // namespace stepback::cli
