#pragma once

// Reads sound files into the module's format (48 kHz, mono, float), and writes them in it.

#include <cstddef>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

struct sf_private_tag;  // libsndfile's SNDFILE

namespace stepback::cli {

/// The whole file at 48 kHz, its channels averaged. Reads any format of libsndfile, 1 to 384 kHz,
/// at most half an hour. The error is a sentence.
tl::expected<std::vector<float>, std::string> read_sound(const std::string& path);

/// Writes a 16-bit WAV file. One thread at a time.
class WavWriter {
 public:
  /// Creates a file that only its owner can read, or makes an existing one so and empties it. The
  /// error is a sentence: nothing is emptied if the file belongs to somebody else.
  static tl::expected<WavWriter, std::string> create(const std::string& path);

  /// Appends samples, clipped to -1 to 1. Returns false if the disk takes no more.
  bool write(const float* samples, std::size_t frames);

 private:
  struct Close {
    void operator()(sf_private_tag* file) const;
  };
  explicit WavWriter(sf_private_tag* file) : file_{file} {}
  std::unique_ptr<sf_private_tag, Close> file_;
};

}  // namespace stepback::cli
