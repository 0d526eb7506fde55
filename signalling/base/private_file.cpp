#include "signalling/base/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace stepback::signalling {
namespace {

/// A descriptor that closes itself.
class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  explicit operator bool() const { return descriptor_ >= 0; }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Gives a file that root writes to the owner of the folder, so that the server can read it.
bool give_owner(int descriptor, const std::filesystem::path& folder) {
  if (::geteuid() != 0) return true;
  struct stat owner {};
  return ::stat(folder.c_str(), &owner) == 0 &&
         ::fchown(descriptor, owner.st_uid, owner.st_gid) == 0;
}

bool give_name(const char* draft, const char* path, Existing existing) {
  if (existing == Existing::replaced) return ::rename(draft, path) == 0;
  return ::link(draft, path) == 0 || errno == EEXIST;
}

}  // namespace

// The text is written under a draft name, which is then renamed or linked to `path`.
tl::expected<void, std::string> write_private_file(const std::filesystem::path& path,
                                                   std::string_view text, Existing existing) {
  const auto failed = [&](int error) {
    return tl::unexpected("cannot write " + path.string() + ": " +
                          std::generic_category().message(error));
  };
  std::string draft = path.string() + ".XXXXXX";
  const std::filesystem::path folder_path = path.has_parent_path() ? path.parent_path() : ".";
  const File file(::mkostemp(draft.data(), O_CLOEXEC));  // O_CREAT, O_EXCL, mode 0600
  if (!file) return failed(errno);
  int error = 0;
  if (!write_all(file.get(), text) || !give_owner(file.get(), folder_path) ||
      ::fsync(file.get()) != 0) {
    error = errno;
  }
  if (error == 0 && !give_name(draft.c_str(), path.c_str(), existing)) error = errno;
  ::unlink(draft.c_str());  // fails if the draft was renamed to `path`
  if (error != 0) return failed(error);
  const File folder(::open(folder_path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder || ::fsync(folder.get()) != 0) return failed(errno);
  return {};
}

}  // namespace stepback::signalling
