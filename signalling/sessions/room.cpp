#include "signalling/sessions/room.hpp"

#include <algorithm>
#include <utility>

#include "protocol/session/hearing.hpp"
#include "signalling/base/log.hpp"
#include "signalling/sessions/commands.hpp"

namespace stepback::signalling {
namespace {

using protocol::Code;
using protocol::Refusal;
namespace to_client = protocol::to_client;
namespace command = protocol::command;

constexpr std::chrono::hours kResumeLifetime{24};

std::string_view farewell_text(Code code) {
  if (code == Code::removed) return "You have been asked to leave this session.";
  if (code == Code::badToken) return "Your link has been replaced: ask for the new one.";
  return "The session has ended. Thank you for being here.";
}

void ignore(const Room::Outcome&) {}

std::vector<MediaPlane*> planes(MediaPlane& websockets, MediaPlane* other) {
  std::vector<MediaPlane*> all{&websockets};
  if (other != nullptr) all.push_back(other);
  return all;
}

}  // namespace

Room::Room(const Dependencies& dependencies, protocol::Session session)
    : dependencies_(dependencies),
      session_(std::move(session)),
      opened_at_(dependencies.clock.now()),
      websockets_(dependencies.metrics),
      router_(dependencies.metrics, planes(websockets_, dependencies.plane)),
      changes_(dependencies.clock, dependencies.journal, session_, [this](const std::string& why) {
        log::error("sessionForsaken", {{"why", log::Sentence{why}}});
        forsake();
      }) {
  router_.update(protocol::routes_of(session_), [] {});
}

void Room::enter(const Guest& guest, Peer& peer, MediaReceiver& receiver, const Reply& reply) {
  const bool newcomer = !guest.named && protocol::find(session_, guest.id) == nullptr;
  if (!join_limit_.take(guest.id, newcomer, dependencies_.clock.uptime())) {
    return reply(tl::unexpected(Refusal{
        Code::rateLimited, "Too many people come in to this session at once. Try again soon."}));
  }
  const std::uint64_t ticket = next_ticket_++;
  arriving_.emplace(ticket, Arrival{&peer, &receiver});
  changes_.submit(
      [this, ticket, guest]() -> ChangeQueue::Decision {
        if (!arriving_.contains(ticket)) return {};  // gone before their turn came
        return decide(command::Enter{guest.name, guest.role, guest.named, guest.generation},
                      guest.id);
      },
      [this, ticket, guest, reply](const ChangeQueue::Decision& decision,
                                   const ChangeQueue::Settled& settled) {
        const auto arrival = arriving_.extract(ticket);
        const bool enters = decision && !decision->empty() && !arrival.empty();
        const auto then = [this, ticket, guest, reply, settled, enters, here = !arrival.empty(),
                           outcome = outcome_of(decision)] {
          // People who left before this change was announced get no reply. If they left before they
          // were let in, lost() has not recorded it.
          if (!here) drop(guest.id);
          if (here && (!enters || is_present(guest.id, ticket))) reply(outcome);
          settled();
        };
        if (!decision || decision->empty()) return then();
        take(*decision);
        if (enters) let_in(guest, ticket, arrival.mapped());
        announce(then);
      });
}

void Room::lost(const protocol::ParticipantId& participant, const Peer& peer) {
  std::erase_if(arriving_, [&](const auto& each) { return each.second.peer == &peer; });
  const auto found = present_.find(participant);
  if (found == present_.end() || found->second.peer != &peer) return;
  forget_peer(participant);
  drop(participant);
}

void Room::handle(const protocol::ParticipantId& from, const protocol::ClientMessage& message,
                  const Reply& reply) {
  const auto wanted = to_command(message);
  if (!wanted) return reply(hear(from, message));
  const auto present = present_.find(from);
  const auto ticket =
      present == present_.end() ? std::nullopt : std::optional{present->second.ticket};
  changes_.submit(
      [this, from, ticket, wanted = *wanted]() -> ChangeQueue::Decision {
        const auto now = present_.find(from);
        if (ticket && now != present_.end() && now->second.ticket != *ticket) {
          return tl::unexpected(Refusal{Code::superseded, "You have joined from another place."});
        }
        return decide(wanted, from);
      },
      [this, from, leaves = std::holds_alternative<command::Leave>(*wanted), reply](
          const ChangeQueue::Decision& decision, const ChangeQueue::Settled& settled) {
        if (decision && leaves) forget_peer(from);
        settle(decision, reply, settled);
      });
}

void Room::tick() {
  if (!may_act()) return;
  // A pending change goes first; the clock and lost connections are looked at again soon.
  if (!changes_.busy()) drop_who_is_gone();
  if (!changes_.busy()) change(command::Tick{}, std::nullopt);
  judge_hearing();
  router_.tick(dependencies_.clock.uptime());
}

void Room::recover() {
  change(command::Recover{}, std::nullopt);
}

void Room::end(const Reply& reply) {
  changes_.submit(
      [this] { return decide(command::End{}, std::nullopt); },
      [this, reply](const ChangeQueue::Decision& decision, const ChangeQueue::Settled& settled) {
        carry_out(decision, [this, reply, settled, outcome = outcome_of(decision)] {
          if (session_.ended_at) dismiss();
          reply(outcome);  // last, because it may end the room
          settled();
        });
      });
}

void Room::take_back(const protocol::Command& what, const Reply& reply) {
  changes_.submit(
      [this, what] { return decide(what, std::nullopt); },
      [this, reply](const ChangeQueue::Decision& decision, const ChangeQueue::Settled& settled) {
        settle(decision, reply, settled);
      });
}

void Room::restart() {
  changes_.close(come_again(), [this] { send_everyone_home(come_again()); });
}

void Room::forsake() {
  forsaken_ = true;
  changes_.abandon(come_again());
  send_everyone_home(come_again());
}

// Submits a command of the server's own. Nobody has to hear of a refusal.
void Room::change(const protocol::Command& command, const protocol::Actor& who) {
  changes_.submit(
      [this, command, who] { return decide(command, who); },
      [this](const ChangeQueue::Decision& decision, const ChangeQueue::Settled& settled) {
        settle(decision, ignore, settled);
      });
}

ChangeQueue::Decision Room::decide(const protocol::Command& command,
                                   const protocol::Actor& who) const {
  auto events = protocol::decide(session_, command, who, dependencies_.clock.now());
  if (events) close_step_back(*events);
  return events;
}

// An event that ends a step back is followed by the step back's counts.
void Room::close_step_back(ChangeQueue::Events& events) const {
  const auto count = router_.step_back();
  if (!count || events.empty()) return;
  protocol::Session then = session_;
  for (const auto& event : events) then = protocol::apply(std::move(then), event);
  const protocol::Participant* presenter = protocol::find(then, count->presenter);
  const bool goes_on =
      !then.ended_at && presenter != nullptr && protocol::is_stepped_back(then, *presenter);
  if (goes_on) return;
  events.emplace_back(protocol::StepBackCounted{.participant = count->presenter,
                                                .since = std::max(session_.phase_since, opened_at_),
                                                .refused_audio = count->refused_audio,
                                                .refused_video = count->refused_video,
                                                .forwarded_audio = count->forwarded_audio,
                                                .forwarded_video = count->forwarded_video});
}

// Applies events that the journal has kept.
void Room::take(const ChangeQueue::Events& events) {
  for (const auto& event : events) session_ = protocol::apply(std::move(session_), event);
}

Room::Outcome Room::outcome_of(const ChangeQueue::Decision& decision) {
  if (!decision) return tl::unexpected(decision.error());
  return {};
}

void Room::settle(const ChangeQueue::Decision& decision, const Reply& reply,
                  const ChangeQueue::Settled& settled) {
  carry_out(decision, [this, reply, settled, outcome = outcome_of(decision)] {
    reply(outcome);
    if (session_.ended_at) dismiss();
    settled();
  });
}

// Makes a kept change true and announces it. Calls `then` after that, or at once if nothing has
// changed.
void Room::carry_out(const ChangeQueue::Decision& decision, const Then& then) {
  if (!decision || decision->empty()) return then();
  take(*decision);
  announce(then);
}

void Room::let_in(const Guest& guest, std::uint64_t ticket, const Arrival& arrival) {
  const protocol::Participant& them = *protocol::find(session_, guest.id);
  if (const auto older = present_.find(guest.id); older != present_.end()) {
    Peer* superseded = older->second.peer;
    forget_peer(guest.id);
    superseded->bye(Code::superseded, "You have joined from another place: this one is closed.");
  }
  present_[guest.id] = {.peer = arrival.peer,
                        .ticket = ticket,
                        .heard_of = dependencies_.clock.uptime(),
                        .reported = {},
                        .told = false};
  router_.attach(guest.id, *arrival.peer);
  websockets_.attach(guest.id, *arrival.receiver);
  arrival.peer->send(to_client::Welcome{guest.id, resume_token(them), protocol::kLimits});
}

bool Room::is_present(const protocol::ParticipantId& participant, std::uint64_t ticket) const {
  const auto found = present_.find(participant);
  return found != present_.end() && found->second.ticket == ticket;
}

void Room::forget_peer(const protocol::ParticipantId& participant) {
  present_.erase(participant);
  router_.detach(participant);
}

// Records that a connection is lost, unless the person has another one when the change's turn
// comes.
void Room::drop(const protocol::ParticipantId& participant) {
  changes_.submit(
      [this, participant]() -> ChangeQueue::Decision {
        if (present_.contains(participant)) return {};
        return decide(command::Drop{}, participant);
      },
      [this](const ChangeQueue::Decision& decision, const ChangeQueue::Settled& settled) {
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
  if (!session_.ended_at) dismiss();
  router_.update(protocol::routes_of(session_), [this, then] {
    tell_everyone();
    then();
  });
}

void Room::tell_everyone() {
  const protocol::Instant now = dependencies_.clock.now();
  for (auto& [id, each] : present_) {
    const protocol::Participant* them = protocol::find(session_, id);
    if (them == nullptr) continue;
    each.told = true;
    each.peer->send(to_client::State{now, protocol::view(session_, *them)});
  }
  deliver_kept_signals();
}

void Room::dismiss() {
  for (auto at = present_.begin(); at != present_.end();) {
    const auto code = protocol::dismissal(session_, at->first);
    if (!code) {
      ++at;
      continue;
    }
    Peer* peer = at->second.peer;
    router_.detach(at->first);
    at = present_.erase(at);
    peer->bye(*code, farewell_text(*code));
  }
}

void Room::send_everyone_home(const Refusal& why) {
  for (const auto& [id, each] : std::exchange(present_, {})) {
    router_.detach(id);
    each.peer->bye(why.code, why.message);
  }
}

void Room::judge_hearing() {
  if (!session_.presenter || changes_.busy()) return;
  const auto presenter = present_.find(*session_.presenter);
  if (presenter == present_.end()) return;
  const Present& them = presenter->second;
  const bool overdue = dependencies_.clock.uptime() - them.heard_of > protocol::kReportOverdue;
  // A presenter who has just come has had no time to report, so nothing is said about them yet.
  const auto hearing = overdue ? protocol::Hearing::none : them.reported;
  if (hearing) change(command::ReportHearing{*hearing}, session_.presenter);
}

std::string Room::resume_token(const protocol::Participant& participant) const {
  return dependencies_.access.sign({.issuer = "stepback",
                                    .expires = dependencies_.clock.now() + kResumeLifetime,
                                    .session = session_.id,
                                    .role = participant.role,
                                    .subject = participant.id,
                                    .name = participant.name,
                                    .shared = !participant.named,
                                    .generation = participant.named
                                                      ? generation_of(session_, participant.id)
                                                      : generation_of(session_, participant.role)});
}

}  // namespace stepback::signalling
