#pragma once

// Random identifiers. An interface, so that tests are repeatable.

#include <cstdint>
#include <span>
#include <string>

namespace stepback::signalling {

/// Returns the bytes as base64url without padding (RFC 4648, section 5), which is safe in a URL.
std::string base64url(std::span<const std::uint8_t> bytes);

/// Loop thread only. Outlives everything that was given a reference to it.
class Random {
 public:
  virtual ~Random() = default;
  /// Returns an identifier that nobody can guess: 128 random bits, URL-safe, 22 characters.
  virtual std::string identifier() = 0;
};

/// Uses the operating system's generator (getrandom). Throws std::system_error if there is none.
class SystemRandom final : public Random {
 public:
  std::string identifier() override;
};

}  // namespace stepback::signalling
