#pragma once

// The hash chain of one session's entries. Each entry's hash covers the hash before it and the
// entry's own bytes. So a changed, missing or inserted entry makes every later hash wrong. Pure;
// any thread.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/base/ids.hpp"

namespace stepback::signalling::journal {

/// SHA-256 (FIPS 180-4).
using Hash = std::array<std::uint8_t, 32>;

/// The hash before the first entry.
inline constexpr Hash kBeginning{};

/// Returns the SHA-256 of `previous` and the text after it. Throws std::bad_alloc if OpenSSL has no
/// memory.
Hash hash_after(const Hash& previous, std::string_view text);

/// Returns the hash of an entry. It covers `previous`, the session's identifier, the revision, the
/// time (milliseconds since the Unix epoch), and the event as encode_event() wrote it. The numbers
/// are decimal; a line feed follows the identifier, the revision and the time. Throws as
/// hash_after() does.
Hash chain_hash(const Hash& previous, const protocol::SessionId& session,
                protocol::Revision revision, protocol::Instant at, std::string_view event);

/// Returns 64 hexadecimal digits.
std::string to_hex(const Hash& hash);

}  // namespace stepback::signalling::journal
