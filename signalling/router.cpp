#include "signalling/router.hpp"

#include <algorithm>
#include <utility>

#include "protocol/permissions.hpp"

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
  Attached& attached = attached_[participant];
  attached.peer = &peer;
  attached.ssrc = ssrc;
}

void Router::detach(const protocol::ParticipantId& participant) {
  const auto found = attached_.find(participant);
  if (found == attached_.end()) return;
  const Peer* gone = found->second.peer;
  // The first since the last update() is the one whose packets wait: a later one had no routes.
  detached_.try_emplace(participant, found->second.ssrc, std::move(found->second.routes));
  attached_.erase(found);
  for (auto& [id, each] : attached_) {
    std::erase(each.audio, gone);
    std::erase(each.video, gone);
    std::erase(each.routes.audio, participant);
    std::erase(each.routes.video, participant);
  }
}

void Router::update(const protocol::Session& session) {
  follow_step_back(session);
  for (const auto& [id, gone] : std::exchange(detached_, {})) {
    withdraw(id, gone.first, gone.second, {});
  }
  for (auto& [id, each] : attached_) {
    Routes routes = routes_of(session, id);
    withdraw(id, each.ssrc, each.routes, routes);
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

std::optional<PacketRefusal> Router::forward(const protocol::ParticipantId& sender,
                                             const MediaPacket& packet) {
  const auto found = attached_.find(sender);
  if (found == attached_.end()) return PacketRefusal::notJoined;
  const Attached& from = found->second;
  const bool is_audio = packet.media == protocol::Media::audio;
  if (!(is_audio ? from.routes.may_audio : from.routes.may_video)) {
    count(sender, packet.media, 0, true);
    return PacketRefusal::notPermitted;
  }
  const auto& receivers = is_audio ? from.audio : from.video;
  for (Peer* each : receivers) each->send(packet);
  count(sender, packet.media, receivers.size(), false);
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

// Counted where the packets go, not where it is decided that they may not: if the two ever differ,
// the count tells.
void Router::count(const protocol::ParticipantId& sender, protocol::Media media,
                   std::size_t receivers, bool refused) {
  if (!step_back_ || step_back_->presenter != sender) return;
  const bool is_audio = media == protocol::Media::audio;
  if (refused) {
    ++(is_audio ? step_back_->refused_audio : step_back_->refused_video);
  } else {
    (is_audio ? step_back_->forwarded_audio : step_back_->forwarded_video) += receivers;
  }
}

bool Router::request_key_frame(const protocol::ParticipantId& asker, protocol::Ssrc ssrc,
                               protocol::Duration now) {
  for (auto& [id, each] : attached_) {
    if (each.ssrc != ssrc || !contains(each.routes.video, asker)) continue;
    each.key_frame_wanted = true;
    ask_for_key_frame(each, now);
    return true;
  }
  return false;
}

void Router::tick(protocol::Duration now) {
  for (auto& [id, each] : attached_) ask_for_key_frame(each, now);
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
    const auto found = attached_.find(id);
    if (found != attached_.end()) peers.push_back(found->second.peer);
  }
  return peers;
}

void Router::withdraw(const protocol::ParticipantId& sender, protocol::Ssrc ssrc,
                      const Routes& before, const Routes& after) {
  for (auto& [receiver, each] : attached_) {
    const Withdrawal withdrawal{
        .participant = sender,
        .ssrc = ssrc,
        .audio = contains(before.audio, receiver) && !contains(after.audio, receiver),
        .video = contains(before.video, receiver) && !contains(after.video, receiver),
        .chat = before.may_chat && !after.may_chat};
    if (withdrawal.audio || withdrawal.video || withdrawal.chat) {
      metrics_.purged(each.peer->withdraw(withdrawal));
    }
  }
}

}  // namespace stepback::signalling
