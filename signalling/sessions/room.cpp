#include "signalling/sessions/room.hpp"

#include <algorithm>
#include <utility>

namespace stepback::signalling {
namespace {

using protocol::Code;
using protocol::ParticipantId;
using protocol::Refusal;
namespace to_client = protocol::to_client;
namespace command = protocol::command;

// Whether the command may end the session. Its answer comes before every `bye`.
bool may_end(const protocol::Command& command) {
  const auto* advance = std::get_if<command::Advance>(&command);
  return advance != nullptr && advance->phase == protocol::kEnded;
}

}  // namespace

Room::Room(const Dependencies& dependencies, protocol::Session session, protocol::Signals signals)
    : dependencies_(dependencies),
      websockets_(dependencies.metrics),
      router_(dependencies.metrics, {&websockets_, dependencies.plane}),
      counted_since_(dependencies.clock.now()),
      changes_(dependencies.clock, dependencies.journal, std::move(session), *this),
      present_(router_, websockets_, [this](protocol::View& view) { newcomers_.mark(view); }),
      signals_(dependencies.random, dependencies.journal, std::move(signals)),
      ways_back_(dependencies.access, present_) {
  router_.update(protocol::routes_of(this->session()), [] {});
}

void Room::enter(const Guest& guest, Peer& peer, MediaReceiver& receiver, const Reply& reply) {
  const ParticipantId id = protocol::known_as(session(), guest.id);
  const protocol::Duration now = dependencies_.clock.uptime();
  if (!newcomers_.take(changes().asked(), guest, now)) {
    return reply(tl::unexpected(Refusal{
        Code::rateLimited, "Too many people come in to this session at once. Try again soon."}));
  }
  const Arrivals::Ticket ticket = arrivals_.add(guest.id, id, peer, receiver);
  const auto is_in = [this, id, ticket] { return present_.ticket_of(id) == ticket; };
  // People who were superseded or have gone before the answer get none.
  const auto answered = std::make_shared<bool>(false);
  const auto answer = [answered, reply](const Outcome& outcome) {
    if (!std::exchange(*answered, true)) reply(outcome);
  };
  changes_.ask(newcomers_.entry(changes().asked(), guest, now), guest.id,
               {.decided =
                    [this, id, ticket](const auto&) {
                      if (has_chair(id)) let_in(id, ticket);
                    },
                .confirmed =
                    [is_in, answer] {
                      if (is_in()) answer({});
                    },
                .kept =
                    [this, id, ticket](const Changes::Change& change) {
                      present_.displace(change.events);
                      let_in(id, ticket);
                    },
                .ended =
                    [this, id, ticket, is_in, answer](const Outcome& outcome) {
                      const bool waits = arrivals_.take(ticket).has_value();
                      if (is_in() || (waits && !outcome)) return answer(outcome);
                      if (waits) return answer(tl::unexpected(has_gone(id)));
                      // The connection was lost before the person was let in.
                      if (outcome) drop(id);
                    }},
               silent_people());
}

void Room::lost(const ParticipantId& participant, const Peer& peer) {
  arrivals_.forget(peer);
  if (!present_.is_peer(participant, peer)) return;
  present_.forget(participant);
  drop(participant);
}

void Room::handle(const ParticipantId& from, const protocol::ClientMessage& message,
                  const Reply& reply) {
  const auto wanted = protocol::command_in(message);
  if (!wanted) return reply(hear(from, message));
  Changes::Steps steps;
  if (std::holds_alternative<command::Leave>(*wanted)) {
    steps.decided = [this, from](const auto&) { present_.forget(from); };
  }
  if (std::holds_alternative<command::Appoint>(*wanted)) {
    steps.kept = [this, from](const auto&) { ways_back_.is_named_by(from); };
  }
  steps.ended = [this, reply, ends = may_end(*wanted)](const Outcome& outcome) {
    reply(outcome);
    if (ends && outcome) dismiss_if_ended();
  };
  const bool admits = std::holds_alternative<command::Admit>(*wanted);
  read_at_ = std::chrono::steady_clock::now();
  changes_.ask(*wanted, from, std::move(steps),
               admits ? silent_people() : std::vector<ParticipantId>{});
  read_at_.reset();
}

void Room::tick() {
  if (!may_act()) return;
  drop_who_is_gone();
  const bool journal_works =
      !changes_.unkept().failing() && !dependencies_.journal.trouble().has_value();
  changes_.ask(
      command::Tick{.leaderless = journal_works}, std::nullopt,
      {.decided = [this](const auto&) { ends_by_clock_ = changes().asked().ended_at.has_value(); },
       .ended =
           [this](const auto&) {
             if (ends_by_clock_) dismiss_if_ended();
           }});
  signals_.follow(session(), dependencies_.clock.now());
  live_.follow(session(), dependencies_.clock.uptime());
  tell_live();
  if (trouble() != told_trouble_) announce();
  router_.tick(dependencies_.clock.uptime());
}

void Room::recover() {
  changes_.ask(command::Recover{}, std::nullopt);
}

void Room::end(const Reply& reply) {
  changes_.ask(command::End{}, std::nullopt, {.ended = [this, reply](const Outcome& outcome) {
                 dismiss_if_ended();
                 reply(outcome);  // last, because it may end the room
               }});
}

void Room::take_back(const protocol::Command& what, const Reply& reply) {
  changes_.ask(what, std::nullopt, {.ended = reply});
}

void Room::restart(std::function<void()> then) {
  changes_.close(come_again(), [this, then = std::move(then)] {
    present_.send_home(come_again());
    then();
  });
}

void Room::forsake() {
  forsaken_ = true;
  changes_.abandon(come_again());
  present_.send_home(come_again());
  router_.give_up();  // last: a change that waits for the planes is answered, and nobody is here
}

bool Room::has_chair(const ParticipantId& person) const {
  const protocol::Participant* them = protocol::find(changes_.unkept().kept(), person);
  return them != nullptr && protocol::is_seated(*them);
}

// Why a person whose coming is kept is not let in.
Refusal Room::has_gone(const ParticipantId& person) const {
  const auto code = protocol::dismissal(changes().asked(), person);
  return {code.value_or(Code::restarting), "You have no place in this session any more."};
}

// Does nothing if the person is in already, if the connection was lost, or if another change has
// taken the person's place away.
void Room::let_in(const ParticipantId& person, Arrivals::Ticket ticket) {
  if (protocol::dismissal(changes().asked(), person)) return;
  const auto arrival = arrivals_.take(ticket);
  if (!arrival) return;
  // The token names an identity that its owner had before a leader recognised them.
  if (arrival->as != person) arrival->peer->become(person);
  live_.begin(person);
  present_.let_in(ticket, *arrival, welcome(person));
}

// A leader has recognised a person who waited. If that person has gone meanwhile, the old identity
// is not connected either.
void Room::move_in(const protocol::ParticipantRejoined& rejoined) {
  live_.move(rejoined.from, rejoined.participant);
  signals_.move(session(), rejoined.from, rejoined.participant);
  if (!present_.become(rejoined.from, welcome(rejoined.participant))) drop(rejoined.participant);
}

to_client::Welcome Room::welcome(const ParticipantId& person) const {
  const protocol::Session& session = changes_.unkept().asked();
  const auto claims =
      resume_claims(session, *protocol::find(session, person), dependencies_.clock.now());
  return {person, dependencies_.access.sign(claims), protocol::kLimits};
}

// Records that a connection is lost, unless the person has another one or is about to have it.
void Room::drop(const ParticipantId& participant) {
  if (present_.contains(participant) || arrivals_.contains(participant)) return;
  changes_.ask(command::Drop{}, participant);
}

// Records a loss that could not be recorded when it happened.
void Room::drop_who_is_gone() {
  const auto& people = changes_.unkept().asked().participants;
  // People who are present are connected. So if the numbers are equal, nobody is gone. Called five
  // times a second.
  const auto connected = std::ranges::count_if(people, &protocol::Participant::connected);
  if (static_cast<std::size_t>(connected) == present_.size()) return;
  std::vector<ParticipantId> gone;
  for (const protocol::Participant& each : people) {
    if (each.connected && !present_.contains(each.id)) gone.push_back(each.id);
  }
  for (const ParticipantId& each : gone) drop(each);
}

// A person whose connection does not answer is away for an admission: a newcomer may be that
// person. A leader is not away for it: nobody is recognised as a leader, and newcomers need one.
std::vector<ParticipantId> Room::silent_people() const {
  std::vector<ParticipantId> people;
  for (const protocol::Participant& each : changes().asked().participants) {
    if (!protocol::is_leader(each) && protocol::is_silent(live_.facts(), each.id)) {
      people.push_back(each.id);
    }
  }
  return people;
}

void Room::dismiss_if_ended() {
  const protocol::Session& asked = changes_.unkept().asked();
  if (asked.ended_at) present_.dismiss(asked);
}

}  // namespace stepback::signalling
