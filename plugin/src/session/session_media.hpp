#pragma once

// A session's sound and pictures, as a conversation drives them. How they travel is the
// implementation's matter: PacketMedia sends RTP packets in the connection that also carries the
// control messages. Client's thread.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "plugin/src/net/outgoing.hpp"
#include "protocol/base/ids.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::plugin {

/// The control messages that media need.
class MediaControl {
 public:
  virtual ~MediaControl() = default;
  /// Asks the sender with this SSRC for a key frame.
  virtual void wish_key_frame(protocol::Ssrc sender) = 0;
};

/// The devices that are open now: the host wants them open, and the server has confirmed it.
struct OpenDevices {
  bool microphone = false;
  bool camera = false;
};

class SessionMedia {
 public:
  virtual ~SessionMedia() = default;

  /// The client is in the session from now on, by its connection number `connection`. Both devices
  /// are closed. `control` must stay valid until end().
  virtual void begin(std::uint32_t connection, MediaControl& control) = 0;
  /// The client is not in the session any more, or is leaving it. Nothing that waits is sent, and
  /// nothing that still arrives is played. May be called without begin().
  virtual void end() = 0;

  /// Sets which devices are open. When this returns, nothing of a closed device is encoded any
  /// more, and nothing of it waits to be sent.
  virtual void set_open(OpenDevices open) = 0;
  /// Sets the table from SSRC to participant id. Pictures of other SSRCs are dropped.
  virtual void set_senders(std::map<protocol::Ssrc, std::string> senders) = 0;

  /// Takes a binary message of the connection. Called between begin() and end() only.
  virtual void received(std::span<const std::uint8_t> message) = 0;
  /// The next binary message for the connection, or nothing. Called while no control message waits.
  virtual std::optional<Message> next_message() = 0;

  /// Returns the measurements of hearing since the last call.
  virtual protocol::to_server::Report take_report() = 0;
};

}  // namespace stepback::plugin
