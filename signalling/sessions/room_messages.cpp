// Handles the messages that change nothing in a room and so wait for nothing: sound and pictures,
// chat, the private signal, reports.

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

Room::Outcome Room::handle_chat(const protocol::Participant& from, const to_server::Chat& chat) {
  const auto receivers = protocol::chat_audience(session_, from);
  if (!protocol::permissions_of(session_, from).chat) {
    return tl::unexpected(Refusal{Code::notPermitted, "There is no chat for you in this phase."});
  }
  for (const auto& id : receivers) deliver(id, to_client::Chat{from.id, chat.text});
  return {};
}

Room::Outcome Room::handle_signal(const protocol::Participant& from,
                                  const to_server::Signal& signal) {
  const to_client::Signal told{from.id, signal.kind};
  if (!protocol::has_connected_leader(session_)) {
    if (kept_signals_.size() == kMostKeptSignals) kept_signals_.pop_front();
    kept_signals_.push_back(told);
    return {};
  }
  for (const auto& id : protocol::signal_audience(session_, from)) deliver(id, told);
  return {};
}

void Room::deliver_kept_signals() {
  if (!protocol::has_connected_leader(session_)) return;
  for (const auto& told : std::exchange(kept_signals_, {})) {
    const protocol::Participant* from = protocol::find(session_, told.from);
    if (from == nullptr) continue;
    for (const auto& id : protocol::signal_audience(session_, *from)) deliver(id, told);
  }
}

void Room::deliver(const protocol::ParticipantId& to, const protocol::ServerMessage& message) {
  const auto found = present_.find(to);
  if (found != present_.end()) found->second.peer->send(message);
}

}  // namespace stepback::signalling
