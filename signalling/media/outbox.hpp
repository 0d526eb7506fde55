#pragma once

// The messages that wait to be written to one connection. Control does not grow old. A newer
// `state` replaces a waiting one. Chat lines can be withdrawn. If more control waits than allowed,
// the connection is closed. Sound is dropped oldest first, once it has waited for kOldest. If a
// picture is dropped, its sender's pictures are dropped up to the next key frame. Sound and
// pictures are bounded by age and in bytes. An empty outbox takes no memory beside itself. Loop
// thread; owned by the connection.

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/base/ids.hpp"
#include "signalling/media/idle_free_queue.hpp"
#include "signalling/media/media_receiver.hpp"
#include "signalling/media/packet.hpp"
#include "signalling/net/websocket/frame.hpp"

namespace stepback::signalling {

class Outbox {
 public:
  /// How long packets may wait: older sound is worth less than the sound behind it.
  static constexpr protocol::Duration kOldest = std::chrono::milliseconds{400};
  /// Bytes that may wait, of each kind. A packet that waits alone is not dropped for its size.
  struct Bounds {
    std::size_t control;  ///< a reader that leaves more unread has stopped reading
    std::size_t audio;    ///< 400 ms of 15 people at 300 kbit/s
    std::size_t video;    ///< 400 ms of 15 people at 3 Mbit/s
  };
  static constexpr std::size_t kKiB = 1024;
  static constexpr Bounds kAmple{1024 * kKiB, 256 * kKiB, 2304 * kKiB};
  /// The bounds while memory is scarce.
  static constexpr Bounds kTight{64 * kKiB, 32 * kKiB, 128 * kKiB};

  /// The kind of a control message. A new `state` takes the place of a waiting one, so that answers
  /// and chat lines behind that one never arrive before the new state. A chat line can be
  /// withdrawn.
  enum class Control { other, state, chat };

  /// Sets the bounds for later pushes; kAmple at first. The bounds outlive the outbox.
  void bound(const Bounds& bounds) { bounds_ = &bounds; }
  /// Queues a control message. `from` is set for chat alone.
  void push(std::string_view text, Control kind = Control::other,
            protocol::ParticipantId from = {});
  /// Queues a packet. Drops packets that are too old or beyond the bounds, and a picture whose
  /// sender's key frame is missing.
  void push(const FramedPacket& packet, protocol::Duration now);

  /// Returns whether this packet may be written at once, past the queue: nothing waits that goes
  /// before it, and a picture can be decoded. If it lets a key frame pass, it notes that its sender
  /// can be decoded. If this returns true and the write fails, the caller must push() the packet.
  bool lets_pass(const FramedPacket& packet) {
    if (packet.media == protocol::Media::audio) return control_.empty() && audio_.empty();
    return lets_picture_pass(packet);
  }

  /// Removes and returns the next message to write: control, then sound, then pictures. Packets
  /// that are too old are dropped instead.
  std::optional<WebSocketFrame> pop(protocol::Duration now);

  /// Removes a sender's waiting packets. Returns how many they were.
  std::size_t withdraw(const Withdrawal& withdrawal);
  /// Removes a person's waiting chat lines. Returns how many they were.
  std::size_t withdraw_chat(const protocol::ParticipantId& from);
  /// Removes everything but control.
  void clear_media();
  /// Removes all waiting chat lines.
  void clear_chat();
  /// Removes a waiting `state`: the connection is another person's from here on.
  void clear_state();

  bool empty() const { return control_.empty() && audio_.empty() && video_.empty(); }
  /// Bytes of all waiting messages.
  std::size_t bytes() const { return control_bytes_ + audio_.bytes() + video_.bytes(); }
  /// Whether more control waits than the bounds allow.
  bool overflows() const { return control_bytes_ > bounds_->control; }

  struct Drops {
    std::size_t audio = 0;
    std::size_t video = 0;
  };
  /// Returns how many packets the drop policy has thrown away since the last call.
  Drops take_drops();
  /// Returns the senders that have come to need a key frame since the last call.
  std::vector<protocol::Ssrc> take_key_frame_wishes();

 private:
  struct WaitingText {
    WebSocketFrame text;
    Control kind;
    protocol::ParticipantId from;
  };
  struct WaitingPacket {
    FramedPacket packet;
    protocol::Duration since;
  };

  /// Packets, oldest first, and the sum of their bytes.
  class Packets {
   public:
    bool empty() const { return packets_.empty(); }
    std::size_t size() const { return packets_.size(); }
    std::size_t bytes() const { return bytes_; }
    const WaitingPacket& front() const { return packets_.front(); }
    void push(WaitingPacket packet);
    WebSocketFrame pop();
    /// Removes one sender's packets. Returns how many they were.
    std::size_t erase(protocol::Ssrc sender);
    void clear();

   private:
    IdleFreeQueue<WaitingPacket> packets_;
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

  bool lets_picture_pass(const FramedPacket& packet);
  template <typename Predicate>
  std::size_t erase_chat(Predicate is_meant);
  void drop_old_audio(protocol::Duration now);
  void drop_old_video(protocol::Duration now);
  void drop_oldest_audio();
  void drop_oldest_video();

  IdleFreeQueue<WaitingText> control_;
  std::size_t control_bytes_ = 0;
  Packets audio_;
  Packets video_;
  const Bounds* bounds_ = &kAmple;
  SsrcSet decodable_;  ///< senders whose last key frame waits here or was written
  SsrcSet wishes_;
  Drops drops_;
};

}  // namespace stepback::signalling
