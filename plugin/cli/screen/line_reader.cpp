#include "plugin/cli/screen/line_reader.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "plugin/cli/words/text.hpp"

namespace stepback::cli {

std::vector<std::string> LineReader::feed(std::string_view bytes) {
  std::vector<std::string> lines;
  for (const char byte : bytes) {
    if (byte != '\n') {
      if (partial_.size() == kMostBytes) {
        dropping_ = true;
      } else {
        partial_ += byte;
      }
    } else if (std::exchange(dropping_, false)) {
      partial_.clear();
      ++dropped_;
    } else {
      lines.push_back(std::exchange(partial_, {}));
    }
  }
  return lines;
}

std::vector<std::string> LineReader::finish() {
  if (std::exchange(dropping_, false)) {
    partial_.clear();
    ++dropped_;
  }
  if (partial_.empty()) return {};
  return {std::exchange(partial_, {})};
}

std::size_t LineReader::take_dropped() {
  return std::exchange(dropped_, 0);
}

tl::expected<std::string, std::string> read_secret(const std::string& path) {
  const bool standard_input = path == "-";
  const std::string where = standard_input ? "standard input" : path;
  const int fd = standard_input ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return tl::unexpected{where + ": " + std::strerror(errno)};
  // Reads byte by byte, since the rest of standard input belongs to the line reader.
  std::string line;
  char byte = 0;
  while (line.size() < LineReader::kMostBytes && read(fd, &byte, 1) == 1 && byte != '\n') {
    line += byte;
  }
  if (!standard_input) close(fd);
  const std::string_view secret = trim(line);
  if (secret.empty()) return tl::unexpected{where + ": the first line is empty."};
  return std::string{secret};
}

}  // namespace stepback::cli
