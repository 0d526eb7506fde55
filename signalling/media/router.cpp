#include "signalling/media/router.hpp"

#include <algorithm>
#include <utility>

#include "protocol/session/permissions.hpp"
#include "protocol/wire/rtp.hpp"

namespace stepback::signalling {
namespace {

constexpr protocol::Duration kBetweenKeyFrames = std::chrono::milliseconds{500};

bool contains(std::span<const protocol::ParticipantId> list, const protocol::ParticipantId& id) {
  return std::ranges::find(list, id) != list.end();
}

}  // namespace

Router::Router(Metrics& metrics) : metrics_(metrics) {}

void Router::attach(const protocol::ParticipantId& participant, protocol::Ssrc ssrc, Peer& peer) {
  detach(participant);
  Attached attached;
  attached.id = participant;
  attached.peer = &peer;
  attached.ssrc = ssrc;
  attached_.insert(std::ranges::lower_bound(attached_, participant, {}, &Attached::id),
                   std::move(attached));
  tell_places();
}

void Router::detach(const protocol::ParticipantId& participant) {
  const auto found = std::ranges::find(attached_, participant, &Attached::id);
  if (found == attached_.end()) return;
  Attached gone = std::move(*found);
  attached_.erase(found);
  tell_places();
  for (Attached& each : attached_) {
    std::erase(each.audio, gone.peer);
    std::erase(each.video, gone.peer);
    std::erase(each.routes.audio, participant);
    std::erase(each.routes.video, participant);
  }
  // Only the first detachment since the last update() matters: a later attachment had no routes.
  if (std::ranges::find(detached_, participant, &Attached::id) != detached_.end()) return;
  gone.peer = nullptr;
  detached_.push_back(std::move(gone));
}

void Router::tell_places() {
  for (std::size_t i = 0; i < attached_.size(); ++i) attached_[i].peer->place_ = i;
}

const Router::Attached* Router::find(const Peer& peer) const {
  const bool is_there = peer.place_ < attached_.size() && attached_[peer.place_].peer == &peer;
  return is_there ? &attached_[peer.place_] : nullptr;
}

void Router::update(const protocol::Session& session) {
  follow_step_back(session);
  for (const Attached& gone : std::exchange(detached_, {})) withdraw(gone, {});
  for (Attached& each : attached_) {
    Routes routes = routes_of(session, each.id);
    withdraw(each, routes);
    const bool somebody_new_sees =
        std::ranges::any_of(routes.video, [&before = each.routes.video](const auto& receiver) {
          return !contains(before, receiver);
        });
    each.routes = std::move(routes);
    each.audio = peers_of(each.routes.audio);
    each.video = peers_of(each.routes.video);
    if (each.video.empty()) each.key_frame_wanted = false;
    if (somebody_new_sees) each.peer->send(protocol::to_client::Keyframe{});
  }
}

std::optional<PacketRefusal> Router::forward(const Peer& sender, const ArrivedPacket& packet) {
  const Attached* const from = find(sender);
  if (from == nullptr) return PacketRefusal::notJoined;
  const bool is_audio = packet.media == protocol::Media::audio;
  if (!(is_audio ? from->routes.may_audio : from->routes.may_video)) {
    count(*from, packet.media, 0, true);
    return PacketRefusal::notPermitted;
  }
  const std::vector<Peer*>& receivers = is_audio ? from->audio : from->video;
  if (!receivers.empty()) {
    protocol::overwrite_ssrc(packet.bytes, from->ssrc);
    const MediaPacket framed{.frame = WebSocketFrame::binary(packet.bytes),
                             .sender = from->ssrc,
                             .media = packet.media,
                             .key_frame = packet.key_frame};
    for (Peer* each : receivers) each->send(framed);
  }
  count(*from, packet.media, receivers.size(), false);
  metrics_.forwarded(packet.media, receivers.size());
  return std::nullopt;
}

void Router::follow_step_back(const protocol::Session& session) {
  const protocol::Participant* presenter = session.presenter && !session.ended_at
                                               ? protocol::find(session, *session.presenter)
                                               : nullptr;
  if (presenter == nullptr || !protocol::is_stepped_back(session, *presenter)) {
    step_back_.reset();
  } else if (!step_back_ || step_back_->presenter != presenter->id) {
    step_back_ = StepBack{.presenter = presenter->id};
  }
}

// Packets are counted where they are sent, not where the right is decided. If the two ever differ,
// the count shows it.
void Router::count(const Attached& sender, protocol::Media media, std::size_t receivers,
                   bool refused) {
  if (!step_back_ || step_back_->presenter != sender.id) return;
  const bool is_audio = media == protocol::Media::audio;
  if (refused) {
    ++(is_audio ? step_back_->refused_audio : step_back_->refused_video);
  } else {
    (is_audio ? step_back_->forwarded_audio : step_back_->forwarded_video) += receivers;
  }
}

bool Router::request_key_frame(const protocol::ParticipantId& asker, protocol::Ssrc ssrc,
                               protocol::Duration now) {
  for (Attached& each : attached_) {
    if (each.ssrc != ssrc || !contains(each.routes.video, asker)) continue;
    each.key_frame_wanted = true;
    ask_for_key_frame(each, now);
    return true;
  }
  return false;
}

void Router::tick(protocol::Duration now) {
  for (Attached& each : attached_) ask_for_key_frame(each, now);
}

void Router::ask_for_key_frame(Attached& sender, protocol::Duration now) {
  const bool soon =
      sender.asked_for_key_frame && now - *sender.asked_for_key_frame < kBetweenKeyFrames;
  if (!sender.key_frame_wanted || soon) return;
  sender.key_frame_wanted = false;
  sender.asked_for_key_frame = now;
  sender.peer->send(protocol::to_client::Keyframe{});
}

Router::Routes Router::routes_of(const protocol::Session& session,
                                 const protocol::ParticipantId& sender) const {
  const protocol::Participant* them = protocol::find(session, sender);
  if (them == nullptr) return {};
  return {.may_audio = protocol::may_send(session, *them, protocol::Media::audio),
          .may_video = protocol::may_send(session, *them, protocol::Media::video),
          .may_chat = protocol::permissions_of(session, *them).chat,
          .audio = protocol::audience(session, *them, protocol::Media::audio),
          .video = protocol::audience(session, *them, protocol::Media::video)};
}

std::vector<Peer*> Router::peers_of(std::span<const protocol::ParticipantId> receivers) const {
  std::vector<Peer*> peers;
  for (const auto& id : receivers) {
    const auto found = std::ranges::find(attached_, id, &Attached::id);
    if (found != attached_.end()) peers.push_back(found->peer);
  }
  return peers;
}

void Router::withdraw(const Attached& sender, const Routes& after) {
  const Routes& before = sender.routes;
  for (const Attached& each : attached_) {
    const Withdrawal withdrawal{
        .participant = sender.id,
        .ssrc = sender.ssrc,
        .audio = contains(before.audio, each.id) && !contains(after.audio, each.id),
        .video = contains(before.video, each.id) && !contains(after.video, each.id),
        .chat = before.may_chat && !after.may_chat};
    if (withdrawal.audio || withdrawal.video || withdrawal.chat) {
      metrics_.purged(each.peer->withdraw(withdrawal));
    }
  }
}

}  // namespace stepback::signalling
