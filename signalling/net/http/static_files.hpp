#pragma once

// The files of a folder over HTTP. Pure but for reading the disk. Loop thread.

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
  /// Bytes of files that are kept in memory, so that who loads the page does not stop the loop for
  /// as long as a disk takes. A page is one or two megabytes.
  static constexpr std::size_t kMostKept = std::size_t{32} << 20U;

  /// The files below `root`; without a root there are none.
  explicit StaticFiles(std::filesystem::path root) : root_(std::move(root)) {}

  /// The file that `path` names ("/" is index.html), or nothing if there is none: what lies outside
  /// the root, also by a symbolic link, or is hidden (a name that begins with a dot), or is larger
  /// than 64 MB, is not there. A file that has changed is read anew. Clients are told to ask again
  /// each time (no-cache), so that a new version is used at once; but a file below assets/ has its
  /// content's hash in its name, and is kept for good.
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
