#pragma once

// Changes that are in force before they are kept, and the troubles that delay keeping. Pure values.

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"

namespace stepback::protocol {

/// A change that takes a right away and is not kept yet. It is in force already. If the server
/// stops now, the change is lost.
struct PendingChange {
  enum class Does {
    stepBack,  ///< the presenter steps back
    advance,   ///< to a phase in which nobody steps back
    mute,      ///< a leader closes a microphone
    remove,    ///< a person is sent out
    lock,      ///< nobody new is let in
    close,     ///< a person closes their own microphone or camera
  };
  Does does = Does::stepBack;
  std::optional<std::string> phase;          ///< the name of the phase; of stepBack and advance
  std::optional<ParticipantId> participant;  ///< the person from whom the change takes something
  Instant since;                             ///< when it was decided
  friend bool operator==(const PendingChange&, const PendingChange&) = default;
};

/// The reason why the server does less than usual.
enum class Trouble {
  disk,   ///< changes cannot be kept
  clock,  ///< the clock of the server's machine jumped
};

template <>
inline constexpr std::array<std::string_view, 6> words_of<PendingChange::Does>{
    "stepBack", "advance", "mute", "remove", "lock", "close"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<Trouble>{"disk", "clock"};

}  // namespace stepback::protocol
