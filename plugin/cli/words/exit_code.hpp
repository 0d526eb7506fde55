#pragma once

#include <string>

namespace stepback::cli {

/// The person left, or the session ended.
inline constexpr int kSuccess = 0;
/// The client was refused, removed or superseded, is too old for the server, or gave up the
/// network. A sentence on standard error says why.
inline constexpr int kFailure = 1;
/// The command line asks for something impossible.
inline constexpr int kUsage = 2;

/// Prints the sentence, made printable, on standard error. Returns `code`.
int fail(int code, const std::string& sentence);

}  // namespace stepback::cli
