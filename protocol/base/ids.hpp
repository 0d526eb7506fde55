#pragma once

// Strong types for identifiers and time, so that no function takes a bare string or number for one
// of them by mistake. Only values: nothing here reads a clock or makes an identifier.

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace stepback::protocol {

/// An opaque identifier: a string without meaning. `Tag` keeps the kinds apart.
template <typename Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string value) : value_(std::move(value)) {}

  /// The identifier as it stands on the wire.
  const std::string& str() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string value_;
};

using SessionId = Id<struct SessionTag>;
/// A person's identity in a session. It outlives all of their connections.
using ParticipantId = Id<struct ParticipantTag>;
/// A private signal's record in a session.
using SignalId = Id<struct SignalTag>;

/// RTP synchronisation source (RFC 3550, section 3). The server gives each identity one; 0 means
/// none.
using Ssrc = std::uint32_t;

/// The number of events that a session has seen. Every view carries it (invariant I6).
using Revision = std::uint64_t;

/// The issue of a link that a token belongs to. Each replacement of the link adds one.
using Generation = std::uint32_t;
/// The generation that no token has.
inline constexpr Generation kNoGeneration = 0xFFFFFFFF;

using Duration = std::chrono::milliseconds;
/// A moment, in milliseconds since the Unix epoch, here and on the wire. Always passed in as a
/// value.
using Instant = std::chrono::time_point<std::chrono::system_clock, Duration>;

/// The number on the wire for this moment.
inline std::int64_t to_epoch_ms(Instant at) {
  return at.time_since_epoch().count();
}
/// The moment for this number on the wire.
inline Instant from_epoch_ms(std::int64_t ms) {
  return Instant{Duration{ms}};
}

}  // namespace stepback::protocol

template <typename Tag>
struct std::hash<stepback::protocol::Id<Tag>> {
  std::size_t operator()(const stepback::protocol::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.str());
  }
};
