#pragma once

// One server to a data folder: whoever holds the lock is the only one who serves its sessions. The
// system lets go of it with the process, however that ends.

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

namespace stepback::signalling::journal {

class FolderLock {
 public:
  /// A sentence if somebody holds it, or if the file cannot be made.
  static tl::expected<FolderLock, std::string> take(const std::filesystem::path& folder);

  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace stepback::signalling::journal
