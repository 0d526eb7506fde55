#pragma once

// The files of a folder over HTTP. Pure but for reading the disk.

#include <filesystem>
#include <optional>
#include <string_view>

#include "signalling/http_message.hpp"

namespace stepback::signalling {

/// The file below `root` that `path` names ("/" is its index.html), or nothing if there is none:
/// what lies outside `root`, also by a symbolic link, or is hidden (a name that begins with a dot),
/// or is larger than 64 MB, is not there. Clients are told to ask again each time (no-cache), so
/// that a new version is used at once; but a file below assets/ has its content's hash in its name,
/// and is kept for good.
std::optional<HttpResponse> static_file(const std::filesystem::path& root, std::string_view path);

}  // namespace stepback::signalling
