#pragma once

// The data folder's shared secret, and those that it took the place of: a file that its owner alone
// may read (mode 0600). It is found, or made so that two servers started at once end up with the
// same one; and exchanged so that a running server and its links go on meanwhile.
//
// Two forms of the file are read. The first is the secret alone, on a line: what a first start
// makes and a deployer may write by hand. The second is what rotation leaves, JSON:
//
//   {"secrets":[{"secret":"…"},{"secret":"…","until":1764000000000}],"version":2}
//
// The first of them signs. The others still hold for what they have signed, until the time (in
// milliseconds since the Unix epoch) that stands with them.

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

/// The secrets of a data folder; both are made if need be (64 hexadecimal digits). Gives a sentence
/// that says what and where if the folder cannot be made or written, or if the file cannot be read
/// or is of neither form. No sentence holds a part of a secret.
tl::expected<Secrets, std::string> load_or_make_secrets(const std::filesystem::path& data_folder);

/// Makes a new secret and puts it first; the one before goes on holding for `overlap`, those before
/// that as long as they would have. Without any overlap nothing old holds: the file may have been
/// read. Gives them as they are on disk then, or a sentence.
tl::expected<Secrets, std::string> rotate_secrets(const std::filesystem::path& data_folder,
                                                  std::chrono::seconds overlap,
                                                  protocol::Instant now);

}  // namespace stepback::signalling
