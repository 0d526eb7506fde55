#pragma once

// The times that every client keeps. protocol/wire/behaviour/timings.json is the same table for
// clients in other languages, and a test compares the two.

#include <chrono>

namespace stepback::protocol {

struct ClientTimings {
  /// A connection without `welcome` is given up after this time.
  std::chrono::milliseconds join_within{10'000};
  /// A client that leaves waits this long for the answer.
  std::chrono::milliseconds leave_within{2'000};
  std::chrono::milliseconds ping_every{5'000};
  /// The same for leaders and the presenter, whose connections matter to each other.
  std::chrono::milliseconds watched_ping_every{2'000};
  /// Leaders and the presenter are told when nothing has arrived for this time.
  std::chrono::milliseconds watched_doubt_after{6'000};
  std::chrono::milliseconds report_every{5'000};
  /// A connection on which nothing arrived for this time is given up. It is the server's own limit:
  /// an earlier end would cost a reconnect, which closes the microphone.
  std::chrono::milliseconds silence_limit{20'000};
  /// A connection that lasted this long was good: the pauses begin with the first one again.
  std::chrono::milliseconds stable_after{10'000};
  /// The pauses between attempts to connect: the first one, doubled up to the longest. Each is
  /// shortened at random by up to a half.
  std::chrono::milliseconds first_pause{250};
  std::chrono::milliseconds longest_pause{5'000};
  /// After this many unreadable states in a row the client does not come back by itself.
  int most_unreadable = 3;
};

inline constexpr ClientTimings kClientTimings{};

}  // namespace stepback::protocol
