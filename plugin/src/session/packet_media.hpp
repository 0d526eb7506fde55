#pragma once

// Sound and pictures as RTP packets in the connection to the server. Called on the client's thread,
// except where noted.
//
//   Capture::push() -> Capture -> write() (seal) -> Outgoing -> transport
//   host's picture             -> write() (seal) -> Outgoing -> transport
//   transport -> received() (open) -> Playout
//   transport -> received() (open) -> host's picture

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plugin/src/base/clock.hpp"
#include "plugin/src/base/event.hpp"
#include "plugin/src/capture/capture.hpp"
#include "plugin/src/net/outgoing.hpp"
#include "plugin/src/net/wire.hpp"
#include "plugin/src/playout/playout.hpp"
#include "plugin/src/seal/payload_seal.hpp"
#include "plugin/src/session/presence.hpp"
#include "plugin/src/session/reception.hpp"
#include "plugin/src/session/session_media.hpp"
#include "plugin/src/session/statistics.hpp"
#include "protocol/wire/rtp.hpp"

namespace stepback::plugin {

/// One encoded picture from the host's camera.
struct Picture {
  std::uint32_t connection = 0;  ///< the picture is sent on this connection only
  std::vector<std::uint8_t> frame;
  std::uint32_t timestamp = 0;
  bool key_frame = false;
};

class PacketMedia final : public SessionMedia {
 public:
  /// The objects that the media use. They must outlive them.
  struct Dependencies {
    Wire& wire;
    EventSink& events;
    const ModuleClock& clock;
    Playout& playout;
    Statistics& statistics;
    Presence& presence;
    PayloadSeal& seal;
  };

  /// `seed` gives the first sequence numbers and the first timestamp.
  PacketMedia(std::uint32_t seed, Dependencies dependencies);

  /// The microphone. Its push() is [audio]; only this object calls the rest.
  Capture& capture() { return capture_; }
  /// Call it when captured sound waits.
  void take_sound() { capture_.process(); }
  /// Sends a picture. Drops it if the camera is closed or the picture was made for another
  /// connection. If the picture cannot be sealed, drops it, asks the host for a key frame, and
  /// drops all pictures before that key frame.
  void send(const Picture& picture);

  void begin(std::uint32_t connection, MediaControl& control) override;
  void end() override;
  void set_open(OpenDevices open) override;
  void set_senders(std::map<protocol::Ssrc, std::string> senders) override;
  void received(std::span<const std::uint8_t> message) override;
  std::optional<Message> next_message() override;
  protocol::to_server::Report take_report() override;

 private:
  bool write(protocol::RtpPacket packet);
  void send_sound(const protocol::RtpPacket& packet);
  void hear(const protocol::RtpPacket& sound);
  void show(const protocol::RtpPacket& picture);

  Dependencies dependencies_;
  std::uint32_t connection_ = 0;  ///< 0 outside a session
  MediaControl* control_ = nullptr;
  Outgoing outgoing_;
  Capture capture_;
  std::uint16_t picture_sequence_;
  bool picture_missing_ = false;       ///< the next pictures would need one that was not sealed
  std::vector<std::uint8_t> sealed_;   ///< room for the seal
  std::vector<std::uint8_t> opened_;   ///< room for the seal
  std::vector<std::uint8_t> written_;  ///< the packet of the last write()
  std::map<protocol::Ssrc, std::string> senders_;  ///< participant ids, by the newest state
  Reception reception_;
  Reception::Counts reported_;
};

}  // namespace stepback::plugin
