#pragma once

// Serves the files of a folder over HTTP. Reads the disk and keeps files in memory. Loop thread.

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "signalling/net/http/message.hpp"

namespace stepback::signalling {

class StaticFiles {
 public:
  /// Bytes of files that are kept in memory, so that loading the page does not stop the loop for a
  /// slow disk. A page is one or two megabytes.
  static constexpr std::size_t kMostKept = std::size_t{32} << 20U;

  /// Serves the files below `root`; serves none if `root` is empty.
  explicit StaticFiles(std::filesystem::path root) : root_(std::move(root)) {}

  /// Returns the file that `path` names ("/" is index.html), or nothing if there is none. A file
  /// does not count if it lies outside the root, also by a symbolic link, if it is hidden (its name
  /// begins with a dot), or if it is larger than 64 MiB. A changed file is read again. Clients are
  /// told to ask again each time (no-cache), so that a new version is used at once. A file below
  /// assets/ has its content's hash in its name, so clients keep it for a year.
  std::optional<HttpResponse> find(std::string_view path);

 private:
  using Content = std::shared_ptr<const std::string>;
  struct Kept {
    Content content;
    std::filesystem::file_time_type written;
  };

  Content content_of(const std::filesystem::path& file);

  std::filesystem::path root_;
  std::map<std::filesystem::path, Kept> kept_;
  std::size_t kept_bytes_ = 0;
};

}  // namespace stepback::signalling
