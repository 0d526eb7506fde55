#pragma once

// The bytes that the program has read from a TCP socket, as the kernel counts them. They show
// frames that libwebsockets handles itself and does not report.

#include <cstdint>
#include <optional>

namespace stepback::signalling {

/// Returns the bytes that the peer has sent and the program has read; with TLS, the encrypted
/// bytes. Returns nothing if the kernel does not tell (no TCP socket, or one before Linux 4.1). Any
/// thread.
std::optional<std::uint64_t> bytes_read_from(int descriptor);

}  // namespace stepback::signalling
