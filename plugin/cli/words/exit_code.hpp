#pragma once

#include <string>

namespace stepback::cli {

/// Left, or the session ended.
inline constexpr int kSuccess = 0;
/// Refused, removed, superseded, or the network given up; a sentence on standard error says which.
inline constexpr int kFailure = 1;
/// The command line asks for something that cannot be.
inline constexpr int kUsage = 2;

/// Says the sentence on standard error, made printable, and gives the code back.
int fail(int code, const std::string& sentence);

}  // namespace stepback::cli
