#pragma once

#include <string>

namespace stepback::cli {

/// The person was in the session and left, or the session ended.
inline constexpr int kSuccess = 0;
/// The client was refused, removed or superseded, is too old for the server, or refused the
/// server's certificate. A sentence on standard error says why, as for every failure.
inline constexpr int kFailure = 1;
/// The command line asks for something impossible.
inline constexpr int kUsage = 2;
/// The server was never reached, or a lost connection was given up.
inline constexpr int kNotReached = 3;

/// Prints the sentence, made printable, on standard error. Returns `code`.
int fail(int code, const std::string& sentence);

}  // namespace stepback::cli
