#include "signalling/sessions/room.hpp"

#include <algorithm>
#include <utility>

#include "signalling/base/log.hpp"
#include "signalling/sessions/step_back_record.hpp"

namespace stepback::signalling {
namespace {

using protocol::Code;
using protocol::Refusal;
using Decision = ChangeQueue::Decision;
using Settled = ChangeQueue::Settled;
namespace to_client = protocol::to_client;
namespace to_server = protocol::to_server;
namespace command = protocol::command;

void ignore(const Room::Outcome&) {}

}  // namespace

Room::Room(const Dependencies& dependencies, protocol::Session session)
    : dependencies_(dependencies),
      session_(std::move(session)),
      opened_at_(dependencies.clock.now()),
      websockets_(dependencies.metrics),
      router_(dependencies.metrics, {&websockets_, dependencies.plane}),
      changes_(dependencies.clock, dependencies.journal, session_,
               [this](const std::string& why) {
                 log::error("sessionForsaken", {{"why", log::Sentence{why}}});
                 forsake();
               }),
      present_(router_, websockets_),
      signals_(dependencies.random),
      ways_back_(dependencies.access, present_) {
  router_.update(protocol::routes_of(session_), [] {});
}

void Room::enter(const Guest& guest, Peer& peer, MediaReceiver& receiver, const Reply& reply) {
  const bool newcomer =
      !guest.named && protocol::find(session_, protocol::known_as(session_, guest.id)) == nullptr;
  if (!join_limit_.take(guest.id, newcomer, dependencies_.clock.uptime())) {
    return reply(tl::unexpected(Refusal{
        Code::rateLimited, "Too many people come in to this session at once. Try again soon."}));
  }
  const Arrivals::Ticket ticket = arrivals_.add(peer, receiver);
  changes_.submit(
      [this, ticket, guest]() -> Decision {
        if (!arrivals_.contains(ticket)) return {};  // gone before their turn came
        return decide(command::Enter{guest.name, guest.role, guest.named, guest.generation},
                      guest.id);
      },
      [this, ticket, guest, reply](const Decision& decision, const Settled& settled) {
        const auto arrival = arrivals_.take(ticket);
        const bool enters = decision && !decision->empty() && arrival;
        const protocol::ParticipantId id = protocol::known_as(session_, guest.id);
        const auto then = [this, ticket, id, reply, settled, enters, here = arrival.has_value(),
                           outcome = outcome_of(decision)] {
          // People who left before this change was announced get no reply. If they left before they
          // were let in, lost() has not recorded it.
          if (!here) drop(id);
          if (here && (!enters || present_.ticket_of(id) == ticket)) reply(outcome);
          settled();
        };
        if (!decision || decision->empty()) return then();
        take(*decision);
        // The token names an identity that its owner had before a leader recognised them.
        if (enters && id != guest.id) arrival->peer->become(id);
        if (enters) let_in(id, ticket, *arrival);
        announce(then);
      });
}

void Room::lost(const protocol::ParticipantId& participant, const Peer& peer) {
  arrivals_.forget(peer);
  if (!present_.is_peer(participant, peer)) return;
  present_.forget(participant);
  drop(participant);
}

void Room::handle(const protocol::ParticipantId& from, const protocol::ClientMessage& message,
                  const Reply& reply) {
  const auto wanted = protocol::command_in(message);
  if (!wanted) return reply(hear(from, message));
  const auto ticket = present_.ticket_of(from);
  changes_.submit(
      [this, from, ticket, wanted = *wanted]() -> Decision {
        const auto now = present_.ticket_of(from);
        if (ticket && now && now != ticket) {
          return tl::unexpected(Refusal{Code::superseded, "You have joined from another place."});
        }
        return decide(wanted, from);
      },
      [this, from, leaves = std::holds_alternative<command::Leave>(*wanted),
       names = std::holds_alternative<command::Appoint>(*wanted),
       reply](const Decision& decision, const Settled& settled) {
        if (decision && leaves) present_.forget(from);
        if (decision && !decision->empty() && names) ways_back_.is_named_by(from);
        settle(decision, reply, settled);
      });
}

void Room::tick() {
  if (!may_act()) return;
  // A pending change goes first; the clock and lost connections are looked at again soon.
  if (!changes_.busy()) drop_who_is_gone();
  if (!changes_.busy()) change(command::Tick{}, std::nullopt);
  judge_hearing();
  signals_.follow(session_, dependencies_.clock.now());
  tell_signals();
  router_.tick(dependencies_.clock.uptime());
}

void Room::recover() {
  change(command::Recover{}, std::nullopt);
}

void Room::end(const Reply& reply) {
  changes_.submit([this] { return decide(command::End{}, std::nullopt); },
                  [this, reply](const Decision& decision, const Settled& settled) {
                    carry_out(decision, [this, reply, settled, outcome = outcome_of(decision)] {
                      if (session_.ended_at) present_.dismiss(session_);
                      settled();
                      reply(outcome);  // last, because it may end the room
                    });
                  });
}

void Room::take_back(const protocol::Command& what, const Reply& reply) {
  changes_.submit([this, what] { return decide(what, std::nullopt); },
                  [this, reply](const Decision& decision, const Settled& settled) {
                    settle(decision, reply, settled);
                  });
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

// Submits a command of the server's own. Nobody has to hear of a refusal.
void Room::change(const protocol::Command& command, const protocol::Actor& who) {
  changes_.submit([this, command, who] { return decide(command, who); },
                  [this](const Decision& decision, const Settled& settled) {
                    settle(decision, ignore, settled);
                  });
}

// Events that end a step back are followed by its record.
Decision Room::decide(const protocol::Command& command, const protocol::Actor& who) const {
  const bool admits = std::holds_alternative<command::Admit>(command);
  auto events = protocol::decide(admits ? without_the_gone() : session_, command, who,
                                 dependencies_.clock.now());
  const auto& count = router_.step_back();
  if (!events || events->empty() || !count) return events;
  const auto since = std::max(session_.phase_since, opened_at_);
  auto record = step_back_record(*count, session_, *events, since);
  if (record) events->emplace_back(*std::move(record));
  return events;
}

// The session as it is once all losses are recorded. A person whose connection is gone is away for
// an admission, even if the record still waits: a newcomer may be that person.
protocol::Session Room::without_the_gone() const {
  protocol::Session session = session_;
  for (protocol::Participant& each : session.participants) {
    each.connected = each.connected && present_.contains(each.id);
  }
  return session;
}

// Applies events that the journal has kept.
void Room::take(const ChangeQueue::Events& events) {
  for (const auto& event : events) {
    session_ = protocol::apply(std::move(session_), event);
    if (const auto* rejoined = std::get_if<protocol::ParticipantRejoined>(&event)) {
      move_in(*rejoined);
    }
  }
}

Room::Outcome Room::outcome_of(const Decision& decision) {
  if (!decision) return tl::unexpected(decision.error());
  return {};
}

void Room::settle(const Decision& decision, const Reply& reply, const Settled& settled) {
  carry_out(decision, [this, reply, settled, outcome = outcome_of(decision)] {
    reply(outcome);
    if (session_.ended_at) present_.dismiss(session_);
    settled();
  });
}

// Makes a kept change true and announces it. Calls `then` after that, or at once if nothing has
// changed.
void Room::carry_out(const Decision& decision, const Then& then) {
  if (!decision || decision->empty()) return then();
  take(*decision);
  announce(then);
}

void Room::let_in(const protocol::ParticipantId& person, Arrivals::Ticket ticket,
                  const Arrivals::Arrival& arrival) {
  hearing_.begin(person, dependencies_.clock.uptime());
  present_.let_in(ticket, arrival, welcome(person));
}

// A leader has recognised a person who waited. If that person has gone meanwhile, the old identity
// is not connected either.
void Room::move_in(const protocol::ParticipantRejoined& rejoined) {
  hearing_.begin(rejoined.participant, dependencies_.clock.uptime());
  signals_.move(rejoined.from, rejoined.participant);
  if (!present_.become(rejoined.from, welcome(rejoined.participant))) drop(rejoined.participant);
}

to_client::Welcome Room::welcome(const protocol::ParticipantId& person) const {
  const auto claims =
      resume_claims(session_, *protocol::find(session_, person), dependencies_.clock.now());
  return {person, dependencies_.access.sign(claims), protocol::kLimits};
}

// Records that a connection is lost, unless the person has another one when the change's turn
// comes.
void Room::drop(const protocol::ParticipantId& participant) {
  changes_.submit(
      [this, participant]() -> Decision {
        if (present_.contains(participant)) return {};
        return decide(command::Drop{}, participant);
      },
      [this](const Decision& decision, const Settled& settled) {
        settle(decision, ignore, settled);
      });
}

// Records a loss that could not be kept when it happened.
void Room::drop_who_is_gone() {
  // People who are present are connected. So if the numbers are equal, nobody is gone. Called five
  // times a second.
  const auto connected =
      std::ranges::count_if(session_.participants, &protocol::Participant::connected);
  if (static_cast<std::size_t>(connected) == present_.size()) return;
  const auto gone = std::ranges::find_if(session_.participants, [this](const auto& each) {
    return each.connected && !present_.contains(each.id);
  });
  if (gone != session_.participants.end()) drop(gone->id);
}

// First `bye` goes to people who must leave. Then the routes change, so that nothing follows the
// announcement that it forbids. When all planes have confirmed them, everyone gets their state. If
// the session has ended, each `bye` comes last, so that the person who asked has their answer.
void Room::announce(const Then& then) {
  if (!session_.ended_at) present_.dismiss(session_);
  hearing_.retain([this](const auto& id) { return present_.contains(id); });
  announcing_ = true;
  router_.update(protocol::routes_of(session_), [this, then] {
    if (!may_act()) forsake();  // the lease ended while the planes took their time
    announcing_ = false;
    signals_.follow(session_, dependencies_.clock.now());
    present_.send_states(session_, signals_.records(), dependencies_.clock.now());
    signals_.told();
    ways_back_.deliver_due(session_, dependencies_.clock.now());
    then();
  });
}

}  // namespace stepback::signalling
