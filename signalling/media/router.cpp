#include "signalling/media/router.hpp"

#include <algorithm>
#include <utility>

#include "protocol/base/contains.hpp"
#include "protocol/wire/rtp.hpp"

namespace stepback::signalling {
namespace {

constexpr protocol::Duration kBetweenKeyFrames = std::chrono::milliseconds{500};

}  // namespace

Router::Router(Metrics& metrics, std::vector<MediaPlane*> planes)
    : metrics_(metrics), planes_(std::move(planes)) {
  std::erase(planes_, nullptr);
}

void Router::attach(const protocol::ParticipantId& participant, Peer& peer) {
  detach(participant);
  protocol::forget(routes_, participant);  // of a connection that is not here
  Attached attached;
  attached.id = participant;
  attached.peer = &peer;
  attached_.insert(std::ranges::lower_bound(attached_, participant, {}, &Attached::id),
                   std::move(attached));
  tell_places();
}

void Router::detach(const protocol::ParticipantId& participant) {
  const auto found = std::ranges::find(attached_, participant, &Attached::id);
  if (found == attached_.end()) return;
  if (found->routes != nullptr && found->routes->may_chat) gone_writers_.push_back(participant);
  attached_.erase(found);
  tell_places();
  protocol::forget(routes_, participant);
  protocol::forget(next_, participant);
  gone_.push_back(participant);
  for (MediaPlane* each : planes_) each->detach(participant);
}

void Router::tell_places() {
  for (std::size_t i = 0; i < attached_.size(); ++i) attached_[i].peer->place_ = i;
}

const Router::Attached* Router::find(const Peer& peer) const {
  const bool is_there = peer.place_ < attached_.size() && attached_[peer.place_].peer == &peer;
  return is_there ? &attached_[peer.place_] : nullptr;
}

void Router::update(protocol::RouteTable routes, MediaPlane::Done done) {
  follow_step_back(routes.stepped_back);
  const bool waits = unconfirmed_ > 0;
  const protocol::RouteTable& newest = waits && !next_.senders.empty() ? next_ : routes_;
  if (gone_.empty() && routes == newest) {
    if (!waits) return done();
    done_.push_back(std::move(done));
    return;
  }
  const bool takes = !gone_.empty() || !protocol::is_within(routes_, routes);
  gone_.clear();
  if (!takes && !waits) {
    put_in_force(std::move(routes), [] {});
    return done();
  }
  const bool gives = !protocol::is_within(routes, routes_);
  auto left = gives ? protocol::common(routes_, routes) : routes;
  next_ = gives ? std::move(routes) : protocol::RouteTable{};
  done_.push_back(std::move(done));
  unconfirmed_ += planes_.size() + 1;  // the last one is ours: when everything here is cut, too
  put_in_force(std::move(left), [this, alive = std::weak_ptr{alive_}] {
    if (!alive.expired()) confirm();
  });
  confirm();
}

void Router::put_in_force(protocol::RouteTable routes, const MediaPlane::Done& confirmed) {
  const protocol::RouteTable before = std::exchange(routes_, std::move(routes));
  for (MediaPlane* each : planes_) each->update(routes_, confirmed);
  withdraw_chat(before);
  follow_routes();
}

// With the last confirmation comes what the change gives. Then it may be announced.
void Router::confirm() {
  if (--unconfirmed_ > 0) return;
  if (!next_.senders.empty()) put_in_force(std::exchange(next_, {}), [] {});
  tell();
}

void Router::give_up() {
  alive_ = std::make_shared<bool>(true);
  unconfirmed_ = 0;
  next_ = {};
  tell();
}

// Each of them may end the room, and this object with it.
void Router::tell() {
  const std::weak_ptr<bool> alive = alive_;
  while (!alive.expired() && !done_.empty()) {
    const auto done = std::move(done_.front());
    done_.pop_front();
    done();
  }
}

void Router::withdraw_chat(const protocol::RouteTable& before) {
  auto writers = std::exchange(gone_writers_, {});
  for (const protocol::Routes& each : before.senders) {
    if (!each.may_chat) continue;
    const protocol::Routes* after = protocol::find(routes_, each.sender);
    if (after == nullptr || !after->may_chat) writers.push_back(each.sender);
  }
  for (const auto& writer : writers) {
    for (const Attached& each : attached_) metrics_.withdrawn(each.peer->withdraw_chat(writer));
  }
}

// Tells everybody their entry in the new routes, and asks for the key frames that are needed. The
// old entries still live.
void Router::follow_routes() {
  for (Attached& each : attached_) {
    const protocol::Routes* then = each.routes;
    const protocol::Routes* now = protocol::find(routes_, each.id);
    each.routes = now;
    if (now == nullptr || now->video.empty()) {
      each.key_frame_wanted = false;
      continue;
    }
    const bool somebody_new_sees = std::ranges::any_of(now->video, [then](const auto& receiver) {
      return then == nullptr || !protocol::contains(then->video, receiver);
    });
    if (somebody_new_sees) each.peer->send(protocol::to_client::Keyframe{});
  }
}

std::optional<PacketRefusal> Router::forward(const Peer& sender, const ArrivedPacket& packet) {
  const Attached* const from = find(sender);
  if (from == nullptr) return PacketRefusal::notJoined;
  const protocol::Routes* const routes = from->routes;
  const bool is_audio = packet.media == protocol::Media::audio;
  if (routes == nullptr || !(is_audio ? routes->may_audio : routes->may_video)) {
    count(*from, packet.media, 0, true);
    return PacketRefusal::notPermitted;
  }
  protocol::overwrite_ssrc(packet.bytes, routes->ssrc);
  const MediaPacket forwarded{.bytes = packet.bytes,
                              .sender = routes->ssrc,
                              .media = packet.media,
                              .key_frame = packet.key_frame};
  std::size_t receivers = 0;
  const auto index = static_cast<std::size_t>(routes - routes_.senders.data());
  for (MediaPlane* each : planes_) receivers += each->deliver(index, forwarded);
  count(*from, packet.media, receivers, false);
  metrics_.forwarded(packet.media, receivers);
  return std::nullopt;
}

void Router::follow_step_back(const std::optional<protocol::ParticipantId>& presenter) {
  if (!presenter) {
    step_back_.reset();
  } else if (!step_back_ || step_back_->presenter != *presenter) {
    step_back_ = StepBack{.presenter = *presenter};
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
    const protocol::Routes* routes = each.routes;
    if (routes == nullptr || routes->ssrc != ssrc || !protocol::contains(routes->video, asker))
      continue;
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

}  // namespace stepback::signalling
