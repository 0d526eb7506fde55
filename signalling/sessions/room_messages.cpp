// The messages of a room that change nothing in the session, and the packets.

#include "protocol/session/hearing.hpp"
#include "signalling/sessions/room.hpp"

namespace stepback::signalling {

using protocol::Code;
using protocol::Refusal;
namespace to_client = protocol::to_client;
namespace to_server = protocol::to_server;
namespace command = protocol::command;

// Sends the people concerned their `state` again. The revision is the same as before.
void Room::tell_signals() {
  if (announcing_ || !signals_.is_due(dependencies_.clock.uptime())) return;
  present_.send_states_again(
      session_, signals_.records(), dependencies_.clock.now(),
      [this](const auto& each) { return signals_.concerns(session_, each); });
  signals_.told_alone(dependencies_.clock.uptime());
}

// Handles a message that changes nothing, and so waits for nothing.
Room::Outcome Room::hear(const protocol::ParticipantId& from,
                         const protocol::ClientMessage& message) {
  if (!may_act()) return tl::unexpected(come_again());
  if (protocol::find(session_, from) == nullptr) {
    return tl::unexpected(Refusal{Code::notJoined, "You are not in this session."});
  }
  if (const auto* chat = std::get_if<to_server::Chat>(&message)) return handle_chat(from, *chat);
  if (const auto* signal = std::get_if<to_server::Signal>(&message)) {
    return handle_signal(from, *signal);
  }
  if (const auto* seen = std::get_if<to_server::Seen>(&message)) return handle_signal(from, *seen);
  if (const auto* done = std::get_if<to_server::Done>(&message)) return handle_signal(from, *done);
  if (const auto* wish = std::get_if<to_server::Keyframe>(&message)) {
    if (router_.request_key_frame(from, wish->ssrc, dependencies_.clock.uptime())) return {};
    return tl::unexpected(
        Refusal{Code::unknownParticipant, "You receive no picture with this ssrc."});
  }
  if (const auto* wish = std::get_if<to_server::WayBack>(&message)) {
    return ways_back_.ask(session_, from, wish->participant, dependencies_.clock.now());
  }
  if (const auto* report = std::get_if<to_server::Report>(&message)) {
    hearing_.report(from, protocol::judge(report->received, report->lost, report->playing),
                    dependencies_.clock.uptime());
    judge_hearing();
  }
  return {};
}

// By the routes in force. So while a change waits to be announced, neither people who may no longer
// chat nor people who soon may are heard.
Room::Outcome Room::handle_chat(const protocol::ParticipantId& from, const to_server::Chat& chat) {
  const protocol::RouteTable& routes = router_.routes();
  const protocol::Routes* theirs = protocol::find(routes, from);
  if (theirs == nullptr || !theirs->may_chat) {
    return tl::unexpected(Refusal{Code::notPermitted, "There is no chat for you in this phase."});
  }
  for (const auto& id : routes.chat) present_.deliver(id, to_client::Chat{from, chat.text});
  return {};
}

template <typename Message>
Room::Outcome Room::handle_signal(const protocol::ParticipantId& from, const Message& message) {
  const Outcome outcome = signals_.handle(session_, from, message, dependencies_.clock.now());
  if (outcome) tell_signals();
  return outcome;
}

bool Room::deliver(const protocol::ParticipantId& to, std::string_view message) {
  return may_act() && present_.deliver(to, message);
}

std::optional<PacketRefusal> Room::media(const Peer& from, const ArrivedPacket& packet) {
  if (!may_act()) return PacketRefusal::notHolding;
  return router_.forward(from, packet);
}

void Room::want_key_frame(const protocol::ParticipantId& receiver, protocol::Ssrc sender) {
  if (may_act()) router_.request_key_frame(receiver, sender, dependencies_.clock.uptime());
}

void Room::judge_hearing() {
  if (!session_.presenter || !present_.contains(*session_.presenter) || changes_.busy()) return;
  const auto hearing = hearing_.judge(*session_.presenter, dependencies_.clock.uptime());
  if (hearing) change(command::ReportHearing{*hearing}, session_.presenter);
}

}  // namespace stepback::signalling
