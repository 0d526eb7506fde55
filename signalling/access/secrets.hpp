#pragma once

// The data folder's shared secret, and the older secrets that are still valid, in a file that only
// its owner may read (mode 0600). The file is found or made; two servers that start at once get the
// same secret. It can be exchanged while a server runs, without breaking its links.
//
// Two forms of the file are read. The first is the secret alone, on a line: a first start makes it,
// and a deployer may write it by hand. The second is JSON, which rotation writes:
//
//   {"secrets":[{"secret":"…"},{"secret":"…","until":1764000000000}],"version":2}
//
// The first secret signs. Tokens that the others have signed are accepted until the time that
// stands with each of them (milliseconds since the Unix epoch).

#include <chrono>
#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"

namespace stepback::signalling {

struct Secrets {
  struct Retiring {
    std::string secret;
    protocol::Instant until;
    friend bool operator==(const Retiring&, const Retiring&) = default;
  };
  std::string current;  ///< signs and checks; at least 32 bytes
  std::vector<Retiring> retiring;
  friend bool operator==(const Secrets&, const Secrets&) = default;
};

/// Returns the secrets of a data folder. Makes the folder, and a secret of 64 hexadecimal digits,
/// if they are missing. Returns a sentence that says what and where if the folder cannot be made or
/// written, or if the file cannot be read, is longer than 1 MiB, or has neither form. No sentence
/// holds a part of a secret.
tl::expected<Secrets, std::string> load_or_make_secrets(const std::filesystem::path& data_folder);

/// Makes a new secret that signs from now on. The secret before it stays valid for `overlap`; older
/// ones keep their times. If `overlap` is zero, no old secret stays valid, because a stranger may
/// have read the file. Returns the secrets as they are on disk then, or a sentence.
tl::expected<Secrets, std::string> rotate_secrets(const std::filesystem::path& data_folder,
                                                  std::chrono::seconds overlap,
                                                  protocol::Instant now);

}  // namespace stepback::signalling
