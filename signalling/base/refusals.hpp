#pragma once

// Why the server refuses a media packet, turns a connection away, or closes one before its time.

#include <array>
#include <string_view>

#include "protocol/base/words.hpp"

namespace stepback::signalling {

/// Why a media packet was not forwarded.
enum class PacketRefusal {
  notJoined,
  notRtp,
  unknownPayload,
  tooLarge,
  rateLimited,
  notPermitted,
  notHolding  ///< this server does not hold the session's lease now
};

/// Returns the code of the `error` that answers the packet.
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
    case PacketRefusal::notHolding:
      return protocol::Code::restarting;
    case PacketRefusal::notPermitted:
      break;
  }
  return protocol::Code::notPermitted;
}

/// Why somebody is turned away before anything else.
enum class TurnedAway {
  serverFull,       ///< the server holds as many connections as it may, or owes too many answers
  tooManyWaiting,   ///< too many of the address have not joined, or do not fetch their answers
  tooManyArrivals,  ///< too many of the address came within a second
  tooManyBadTokens  ///< too many tokens of the address were no good
};

/// Why the server closed a connection before its time.
enum class SentAway {
  flood,     ///< the connection went far beyond its limits for seconds
  unread,    ///< too much control was left unread
  displaced  ///< it had not joined, and gave way to a newer connection of its address
};

}  // namespace stepback::signalling

template <>
inline constexpr std::array<std::string_view, 7>
    stepback::protocol::words_of<stepback::signalling::PacketRefusal>{
        "notJoined",   "notRtp",       "unknownPayload", "tooLarge",
        "rateLimited", "notPermitted", "notHolding"};
template <>
inline constexpr std::array<std::string_view, 4>
    stepback::protocol::words_of<stepback::signalling::TurnedAway>{
        "serverFull", "tooManyWaiting", "tooManyArrivals", "tooManyBadTokens"};
template <>
inline constexpr std::array<std::string_view, 3>
    stepback::protocol::words_of<stepback::signalling::SentAway>{"flood", "unread", "displaced"};
