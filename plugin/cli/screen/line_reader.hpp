#pragma once

// Reads lines from a descriptor as they come.

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace stepback::cli {

/// Splits bytes into lines. Pure. A line beyond the bound is dropped whole and counted, so that no
/// part of it is taken for a command.
class LineReader {
 public:
  static constexpr std::size_t kMostBytes = 16'384;

  /// Returns the lines that these bytes finish, without their line ends.
  std::vector<std::string> feed(std::string_view bytes);
  /// Returns the last line if it has no line end, else nothing.
  std::vector<std::string> finish();
  /// The number of lines that were too long since the last call.
  std::size_t take_dropped();

 private:
  std::string partial_;
  bool dropping_ = false;
  std::size_t dropped_ = 0;
};

/// Reads the first line (at most kMostBytes) of a file, or of standard input for "-", and nothing
/// after it. A link or token passed this way does not appear in the process list. The error is a
/// sentence: no such file, or an empty line.
tl::expected<std::string, std::string> read_secret(const std::string& path);

}  // namespace stepback::cli
