#include "signalling/sessions/newcomers.hpp"

#include <variant>

#include "protocol/session/lobby.hpp"

namespace stepback::signalling {

using protocol::Participant;
using protocol::ParticipantId;
using protocol::Session;

bool Newcomers::take(const Session& session, const Guest& guest, protocol::Duration now) {
  const bool known = protocol::find(session, protocol::known_as(session, guest.id)) != nullptr;
  if (known || guest.named) return limit_.take_return(guest.id, now);
  return limit_.take_newcomer(guest.network, now);
}

protocol::command::Enter Newcomers::entry(const Session& session, const Guest& guest,
                                          protocol::Duration now) {
  const ParticipantId& id = protocol::known_as(session, guest.id);
  std::erase_if(networks_,
                [&](const auto& each) { return protocol::find(session, each.first) == nullptr; });
  networks_.insert_or_assign(id, guest.network);
  protocol::command::Enter entry{guest.name, guest.role, guest.named, guest.generation};
  const bool needs_a_place = !guest.named && protocol::find(session, id) == nullptr;
  if (needs_a_place && protocol::is_lobby_full(session)) {
    entry.displaces = who_gives_way(session, guest.network, now);
  }
  return entry;
}

std::optional<ParticipantId> Newcomers::who_gives_way(const Session& session, const Network& to,
                                                      protocol::Duration now) const {
  struct Waiting {
    std::size_t people = 0;
    ParticipantId latest;
  };
  std::map<Network, Waiting> lobby;
  for (const Participant& each : session.participants) {
    if (!protocol::takes_lobby_place(each)) continue;
    Waiting& waiting = lobby[network_of(each.id)];
    ++waiting.people;
    waiting.latest = each.id;  // the session's order is that of coming
  }
  const std::size_t own = lobby[to].people;
  const auto left = [&](const Network& network) { return limit_.left_for(network, now); };
  const Waiting* most = nullptr;
  double left_for_most = 0;
  for (const auto& [network, waiting] : lobby) {
    const bool more = most == nullptr || waiting.people > most->people;
    const bool as_many = most != nullptr && waiting.people == most->people;
    if (!more && !(as_many && left(network) < left_for_most)) continue;
    most = &waiting;
    left_for_most = left(network);
  }
  if (most->people <= own) return std::nullopt;
  const bool only_changes_places = most->people == own + 1;
  if (only_changes_places && left_for_most >= left(to)) return std::nullopt;
  return most->latest;
}

void Newcomers::follow(const Session& session, const protocol::Event& event) {
  if (const auto* rejoined = std::get_if<protocol::ParticipantRejoined>(&event)) {
    networks_.insert_or_assign(rejoined->participant, network_of(rejoined->from));
    networks_.erase(rejoined->from);
  }
  const auto* removed = std::get_if<protocol::ParticipantRemoved>(&event);
  if (removed == nullptr) return;
  const Participant* them = protocol::find(session, removed->participant);
  const Network network = network_of(removed->participant);
  if (them != nullptr && network.is_known()) removed_.insert_or_assign(network, them->name);
}

void Newcomers::mark(protocol::View& view) const {
  if (!view.may.lead || removed_.empty()) return;
  for (protocol::ParticipantView& each : view.participants) {
    if (each.channel != protocol::Channel::lobby || each.after_removal) continue;
    const auto removed = removed_.find(network_of(each.id));
    if (removed != removed_.end()) each.after_removal = removed->second;
  }
}

Network Newcomers::network_of(const ParticipantId& person) const {
  const auto found = networks_.find(person);
  return found == networks_.end() ? Network{} : found->second;
}

}  // namespace stepback::signalling
