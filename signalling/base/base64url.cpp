#include "signalling/base/base64url.hpp"

#include <cstddef>
#include <string_view>

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

}  // namespace stepback::signalling
