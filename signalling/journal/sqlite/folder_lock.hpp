#pragma once

// Allows one server for a data folder: only the process that has the lock serves the folder's
// sessions. The system releases the lock when the process ends, however it ends.

#include <filesystem>
#include <string>
#include <tl/expected.hpp>

namespace stepback::signalling::journal {

class FolderLock {
 public:
  /// Takes the lock. Returns a sentence if another process has it, or if its file cannot be made.
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
