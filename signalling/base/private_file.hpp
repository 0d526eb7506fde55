#pragma once

// Small files of the data folder that its owner alone may read: the secret, a certificate's key.
// Whoever finds such a file finds it whole, whatever happens while it is written.

#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace stepback::signalling {

/// What becomes of a file that is there already.
enum class Existing { kept, replaced };

/// Writes `text` to `path`, mode 0600, and returns when it is on disk. Root leaves it to the owner
/// of the folder. Of two who do so at once and
/// keep what exists, one wins. Gives a sentence (what, where, why) if it cannot.
tl::expected<void, std::string> write_private_file(const std::filesystem::path& path,
                                                   std::string_view text, Existing existing);

}  // namespace stepback::signalling
