// Handles the messages that change nothing in a room and so wait for nothing: sound and pictures,
// chat, the private signal, reports.

#include <algorithm>
#include <utility>

#include "protocol/session/hearing.hpp"
#include "protocol/session/permissions.hpp"
#include "signalling/sessions/room.hpp"

namespace stepback::signalling {
namespace {

using protocol::Code;
using protocol::Refusal;
namespace to_client = protocol::to_client;
namespace to_server = protocol::to_server;

constexpr std::size_t kMostKeptSignals = 32;

}  // namespace

Room::Outcome Room::hear(const protocol::ParticipantId& from,
                         const protocol::ClientMessage& message) {
  if (!may_act()) return tl::unexpected(come_again());
  const protocol::Participant* them = protocol::find(session_, from);
  if (them == nullptr) {
    return tl::unexpected(Refusal{Code::notJoined, "You are not in this session."});
  }
  if (const auto* chat = std::get_if<to_server::Chat>(&message)) return handle_chat(*them, *chat);
  if (const auto* signal = std::get_if<to_server::Signal>(&message)) {
    return handle_signal(*them, *signal);
  }
  if (const auto* wish = std::get_if<to_server::Keyframe>(&message)) {
    if (router_.request_key_frame(from, wish->ssrc, dependencies_.clock.uptime())) return {};
    return tl::unexpected(
        Refusal{Code::unknownParticipant, "You receive no picture with this ssrc."});
  }
  if (const auto* report = std::get_if<to_server::Report>(&message)) {
    const auto present = present_.find(from);
    if (present == present_.end()) return {};
    present->second.reported = protocol::judge(report->received, report->lost, report->playing);
    present->second.heard_of = dependencies_.clock.uptime();
    judge_hearing();
  }
  return {};
}

std::optional<PacketRefusal> Room::media(const Peer& from, const ArrivedPacket& packet) {
  if (!may_act()) return PacketRefusal::notHolding;
  return router_.forward(from, packet);
}

void Room::want_key_frame(const protocol::ParticipantId& receiver, protocol::Ssrc sender) {
  if (may_act()) router_.request_key_frame(receiver, sender, dependencies_.clock.uptime());
}

// By the routes in force: while a change waits to be announced, neither people who may no longer
// chat nor people who may soon are heard.
Room::Outcome Room::handle_chat(const protocol::Participant& from, const to_server::Chat& chat) {
  const protocol::RouteTable& routes = router_.routes();
  const protocol::Routes* theirs = protocol::find(routes, from.id);
  if (theirs == nullptr || !theirs->may_chat) {
    return tl::unexpected(Refusal{Code::notPermitted, "There is no chat for you in this phase."});
  }
  for (const auto& id : routes.chat) deliver(id, to_client::Chat{from.id, chat.text});
  return {};
}

Room::Outcome Room::handle_signal(const protocol::Participant& from,
                                  const to_server::Signal& signal) {
  const to_client::Signal told{from.id, signal.kind};
  if (!reaches_a_leader()) {
    if (kept_signals_.size() == kMostKeptSignals) kept_signals_.pop_front();
    kept_signals_.push_back(told);
    return {};
  }
  for (const auto& id : protocol::signal_audience(session_, from)) deliver(id, told);
  return {};
}

// Whether a leader is here who has had a state.
bool Room::reaches_a_leader() const {
  return std::ranges::any_of(session_.participants, [this](const auto& each) {
    if (!protocol::is_leader(each) || !each.connected || !protocol::is_seated(each)) return false;
    const auto found = present_.find(each.id);
    return found != present_.end() && found->second.told;
  });
}

void Room::deliver_kept_signals() {
  if (kept_signals_.empty() || !reaches_a_leader()) return;
  for (const auto& told : std::exchange(kept_signals_, {})) {
    const protocol::Participant* from = protocol::find(session_, told.from);
    if (from == nullptr) continue;
    for (const auto& id : protocol::signal_audience(session_, *from)) deliver(id, told);
  }
}

void Room::deliver(const protocol::ParticipantId& to, const protocol::ServerMessage& message) {
  const auto found = present_.find(to);
  if (found != present_.end() && found->second.told) found->second.peer->send(message);
}

}  // namespace stepback::signalling
