#pragma once

// Lines from a descriptor, as they come.

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace stepback::cli {

/// Splits bytes into lines. Pure. A line beyond the bound is dropped whole and counted, so that
/// what was half read is never taken for a command.
class LineReader {
 public:
  static constexpr std::size_t kMostBytes = 16'384;

  /// The lines that these bytes finish, without their line ends.
  std::vector<std::string> feed(std::string_view bytes);
  /// The last line, which no line end finished, or nothing.
  std::vector<std::string> finish();
  /// How many lines were too long since it was asked last.
  std::size_t take_dropped();

 private:
  std::string partial_;
  bool dropping_ = false;
  std::size_t dropped_ = 0;
};

/// The first line of a file, or of standard input for "-" (of which nothing more is read): how a
/// link or token is handed over without standing in the process list. A sentence if there is none.
tl::expected<std::string, std::string> read_secret(const std::string& path);

}  // namespace stepback::cli
