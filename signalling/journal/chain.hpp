#pragma once

// The hash chain of one session's entries: each entry's hash is over the hash before it and the
// entry's own bytes, so that no entry can be changed, left out or put in without every later hash
// telling. Pure; any thread.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/base/ids.hpp"

namespace stepback::signalling::journal {

/// SHA-256 (FIPS 180-4).
using Hash = std::array<std::uint8_t, 32>;

/// What stands before the first entry.
inline constexpr Hash kBeginning{};

/// The hash of an entry: over `previous` and, a line feed after each of the first three, the
/// session's identifier, the revision and the time in decimal, and the event as encode_event()
/// wrote it. Throws std::bad_alloc where OpenSSL has no memory.
Hash link(const Hash& previous, const protocol::SessionId& session, protocol::Revision revision,
          protocol::Instant at, std::string_view event);

/// 64 hexadecimal digits.
std::string to_hex(const Hash& hash);

}  // namespace stepback::signalling::journal
