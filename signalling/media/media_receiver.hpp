#pragma once

// The end of a WebSocket at which packets arrive, and a packet in the form in which it arrives
// there.

#include <cstddef>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "signalling/media/packet.hpp"
#include "signalling/net/websocket/frame.hpp"

namespace stepback::signalling {

/// A media packet as it goes over a WebSocket. Copies share the frame.
struct FramedPacket {
  /// Copies the packet's bytes into a frame.
  explicit FramedPacket(const MediaPacket& packet)
      : frame(WebSocketFrame::binary(packet.bytes)),
        sender(packet.sender),
        media(packet.media),
        key_frame(packet.key_frame) {}

  WebSocketFrame frame;
  protocol::Ssrc sender;
  protocol::Media media;
  bool key_frame;
};

/// Loop thread; outlives its attachment to a plane.
class MediaReceiver {
 public:
  MediaReceiver() = default;
  MediaReceiver(const MediaReceiver&) = delete;  // others hold its address
  MediaReceiver& operator=(const MediaReceiver&) = delete;
  /// Writes a packet, or queues it; the drop policy may drop it from the queue.
  virtual void send(const FramedPacket& packet) = 0;
  /// Removes waiting packets. Packets that were written before still arrive. Returns how many were
  /// removed.
  virtual std::size_t withdraw(const Withdrawal& withdrawal) = 0;

 protected:
  ~MediaReceiver() = default;
};

}  // namespace stepback::signalling
