#include "signalling/media/websocket_plane.hpp"

#include <algorithm>
#include <utility>

#include "protocol/base/contains.hpp"

namespace stepback::signalling {

void WebSocketPlane::attach(const protocol::ParticipantId& participant, MediaReceiver& receiver) {
  attached_.insert(std::ranges::lower_bound(attached_, participant, {}, &Attached::id),
                   {participant, &receiver});
}

void WebSocketPlane::detach(const protocol::ParticipantId& participant) {
  const auto found = std::ranges::find(attached_, participant, &Attached::id);
  const MediaReceiver* receiver = found == attached_.end() ? nullptr : found->receiver;
  if (receiver != nullptr) attached_.erase(found);
  for (Sender& each : senders_) {
    if (each.id == participant) each.gone = true;
    std::erase(each.audio, receiver);
    std::erase(each.video, receiver);
  }
}

void WebSocketPlane::update(const protocol::RouteTable& routes, const Done& done) {
  std::vector<Sender> senders;
  senders.reserve(routes.senders.size());
  for (const protocol::Routes& each : routes.senders) {
    senders.push_back({.id = each.sender,
                       .ssrc = each.ssrc,
                       .audio = receivers_of(each.audio),
                       .video = receivers_of(each.video)});
  }
  static const Sender kNobody;
  for (const Sender& before : senders_) {
    const auto after = std::ranges::find(senders, before.id, &Sender::id);
    withdraw(before, before.gone || after == senders.end() ? kNobody : *after);
  }
  senders_ = std::move(senders);
  done();
}

std::size_t WebSocketPlane::deliver(std::size_t sender, const MediaPacket& packet) {
  const Sender& from = senders_[sender];
  const auto& receivers = packet.media == protocol::Media::audio ? from.audio : from.video;
  if (receivers.empty()) return 0;
  const FramedPacket framed{packet};
  for (MediaReceiver* each : receivers) each->send(framed);
  return receivers.size();
}

std::vector<MediaReceiver*> WebSocketPlane::receivers_of(
    std::span<const protocol::ParticipantId> people) const {
  std::vector<MediaReceiver*> receivers;
  receivers.reserve(people.size());
  for (const auto& id : people) {
    const auto found = std::ranges::find(attached_, id, &Attached::id);
    if (found != attached_.end()) receivers.push_back(found->receiver);
  }
  return receivers;
}

void WebSocketPlane::withdraw(const Sender& before, const Sender& after) {
  if (before.audio == after.audio && before.video == after.video) return;
  for (const Attached& each : attached_) {
    const auto loses = [&each](const auto& had, const auto& has) {
      return protocol::contains(had, each.receiver) && !protocol::contains(has, each.receiver);
    };
    const Withdrawal withdrawal{.ssrc = before.ssrc,
                                .audio = loses(before.audio, after.audio),
                                .video = loses(before.video, after.video)};
    if (withdrawal.audio || withdrawal.video) {
      metrics_.withdrawn(each.receiver->withdraw(withdrawal));
    }
  }
}

}  // namespace stepback::signalling
