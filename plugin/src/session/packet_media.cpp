#include "plugin/src/session/packet_media.hpp"

#include <utility>

#include "protocol/base/limits.hpp"

namespace stepback::plugin {

PacketMedia::PacketMedia(std::uint32_t seed, Dependencies dependencies)
    : dependencies_(dependencies),
      capture_(
          {.timestamp = seed * 2'654'435'761U, .sequence = static_cast<std::uint16_t>(seed >> 16)},
          [this](const protocol::RtpPacket& packet) { send_sound(packet); }),
      picture_sequence_(static_cast<std::uint16_t>(seed)) {}

void PacketMedia::begin(std::uint32_t connection, MediaControl& control) {
  connection_ = connection;
  control_ = &control;
}

void PacketMedia::end() {
  connection_ = 0;
  control_ = nullptr;
  set_open({});
  reception_.forget_streams();
  senders_.clear();
}

void PacketMedia::set_open(OpenDevices open) {
  if (open.microphone) {
    capture_.open();
  } else {
    capture_.close();
    outgoing_.purge_audio();
  }
  dependencies_.presence.camera_open = open.camera;
  if (!open.camera) {
    outgoing_.purge_video();
    picture_missing_ = false;
  }
  dependencies_.presence.pictures_waiting = outgoing_.video_waiting();
}

void PacketMedia::set_senders(std::map<protocol::Ssrc, std::string> senders) {
  senders_ = std::move(senders);
}

// Writes the packet into `written_`. The one point at which payloads are sealed: returns false if
// this one cannot be sealed, and then nothing may be sent.
bool PacketMedia::write(protocol::RtpPacket packet) {
  const auto sealed = dependencies_.seal.seal(packet, sealed_);
  if (sealed) {
    packet.payload = *sealed;
    protocol::write_rtp(packet, written_);
    if (written_.size() <= protocol::kLimits.media_bytes) return true;
  }
  dependencies_.statistics.packets_not_sealed.fetch_add(1, std::memory_order_relaxed);
  return false;
}

void PacketMedia::send_sound(const protocol::RtpPacket& packet) {
  if (!write(packet)) return;
  outgoing_.push_audio(written_, dependencies_.clock.steady());
  dependencies_.statistics.packets_sent.fetch_add(1, std::memory_order_relaxed);
  dependencies_.wire.want_write();
}

void PacketMedia::send(const Picture& picture) {
  if (connection_ == 0 || picture.connection != connection_) return;
  if (!dependencies_.presence.camera_open) return;
  if (picture_missing_ && !picture.key_frame) return;
  protocol::RtpPacket packet;
  packet.payload_type = protocol::kPayloadVp8;
  packet.marker = true;  // RFC 7741, section 4.1: the last packet of its frame
  packet.sequence = picture_sequence_++;
  packet.timestamp = picture.timestamp;
  packet.key_frame = picture.key_frame;
  packet.payload = picture.frame;
  picture_missing_ = !write(packet);
  if (picture_missing_) {
    ModuleEvent event;
    event.type = STEPBACK_EVENT_KEYFRAME;
    dependencies_.events.emit(std::move(event));
    return;
  }
  outgoing_.push_video(written_);
  dependencies_.presence.pictures_waiting = outgoing_.video_waiting();
  dependencies_.wire.want_write();
}

std::optional<Message> PacketMedia::next_message() {
  auto message = outgoing_.pop(dependencies_.clock.steady());
  dependencies_.presence.pictures_waiting = outgoing_.video_waiting();
  return message;
}

void PacketMedia::received(std::span<const std::uint8_t> message) {
  auto packet = protocol::read_rtp(message);
  if (!packet) return;
  const auto media = protocol::media_of(packet->payload_type);
  if (!media) return;
  // The one point at which payloads are opened. A packet that cannot be opened is not counted as
  // received, so that the next one's number shows it as lost.
  const auto opened = dependencies_.seal.open(*packet, opened_);
  if (!opened || opened->empty()) {
    dependencies_.statistics.packets_not_opened.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  packet->payload = *opened;
  if (*media == protocol::Media::video) return show(*packet);
  hear(*packet);
}

void PacketMedia::hear(const protocol::RtpPacket& sound) {
  reception_.count(sound);
  const Reception::Counts& total = reception_.total();
  dependencies_.statistics.packets_received.store(total.received, std::memory_order_relaxed);
  dependencies_.statistics.packets_lost.store(total.lost, std::memory_order_relaxed);
  dependencies_.playout.offer(sound, connection_, dependencies_.clock.steady());
}

void PacketMedia::show(const protocol::RtpPacket& picture) {
  const auto sender = senders_.find(picture.ssrc);
  if (sender == senders_.end()) return;
  ModuleEvent event;
  event.type = STEPBACK_EVENT_VIDEO;
  event.from = sender->second;
  event.ssrc = picture.ssrc;
  event.timestamp = picture.timestamp;
  event.key_frame = picture.key_frame.value_or(false);
  event.data.assign(picture.payload.begin(), picture.payload.end());
  // A picture that the host did not take spoils the next ones.
  const bool taken = dependencies_.events.emit(std::move(event));
  if (!taken && control_ != nullptr) control_->wish_key_frame(picture.ssrc);
}

protocol::to_server::Report PacketMedia::take_report() {
  const Reception::Counts total = reception_.total();
  const Reception::Counts before = std::exchange(reported_, total);
  return {.received = total.received - before.received,
          .lost = total.lost > before.lost ? total.lost - before.lost : 0,
          .playing = dependencies_.playout.is_pulled(dependencies_.clock.steady())};
}

}  // namespace stepback::plugin
