#pragma once

// What waits to be written to one connection, and what gives way when it waits too long: control
// never; sound oldest first once it has waited 400 ms; pictures up to the next key frame. Bounded
// by age, and in bytes. Takes no memory beside itself while nothing waits. Loop thread; owned by
// the connection.

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/media/idle_free_queue.hpp"
#include "signalling/media/peer.hpp"
#include "signalling/net/websocket/frame.hpp"

namespace stepback::signalling {

class Outbox {
 public:
  /// Sound older than this is worth less than the one behind it.
  static constexpr protocol::Duration kOldest = std::chrono::milliseconds{400};
  /// Bytes that may wait of each kind, and of sound and pictures one packet in any case.
  struct Bounds {
    std::size_t control;  ///< a reader that leaves more unread is not coming back for it
    std::size_t audio;    ///< 400 ms of 15 people at 300 kbit/s
    std::size_t video;    ///< 400 ms of 15 people at 3 Mbit/s
  };
  static constexpr std::size_t kKiB = 1024;
  static constexpr Bounds kAmple{1024 * kKiB, 256 * kKiB, 2304 * kKiB};
  /// While memory is scarce.
  static constexpr Bounds kTight{64 * kKiB, 32 * kKiB, 128 * kKiB};

  /// What kind of control message: a `state` takes the place of one that waits, so that an answer
  /// or a chat line behind that one never comes before the state it follows; a chat line can be
  /// withdrawn.
  enum class Control { other, state, chat };

  /// Of what is pushed from now on. kAmple at first.
  void bound(const Bounds& bounds) { bounds_ = &bounds; }
  /// `from` is set for chat alone.
  void push(WebSocketFrame text, Control kind = Control::other, protocol::ParticipantId from = {});
  /// A picture that cannot be decoded without one that was dropped is dropped as well.
  void push(const MediaPacket& packet, protocol::Duration now);

  /// Whether this packet may be written at once, past the queue: nothing waits that goes before it,
  /// and if it is a picture it can be decoded. Who then does not write it pushes it.
  bool lets_pass(const MediaPacket& packet);

  /// The next message to write: control, then sound, then pictures.
  std::optional<WebSocketFrame> pop(protocol::Duration now);

  /// Takes back what waits of a sender. How many messages it were.
  std::size_t withdraw(const Withdrawal& withdrawal);
  /// Takes back everything but control.
  void clear_media();

  bool empty() const { return control_.empty() && audio_.empty() && video_.empty(); }
  /// All that waits.
  std::size_t bytes() const { return control_bytes_ + audio_.bytes() + video_.bytes(); }
  /// More control waits than may.
  bool overflows() const { return control_bytes_ > bounds_->control; }

  struct Drops {
    std::size_t audio = 0;
    std::size_t video = 0;
  };
  /// What the drop policy has thrown away since the last call.
  Drops take_drops();
  /// The senders whose next picture must be a key frame, since the last call.
  std::vector<protocol::Ssrc> take_key_frame_wishes();

 private:
  struct WaitingText {
    WebSocketFrame text;
    Control kind;
    protocol::ParticipantId from;
  };
  struct WaitingPacket {
    MediaPacket packet;
    protocol::Duration since;
  };

  /// Packets, oldest first, and their bytes together.
  class Packets {
   public:
    bool empty() const { return packets_.empty(); }
    std::size_t size() const { return packets_.size(); }
    std::size_t bytes() const { return bytes_; }
    const WaitingPacket& front() const { return packets_.front(); }
    void push(WaitingPacket packet);
    WebSocketFrame pop();
    /// Takes out those of one sender. How many it were.
    std::size_t erase(protocol::Ssrc sender);
    void clear();

   private:
    Fifo<WaitingPacket> packets_;
    std::size_t bytes_ = 0;
  };

  /// A few senders, in no order.
  class SsrcSet {
   public:
    bool contains(protocol::Ssrc ssrc) const;
    void insert(protocol::Ssrc ssrc);
    void erase(protocol::Ssrc ssrc);
    std::vector<protocol::Ssrc> take() { return std::exchange(ssrcs_, {}); }

   private:
    std::vector<protocol::Ssrc> ssrcs_;
  };

  void drop_old_audio(protocol::Duration now);
  void drop_old_video(protocol::Duration now);
  void drop_oldest_audio();
  void drop_oldest_video();

  Fifo<WaitingText> control_;
  std::size_t control_bytes_ = 0;
  Packets audio_;
  Packets video_;
  const Bounds* bounds_ = &kAmple;
  SsrcSet decodable_;  ///< senders whose last key frame is here or was written
  SsrcSet wishes_;
  Drops drops_;
};

}  // namespace stepback::signalling
