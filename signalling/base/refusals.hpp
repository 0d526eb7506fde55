#pragma once

// Why a media packet was not forwarded, and what its sender is told.

#include "protocol/base/words.hpp"

namespace stepback::signalling {

enum class PacketRefusal { notJoined, notRtp, unknownPayload, tooLarge, rateLimited, notPermitted };

/// The code of the `error` that answers it.
constexpr protocol::Code code_of(PacketRefusal reason) {
  switch (reason) {
    case PacketRefusal::notJoined:
      return protocol::Code::notJoined;
    case PacketRefusal::notRtp:
    case PacketRefusal::unknownPayload:
      return protocol::Code::badMessage;
    case PacketRefusal::tooLarge:
      return protocol::Code::tooLarge;
    case PacketRefusal::rateLimited:
      return protocol::Code::rateLimited;
    case PacketRefusal::notPermitted:
      break;
  }
  return protocol::Code::notPermitted;
}

}  // namespace stepback::signalling
