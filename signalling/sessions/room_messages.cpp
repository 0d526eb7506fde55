// The messages of a room that change nothing in the session, and the packets.

#include "signalling/sessions/room.hpp"

namespace stepback::signalling {

using protocol::Code;
using protocol::Refusal;
namespace to_client = protocol::to_client;
namespace to_server = protocol::to_server;

namespace {

Room::Outcome outcome_of(const tl::expected<void, Refusal>& outcome) {
  if (!outcome) return tl::unexpected(outcome.error());
  return {};
}

}  // namespace

// Sends the people concerned their `state` again. The revision is the same as before. Live facts
// share the bound of members' changes, because every announced change shows them too. Private
// signals wait for nothing but their own pause.
void Room::tell_live() {
  const protocol::Duration uptime = dependencies_.clock.uptime();
  if (unconfirmed_ > 0) return;
  const bool due =
      signals_.is_due(uptime) || (live_.is_due(uptime) && states_for_members_.take(1, uptime));
  if (!due) return;
  present_.send_states_again(shown(), [this](const auto& each) {
    return signals_.concerns(session(), each) || live_.concerns(session(), each);
  });
  signals_.told_alone(uptime);
  live_.told_alone(uptime);
}

// Handles a message that changes nothing, and so waits for nothing.
Room::Outcome Room::hear(const protocol::ParticipantId& from,
                         const protocol::ClientMessage& message) {
  if (!may_act()) return tl::unexpected(come_again());
  if (protocol::find(session(), from) == nullptr) {
    return tl::unexpected(Refusal{Code::notJoined, "You are not in this session."});
  }
  if (const auto* chat = std::get_if<to_server::Chat>(&message)) return handle_chat(from, *chat);
  if (const auto* hand = std::get_if<to_server::Hand>(&message)) return handle_hand(from, *hand);
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
    return outcome_of(
        ways_back_.ask(session(), from, wish->participant, dependencies_.clock.now()));
  }
  if (const auto* records = std::get_if<to_server::Records>(&message)) {
    live_.note(from, *records);
    tell_live();
  }
  if (const auto* report = std::get_if<to_server::Report>(&message)) {
    live_.report(from, *report, dependencies_.clock.uptime());
    tell_live();
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
  Outcome outcome =
      outcome_of(signals_.handle(session(), from, message, dependencies_.clock.now()));
  if (outcome) tell_live();
  return outcome;
}

Room::Outcome Room::handle_hand(const protocol::ParticipantId& from, const to_server::Hand& hand) {
  Outcome outcome = outcome_of(live_.handle(session(), from, hand, dependencies_.clock.uptime()));
  if (outcome) tell_live();
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

void Room::answers(const protocol::ParticipantId& participant, const Peer& peer, bool answers) {
  if (!present_.is_peer(participant, peer)) return;
  live_.note(participant, answers);
  if (may_act()) tell_live();
}

}  // namespace stepback::signalling
