#include "signalling/sessions/present_people.hpp"

#include <utility>

#include "protocol/session/view.hpp"

namespace stepback::signalling {

using protocol::Code;
using protocol::ParticipantId;
namespace to_client = protocol::to_client;

namespace {

std::string_view farewell_text(Code code) {
  if (code == Code::removed) return "You have been asked to leave this session.";
  if (code == Code::badToken) return "Your link has been replaced: ask for the new one.";
  return "The session has ended. Thank you for being here.";
}

}  // namespace

PresentPeople::PresentPeople(Router& router, WebSocketPlane& websockets)
    : router_(router), websockets_(websockets) {}

void PresentPeople::let_in(Arrivals::Ticket ticket, const Arrivals::Arrival& arrival,
                           const to_client::Welcome& welcome) {
  const ParticipantId& person = welcome.participant;
  if (const Present* older = find(person)) {
    Peer* superseded = older->peer;
    forget(person);
    superseded->bye(Code::superseded, "You have joined from another place: this one is closed.");
  }
  people_[person] = {.peer = arrival.peer, .ticket = ticket, .has_state = false};
  router_.attach(person, *arrival.peer);
  websockets_.attach(person, *arrival.receiver);
  arrival.peer->send(welcome);
}

void PresentPeople::forget(const ParticipantId& person) {
  people_.erase(person);
  router_.detach(person);
}

const PresentPeople::Present* PresentPeople::find(const ParticipantId& person) const {
  const auto found = people_.find(person);
  return found == people_.end() ? nullptr : &found->second;
}

bool PresentPeople::is_peer(const ParticipantId& person, const Peer& peer) const {
  const Present* found = find(person);
  return found != nullptr && found->peer == &peer;
}

std::optional<Arrivals::Ticket> PresentPeople::ticket_of(const ParticipantId& person) const {
  const Present* found = find(person);
  if (found == nullptr) return std::nullopt;
  return found->ticket;
}

bool PresentPeople::reaches(const ParticipantId& person) const {
  const Present* found = find(person);
  return found != nullptr && found->has_state;
}

void PresentPeople::send_states(const protocol::Session& session, protocol::Instant now) {
  for (auto& [id, each] : people_) {
    const protocol::Participant* them = protocol::find(session, id);
    if (them == nullptr) continue;
    each.has_state = true;
    each.peer->send(to_client::State{now, protocol::view(session, *them)});
  }
}

bool PresentPeople::deliver(const ParticipantId& to, const protocol::ServerMessage& message) {
  if (!reaches(to)) return false;
  find(to)->peer->send(message);
  return true;
}

bool PresentPeople::deliver(const ParticipantId& to, std::string_view message) {
  if (!reaches(to)) return false;
  find(to)->peer->deliver(message);
  return true;
}

void PresentPeople::dismiss(const protocol::Session& session) {
  for (auto at = people_.begin(); at != people_.end();) {
    const auto code = protocol::dismissal(session, at->first);
    if (!code) {
      ++at;
      continue;
    }
    Peer* peer = at->second.peer;
    router_.detach(at->first);
    at = people_.erase(at);
    peer->bye(*code, farewell_text(*code));
  }
}

void PresentPeople::send_home(const protocol::Refusal& why) {
  for (const auto& [id, each] : std::exchange(people_, {})) {
    router_.detach(id);
    each.peer->bye(why.code, why.message);
  }
}

}  // namespace stepback::signalling
