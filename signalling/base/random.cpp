#include "signalling/base/random.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <string_view>
#include <system_error>

namespace stepback::signalling {

std::string base64url(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  constexpr unsigned bits_of_digit = 6;
  std::string text;
  text.reserve((bytes.size() * 8 + bits_of_digit - 1) / bits_of_digit);
  std::uint32_t pending = 0;  // bits that are not written yet, in the low end
  unsigned count = 0;
  for (const std::uint8_t byte : bytes) {
    pending = pending << 8 | byte;
    count += 8;
    while (count >= bits_of_digit) {
      count -= bits_of_digit;
      text += alphabet[pending >> count & 0x3FU];
    }
  }
  if (count > 0) text += alphabet[pending << (bits_of_digit - count) & 0x3FU];
  return text;
}

std::string SystemRandom::identifier() {
  std::array<std::uint8_t, 16> bytes{};
  // Up to 256 bytes come whole or not at all (getrandom(2)). Only the wait for the first entropy
  // after boot can be interrupted.
  while (getrandom(bytes.data(), bytes.size(), 0) < 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  return base64url(bytes);
}

}  // namespace stepback::signalling
