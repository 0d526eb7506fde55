#pragma once

// Counts what a peer sends beside whole messages, and says when it is too much: fragments, empty
// frames, pongs, and bytes that nobody gets to see. Whole messages are counted by the handler, and
// cost nothing here but an addition. Pure: the caller passes the time in. Loop thread; one for each
// WebSocket.
//
// libwebsockets answers pings itself and tells nobody, and it hides empty pongs too. They only show
// in the bytes that were read from the socket (bytes_read.hpp): whatever was read and not handed
// over was such a frame.

#include <bitset>
#include <cstddef>
#include <cstdint>

#include "protocol/base/ids.hpp"
#include "signalling/base/rate_limit.hpp"

namespace stepback::signalling {

class FrameAccount {
 public:
  /// What the socket has to do.
  enum class Verdict {
    fine,
    pause,  ///< read nothing for a moment
    close   ///< the peer has sent far too much for seconds
  };

  /// Frames that cost: fragments of messages, empty frames, pongs that nobody asked for.
  static constexpr double kFramesPerSecond = 240;
  static constexpr double kFramesAtOnce = 480;
  /// A peer is closed at twice the rate for so many seconds.
  static constexpr double kSecondsOfExcess = 3;
  /// Bytes of a second that may stay unseen. A ping now and then, and a piece of a message that
  /// libwebsockets has not handed over yet, are less.
  static constexpr std::int64_t kMostUnseen = std::int64_t{2} * 1024;
  /// So many more over TLS: a record (RFC 8446, section 5.2). OpenSSL takes the bytes of a record
  /// out of the kernel as they come, and hands them on when the record is whole.
  static constexpr std::int64_t kUnfinishedRecord = std::int64_t{16} * 1024 + 256;
  /// A peer is closed after so many seconds, within ten, with more unseen bytes.
  static constexpr std::size_t kMostSuspicious = 3;
  static constexpr std::size_t kRemembered = 10;
  /// The longest header of a client's frame (RFC 6455, section 5.2).
  static constexpr std::int64_t kHeader = 14;
  /// More bytes than TLS adds to a record. A client may put each message into one.
  static constexpr std::int64_t kTlsRecord = 40;

  explicit FrameAccount(bool over_tls)
      : added_(kHeader + (over_tls ? kTlsRecord : 0)),
        most_unseen_(kMostUnseen + (over_tls ? kUnfinishedRecord : 0)) {}

  /// A frame's payload, or a piece of it, was handed over.
  void seen(std::size_t bytes) {
    bytes_ += bytes;
    seen_ += static_cast<std::int64_t>(bytes) + added_;
  }
  /// All bytes that were handed over.
  std::uint64_t bytes() const { return bytes_; }

  /// A frame was handed over that is a fragment of a message, or empty.
  Verdict frame(protocol::Duration now);
  /// The server has sent a ping.
  void pinged() { ++awaited_pongs_; }
  /// A pong with a payload was handed over.
  Verdict pong(std::size_t bytes, protocol::Duration now);
  /// Compares what was handed over with all bytes that were read from the socket since the
  /// WebSocket began, frame headers and TLS included. A pause lasts until the second has passed.
  Verdict look(std::uint64_t read);
  /// The same at the end of a second; call it about every second. A pause lasts for the next
  /// second. Returns fine instead of pause if look() has already paused the second that ends.
  Verdict second_passed(std::uint64_t read);

 private:
  std::int64_t unseen(std::uint64_t read) const { return static_cast<std::int64_t>(read) - seen_; }

  std::int64_t added_;        ///< the most that a piece's header and its TLS record add to it
  std::int64_t most_unseen_;  ///< bytes of a second
  std::uint64_t bytes_ = 0;
  std::int64_t seen_ = 0;    ///< of the bytes that were read
  std::int64_t unseen_ = 0;  ///< the rest of them when the second began; may be negative
  std::size_t awaited_pongs_ = 0;
  RateLimit frames_{kFramesPerSecond, kFramesAtOnce};
  RateLimit excess_{2 * kFramesPerSecond, 2 * kFramesPerSecond* kSecondsOfExcess};
  /// For each of the last seconds, whether too many bytes stayed unseen. Bit 0 is the second that
  /// has not ended.
  std::bitset<kRemembered> suspicious_;
};

}  // namespace stepback::signalling
