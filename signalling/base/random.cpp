#include "signalling/base/random.hpp"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "signalling/base/base64url.hpp"

namespace stepback::signalling {

std::string SystemRandom::identifier() {
  std::array<std::uint8_t, 16> bytes{};
  // Up to 256 bytes come whole or not at all (getrandom(2)); only the wait for the first entropy
  // after boot can be interrupted.
  while (getrandom(bytes.data(), bytes.size(), 0) < 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  return base64url(bytes);
}

}  // namespace stepback::signalling
