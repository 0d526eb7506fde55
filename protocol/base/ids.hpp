#pragma once

// Strong types for identifiers and time, so that no function takes a bare string or number for
// one of them by mistake. Values only: nothing here reads a clock or makes an identifier.

#include <chrono>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace stepback::protocol {

/// An opaque identifier: a string whose content means nothing. `Tag` keeps the kinds apart.
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
/// An identity within a session: it outlives every connection of that person.
using ParticipantId = Id<struct ParticipantTag>;

/// RTP synchronisation source (RFC 3550, section 3). The server gives each identity one; 0 is none.
using Ssrc = std::uint32_t;

/// How many events a session has seen: the number every view carries (invariant I6).
using Revision = std::uint64_t;

/// Which issue of a link a token is of: one more each time the link is replaced.
using Generation = std::uint32_t;
/// The one that no token has.
inline constexpr Generation kNoGeneration = 0xFFFFFFFF;

using Duration = std::chrono::milliseconds;
/// A moment: milliseconds since the Unix epoch, on the wire and here. Always passed in as a value.
using Instant = std::chrono::time_point<std::chrono::system_clock, Duration>;

/// The moment as the number that the wire carries.
inline std::int64_t to_epoch_ms(Instant at) {
  return at.time_since_epoch().count();
}
/// The moment that a number of the wire means.
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
