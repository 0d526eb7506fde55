#include "signalling/sessions/present_people.hpp"

#include <utility>
#include <variant>

#include "protocol/session/unkept/unkept_view.hpp"

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

PresentPeople::PresentPeople(Router& router, WebSocketPlane& websockets, Mark mark)
    : router_(router), websockets_(websockets), mark_(std::move(mark)) {}

void PresentPeople::let_in(Arrivals::Ticket ticket, const Arrivals::Arrival& arrival,
                           const to_client::Welcome& welcome) {
  supersede(welcome.participant);
  take_in({.arrival = arrival, .ticket = ticket, .has_state = false}, welcome);
}

bool PresentPeople::become(const ParticipantId& from, const to_client::Welcome& welcome) {
  const Present* waiting = find(from);
  if (waiting == nullptr) return false;
  Present known = *waiting;
  known.has_state = false;
  forget(from);
  supersede(welcome.participant);
  known.arrival.peer->become(welcome.participant);
  take_in(known, welcome);
  return true;
}

void PresentPeople::supersede(const ParticipantId& person) {
  const Present* older = find(person);
  if (older == nullptr) return;
  Peer* superseded = older->arrival.peer;
  forget(person);
  superseded->bye(Code::superseded, "You have joined from another place: this one is closed.");
}

void PresentPeople::take_in(const Present& person, const to_client::Welcome& welcome) {
  people_[welcome.participant] = person;
  router_.attach(welcome.participant, *person.arrival.peer);
  websockets_.attach(welcome.participant, *person.arrival.receiver);
  person.arrival.peer->send(welcome);
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
  return found != nullptr && found->arrival.peer == &peer;
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

void PresentPeople::send_states(const Shown& shown) {
  const protocol::Session& session = shown.changes.in_force();
  for (auto& [id, each] : people_) {
    send_state(shown, id, each);
    const protocol::Participant* them = protocol::find(session, id);
    if (them != nullptr) each.arrival.peer->watch_closely(protocol::is_watched(session, *them));
  }
}

void PresentPeople::send_states_again(const Shown& shown, const Whom& whom) {
  for (auto& [id, each] : people_) {
    const protocol::Participant* them = protocol::find(shown.changes.in_force(), id);
    if (them != nullptr && each.has_state && whom(*them)) send_state(shown, id, each);
  }
}

void PresentPeople::send_state(const Shown& shown, const ParticipantId& id, Present& person) const {
  auto view =
      protocol::view(shown.changes, shown.signals, shown.live, id, shown.now, shown.trouble);
  if (!view) return;
  mark_(*view);
  person.has_state = true;
  person.arrival.peer->send(to_client::State{shown.now, *std::move(view)});
}

bool PresentPeople::deliver(const ParticipantId& to, const protocol::ServerMessage& message) {
  if (!reaches(to)) return false;
  find(to)->arrival.peer->send(message);
  return true;
}

bool PresentPeople::deliver(const ParticipantId& to, std::string_view message) {
  if (!reaches(to)) return false;
  find(to)->arrival.peer->deliver(message);
  return true;
}

void PresentPeople::dismiss(const protocol::Session& session) {
  for (auto at = people_.begin(); at != people_.end();) {
    const auto code = protocol::dismissal(session, at->first);
    if (!code) {
      ++at;
      continue;
    }
    Peer* peer = at->second.arrival.peer;
    router_.detach(at->first);
    at = people_.erase(at);
    peer->bye(*code, farewell_text(*code));
  }
}

void PresentPeople::displace(const std::vector<protocol::Event>& entry) {
  for (const protocol::Event& event : entry) {
    const auto* left = std::get_if<protocol::ParticipantLeft>(&event);
    const Present* them = left == nullptr ? nullptr : find(left->participant);
    if (them == nullptr) continue;
    Peer* peer = them->arrival.peer;
    forget(left->participant);
    peer->bye(Code::rateLimited, "Too many people wait to be let in. Try again soon.");
  }
}

void PresentPeople::send_home(const protocol::Refusal& why) {
  for (const auto& [id, each] : std::exchange(people_, {})) {
    router_.detach(id);
    each.arrival.peer->bye(why.code, why.message);
  }
}

}  // namespace stepback::signalling
