#pragma once

// Small files that only their owner may read: the secret, a certificate's key, a token. A file
// under its own name is always complete, even if writing it was interrupted.

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::signalling {

/// The fate of a file that exists already.
enum class Existing { kept, replaced };

/// Writes `text` to `path`, mode 0600, and returns when the file is on disk. Existing::replaced
/// replaces an existing file. Existing::kept leaves it, which is no error; so one of two files made
/// at once is kept. If the program runs as root, the file belongs to the folder's owner. On failure
/// returns a sentence (what, where, why); the file is then unchanged, unless only flushing the
/// folder failed.
tl::expected<void, std::string> write_private_file(const std::filesystem::path& path,
                                                   std::string_view text, Existing existing);

}  // namespace stepback::signalling
