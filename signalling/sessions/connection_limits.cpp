#include "signalling/sessions/connection_limits.hpp"

#include <string>

namespace stepback::signalling {

using protocol::kLimits;

std::string_view too_many_messages() {
  static const std::string kText = "Too many messages: at most " +
                                   std::to_string(kLimits.control_per_second) + " a second, " +
                                   std::to_string(kLimits.control_burst) + " at once.";
  return kText;
}

std::string_view too_much_media() {
  constexpr std::size_t kMbit = 1'000'000;
  static_assert(kLimits.media_bits_per_second % kMbit == 0);
  static const std::string kText =
      "Too much media: at most " + std::to_string(kLimits.packets_per_second) + " packets and " +
      std::to_string(kLimits.media_bits_per_second / kMbit) + " Mbit a second.";
  return kText;
}

std::string_view too_large_message() {
  static const std::string kText =
      "A message of more than " + std::to_string(kLimits.control_bytes) + " bytes.";
  return kText;
}

std::string_view too_large_packet() {
  static const std::string kText =
      "A media packet of more than " + std::to_string(kLimits.media_bytes) + " bytes.";
  return kText;
}

}  // namespace stepback::signalling
