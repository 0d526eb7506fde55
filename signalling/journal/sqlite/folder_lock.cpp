#include "signalling/journal/sqlite/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace stepback::signalling::journal {

tl::expected<FolderLock, std::string> FolderLock::take(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / "journal.lock";
  FolderLock lock{::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
  if (lock.descriptor_ < 0) {
    return tl::unexpected("cannot write " + path.string() + ": " +
                          std::generic_category().message(errno));
  }
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    return tl::unexpected("the data folder " + folder.string() +
                          " is in use: expected no other stepbackd on it");
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

}  // namespace stepback::signalling::journal
