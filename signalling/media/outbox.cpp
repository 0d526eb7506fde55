#include "signalling/media/outbox.hpp"

#include <algorithm>
#include <utility>

#include "protocol/base/contains.hpp"

namespace stepback::signalling {

void Outbox::push(std::string_view text, Control kind, protocol::ParticipantId from) {
  WebSocketFrame frame = WebSocketFrame::text(text);
  control_bytes_ += text.size();
  if (kind == Control::state) {
    const auto older = std::find_if(control_.begin(), control_.end(), [](const WaitingText& each) {
      return each.kind == Control::state;
    });
    if (older != control_.end()) {
      control_bytes_ -= older->text.payload().size();
      older->text = std::move(frame);
      return;
    }
  }
  control_.push({std::move(frame), kind, std::move(from)});
}

void Outbox::push(const FramedPacket& packet, protocol::Duration now) {
  if (packet.media == protocol::Media::audio) {
    drop_old_audio(now);
    audio_.push({packet, now});
    while (audio_.bytes() > bounds_->audio && audio_.size() > 1) drop_oldest_audio();
    return;
  }
  drop_old_video(now);
  if (packet.key_frame) {
    decodable_.insert(packet.sender);
    wishes_.erase(packet.sender);
  } else if (!decodable_.contains(packet.sender)) {
    wishes_.insert(packet.sender);
    ++drops_.video;
    return;
  }
  video_.push({packet, now});
  while (video_.bytes() > bounds_->video && video_.size() > 1) drop_oldest_video();
}

bool Outbox::lets_picture_pass(const FramedPacket& packet) {
  if (!empty()) return false;
  if (packet.key_frame) {
    decodable_.insert(packet.sender);
    wishes_.erase(packet.sender);
  }
  return decodable_.contains(packet.sender);
}

std::optional<WebSocketFrame> Outbox::pop(protocol::Duration now) {
  if (!control_.empty()) {
    WebSocketFrame text = control_.pop().text;
    control_bytes_ -= text.payload().size();
    return text;
  }
  drop_old_audio(now);
  drop_old_video(now);
  for (auto* queue : {&audio_, &video_}) {
    if (queue->empty()) continue;
    return queue->pop();
  }
  return std::nullopt;
}

std::size_t Outbox::withdraw(const Withdrawal& withdrawal) {
  std::size_t taken = 0;
  if (withdrawal.audio) taken += audio_.erase(withdrawal.ssrc);
  if (withdrawal.video) {
    taken += video_.erase(withdrawal.ssrc);
    decodable_.erase(withdrawal.ssrc);
    wishes_.erase(withdrawal.ssrc);
  }
  return taken;
}

std::size_t Outbox::withdraw_chat(const protocol::ParticipantId& from) {
  return erase_chat([&](const WaitingText& each) { return each.from == from; });
}

void Outbox::clear_chat() {
  erase_chat([](const WaitingText&) { return true; });
}

void Outbox::clear_state() {
  control_.erase_if([&](const WaitingText& each) {
    if (each.kind != Control::state) return false;
    control_bytes_ -= each.text.payload().size();
    return true;
  });
}

template <typename Predicate>
std::size_t Outbox::erase_chat(Predicate is_meant) {
  return control_.erase_if([&](const WaitingText& each) {
    if (each.kind != Control::chat || !is_meant(each)) return false;
    control_bytes_ -= each.text.payload().size();
    return true;
  });
}

void Outbox::clear_media() {
  audio_.clear();
  video_.clear();
  decodable_ = {};
  wishes_ = {};
}

Outbox::Drops Outbox::take_drops() {
  return std::exchange(drops_, {});
}

std::vector<protocol::Ssrc> Outbox::take_key_frame_wishes() {
  return wishes_.take();
}

void Outbox::drop_old_audio(protocol::Duration now) {
  while (!audio_.empty() && now - audio_.front().since > kOldest) drop_oldest_audio();
}

void Outbox::drop_old_video(protocol::Duration now) {
  while (!video_.empty() && now - video_.front().since > kOldest) drop_oldest_video();
}

void Outbox::drop_oldest_audio() {
  audio_.pop();
  ++drops_.audio;
}

// Drops the oldest picture with all waiting ones of its sender, which cannot be decoded without it.
void Outbox::drop_oldest_video() {
  const protocol::Ssrc sender = video_.front().packet.sender;
  drops_.video += video_.erase(sender);
  decodable_.erase(sender);
  wishes_.insert(sender);
}

void Outbox::Packets::push(WaitingPacket packet) {
  bytes_ += packet.packet.frame.payload().size();
  packets_.push(std::move(packet));
}

WebSocketFrame Outbox::Packets::pop() {
  WebSocketFrame frame = packets_.pop().packet.frame;
  bytes_ -= frame.payload().size();
  return frame;
}

std::size_t Outbox::Packets::erase(protocol::Ssrc sender) {
  return packets_.erase_if([&](const WaitingPacket& each) {
    if (each.packet.sender != sender) return false;
    bytes_ -= each.packet.frame.payload().size();
    return true;
  });
}

void Outbox::Packets::clear() {
  packets_.clear();
  bytes_ = 0;
}

bool Outbox::SsrcSet::contains(protocol::Ssrc ssrc) const {
  return protocol::contains(ssrcs_, ssrc);
}

void Outbox::SsrcSet::insert(protocol::Ssrc ssrc) {
  if (!contains(ssrc)) ssrcs_.push_back(ssrc);
}

void Outbox::SsrcSet::erase(protocol::Ssrc ssrc) {
  std::erase(ssrcs_, ssrc);
}

}  // namespace stepback::signalling
