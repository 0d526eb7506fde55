#pragma once

// Base64url without padding (RFC 4648, section 5): bytes as text that may stand in a URL.

#include <cstdint>
#include <span>
#include <string>

namespace stepback::signalling {

std::string base64url(std::span<const std::uint8_t> bytes);

}  // namespace stepback::signalling
