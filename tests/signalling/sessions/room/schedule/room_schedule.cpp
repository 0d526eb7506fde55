#include "tests/signalling/sessions/room/schedule/room_schedule.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <ostream>

#include "tests/support/story.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
namespace to_server = protocol::to_server;
using protocol::Media;
using protocol::Role;
using protocol::SeenBy;
using stepback::test::id_of;

constexpr std::array<std::string_view, 6> kPhases{"presentation", "clarification", "discussion",
                                                  "return",       "closing",       "gathering"};

}  // namespace

bool leads(Role role) {
  return role == Role::facilitator || role == Role::coFacilitator;
}

void showValue(const Step& step, std::ostream& out) {
  constexpr std::array<std::string_view, 8> kWords{"command", "packet", "read", "enter",
                                                   "drop",    "wait",   "keep", "kill"};
  out << kWords[static_cast<std::size_t>(step.what)] << "(" << step.who << ", " << step.how << ", "
      << step.whom << ")";
}

Schedule::Schedule(SeenBy seen_by, unsigned keen, const Pace& pace, Sights& sights)
    : seen_by_(seen_by),
      sights_(sights),
      created_(protocol::create_session(
          protocol::SessionId{"session"}, "Tuesday",
          stepback::test::small_template({.stepped_back_seen_by = seen_by}), clock_.now())) {
  open(protocol::apply({}, created_));
  const auto add = [&](std::string name, Role role, bool named = true) {
    people_.emplace_back();
    people_.back().name = std::move(name);
    people_.back().role = role;
    people_.back().named = named;
    people_.back().keen = (keen >> (people_.size() - 1) & 1U) != 0;
  };
  add("fay", Role::facilitator);
  add("cole", Role::coFacilitator);
  add("ada", Role::member);
  add("ben", Role::member);
  add("oli", Role::observer);
  add("zoe", Role::member, false);
  for (Person& each : people_) enter(each);
  room_->handle(id_of("fay"), to_server::Appoint{id_of("ada")},
                [](const auto& outcome) { RC_ASSERT(outcome.has_value()); });
  journal_.hesitates = pace.journal_hesitates;
  plane_.hesitates = pace.plane_hesitates;
}

void Schedule::open(protocol::Session session) {
  room_ = std::make_unique<Room>(Room::Dependencies{.clock = clock_,
                                                    .random = random_,
                                                    .journal = journal_,
                                                    .metrics = metrics_,
                                                    .access = access_,
                                                    .plane = &plane_},
                                 std::move(session));
}

void Schedule::take(const Step& step) {
  Person& who = people_[step.who % people_.size()];
  Person& whom = people_[step.whom % people_.size()];
  switch (step.what) {
    case Step::What::command:
      command(who, step.how, whom);
      break;
    case Step::What::packet:
      packet(who, step.how, whom);
      break;
    case Step::What::read:
      for (unsigned i = 0; i < step.how % 8 && read_one(who); ++i) {
      }
      break;
    case Step::What::enter:
      enter(who);
      break;
    case Step::What::drop:
      drop(who);
      break;
    case Step::What::wait:
      wait(step.how);
      break;
    case Step::What::keep:
      keep(step.how);
      break;
    case Step::What::kill:
      kill(step.how);
      break;
  }
  follow_recognition();
  read_keenly();
}

void Schedule::command(Person& who, unsigned how, Person& whom) {
  if (!who.peer) return;
  const protocol::Session before = room_->session();
  const bool at_once = answers_at_once();
  const auto wanted = message(who, how, whom);
  journal_.refuses = at_once && how % 23 == 22;
  Request& request = requests_.emplace_back(Request{&who, who.connection, wanted, {}});
  room_->handle(id_of(who.name), wanted, [&request](const Room::Outcome& outcome) {
    RC_ASSERT(!request.outcome);  // one answer
    request.outcome = outcome;
  });
  if (at_once && !request.outcome) {  // there were many changes of members before
    clock_.turn(1s);
    room_->follow_changes();
  }
  const bool was_refused_by_journal = std::exchange(journal_.refuses, false);

  const auto outcome = request.outcome;
  if (at_once) RC_ASSERT(outcome.has_value());
  if (outcome && !*outcome) RC_ASSERT(room_->session() == before);
  const auto* them = protocol::find(before, id_of(who.name));
  const bool there = them != nullptr && them->connected && !before.ended_at;
  const bool is_signal = std::holds_alternative<to_server::Signal>(wanted);
  const bool is_leave = std::holds_alternative<to_server::Leave>(wanted);
  // The lobby has a bound of its own.
  const bool must_signal = is_signal && there && them->admitted;
  if (must_signal || (there && (at_once && is_leave && !was_refused_by_journal))) {
    RC_ASSERT((outcome && outcome->has_value()));  // I5
  }
  if (outcome && *outcome && std::holds_alternative<to_server::Chat>(wanted)) {
    RC_ASSERT(!is_stepped_back(who));
  }
  settle(before);
}

// Checks the changes of a step, and handles its answers.
void Schedule::settle(const protocol::Session& before) {
  check_change(before);
  const auto& session = room_->session();
  const bool stepped_back_now = session.phase != before.phase && session.presenter &&
                                protocol::current_phase(session).name == "discussion";
  if (stepped_back_now && waits_in_a_queue(session.presenter->str())) {
    ++sights_.step_backs_with_packets_waiting;
  }
  for (Request& each : requests_) {
    const bool left = each.outcome && *each.outcome && !each.handled &&
                      std::holds_alternative<to_server::Leave>(each.message);
    if (left && each.who->connection == each.connection) each.who->peer.reset();
    each.handled = each.outcome.has_value();
  }
  // What is in force and not kept may be kept later.
  std::erase_if(requests_, [](const Request& each) {
    return each.outcome && (!*each.outcome || (*each.outcome)->kept);
  });
  follow_recognition();
}

// Whether the person has asked on this connection to leave. That is in force before it is answered.
bool Schedule::is_leaving(const Person& who) const {
  return std::ranges::any_of(requests_, [&](const Request& each) {
    return each.who == &who && each.connection == who.connection &&
           std::holds_alternative<to_server::Leave>(each.message);
  });
}

// The connection of a recognised person is the old identity's from there on.
void Schedule::follow_recognition() {
  for (Person& each : people_) {
    if (!each.peer || !each.peer->became || *each.peer->became == id_of(each.name)) continue;
    const auto known = std::ranges::find(people_, each.peer->became->str(), &Person::name);
    if (each.peer->was_dismissed) {  // the old identity itself has come meanwhile
      each.peer.reset();
      continue;
    }
    // The old identity was away, is superseded, or leaves.
    RC_ASSERT((!known->peer || known->peer->was_dismissed || is_leaving(*known)));
    RC_ASSERT(!each.view || !each.view->may.hear);  // it was in the lobby
    known->peer = std::move(each.peer);
    ++known->connection;
    known->dismissed = each.dismissed;
    known->view.reset();
    ++sights_.recognised;
  }
}

// Mostly the person who waits, as a member who is away, so that it is accepted now and then.
protocol::ClientMessage Schedule::recognition(unsigned how,
                                              const protocol::ParticipantId& id) const {
  const auto away = std::ranges::find_if(people_, [](const Person& each) {
    return each.role == Role::member && !each.peer && !each.arriving;
  });
  if (how % 4 == 0 || away == people_.end()) {
    const auto as = id_of(people_[how / 4 % people_.size()].name);
    return to_server::Admit{.participant = id, .as = as};
  }
  return to_server::Admit{.participant = id_of(people_.back().name), .as = id_of(away->name)};
}

protocol::ClientMessage Schedule::message(const Person& who, unsigned how,
                                          const Person& whom) const {
  const auto id = id_of(whom.name);
  // Leaders move the session and the others open what they may, so that most schedules get
  // somewhere.
  switch (how % 20) {
    case 0:
    case 1:
    case 2:
    case 3:
      return to_server::Advance{std::string{kPhases[how / 20 % kPhases.size()]}};
    case 4:
    case 5:
    case 6:
    case 7: {
      const auto* them = find(who);
      const auto may = them == nullptr ? protocol::Permissions{}
                                       : protocol::permissions_of(room_->session(), *them);
      return to_server::Publish{may.speak, may.show};
    }
    case 8:
      return to_server::Publish{how / 20 % 2 == 0, how / 40 % 2 == 0};
    case 9:
      if (how / 20 % 12 == 0) return to_server::Advance{"ended"};
      return to_server::Advance{how / 20 % 12 == 1 ? "debrief" : "discussion"};
    case 10:
      return to_server::Appoint{id};
    case 11:
      return to_server::Mute{id};
    case 12:
      if (how / 20 % 2 == 0) return to_server::TakeLead{};
      return to_server::Handover{id};
    case 13:
      if (how / 20 % 3 == 0) return to_server::Admit{.participant = id, .is_new = true};
      if (how / 20 % 3 == 1) return recognition(how / 60, id);
      return to_server::Admit{.participant = id};
    case 14:
      if (how / 20 % 12 == 0) return to_server::Remove{id, how / 240 % 2 == 0};
      return to_server::Lock{how / 20 % 2 == 0};
    case 15:
      return to_server::ScheduleReturn{clock_.now() + std::chrono::minutes{how % 30}};
    case 16:
      if (how / 20 % 4 == 0) return to_server::WayBack{id};
      if (how / 20 % 4 == 1) return to_server::Records{how / 80 % 2 == 0};
      return to_server::Hand{how / 20 % 2 == 0};
    case 17:
      return to_server::Chat{"a line"};
    case 18:
      if (how / 20 % 4 == 0) return to_server::Leave{};
      return to_server::Report{how, how % 7, how % 3 != 0};
    default:
      if (who.view && !who.view->signals.empty() && how / 60 % 3 != 0) {
        const protocol::SignalId signal = who.view->signals[how % who.view->signals.size()].id;
        if (how / 60 % 3 == 1) return to_server::Seen{signal};
        return to_server::Done{signal};
      }
      return to_server::Signal{static_cast<protocol::SignalKind>(how / 20 % 3)};
  }
}

void Schedule::packet(Person& who, unsigned how, const Person& whom) {
  if (!who.peer) return;
  const Media media = how % 3 == 0 ? Media::video : Media::audio;
  const auto* other = find(whom);
  const protocol::Ssrc claimed = other == nullptr ? how : other->ssrc;
  const std::uint16_t sequence = ++sequence_;
  Bytes bytes = media == Media::audio ? audio_bytes(claimed, sequence)
                                      : video_bytes(claimed, how % 2 == 0, sequence);
  const ArrivedPacket packet = arrived(bytes);
  const auto refusal = room_->media(*who.peer, packet);
  const bool silent = is_stepped_back(who) && (media == Media::audio || seen_by_ == SeenBy::nobody);
  if (journal_.unanswered() > 0) ++sights_.packets_while_keeping;
  if (is_cutting()) ++sights_.packets_while_cutting;
  if (silent) {
    RC_ASSERT(refusal.has_value());  // I1
    ++sights_.refused_while_stepped_back;
    if (is_cutting()) ++sights_.refused_while_cutting;
  }
  if (refusal) return;
  ++sights_.packets_accepted;
  accepted_[sequence] = {.ssrc = find(who)->ssrc, .sender = who.name};
  if (media == Media::audio || packet.key_frame) owe(who, media, sequence);
}

// A person in the session who reads at once must find the packet in their queue (I3), unless they
// have not been told yet that they may hear.
void Schedule::owe(const Person& sender, Media media, std::uint16_t sequence) {
  for (Person& each : people_) {
    const auto* them = find(each);
    const auto& changes = room_->changes();
    const bool listens =
        each.keen && each.peer && them != nullptr && them->connected &&
        protocol::permissions_in_force(changes.kept(), changes.asked(), them->id).hear &&
        each.name != sender.name && (!is_cutting() || (each.view && each.view->may.hear));
    if (!listens) continue;
    const bool hidden = media == Media::video && is_stepped_back(sender) &&
                        seen_by_ == SeenBy::leaders && !leads(each.role);
    if (!hidden) each.owed.insert(sequence);
  }
}

const protocol::Participant* Schedule::find(const Person& who) const {
  return protocol::find(room_->session(), id_of(who.name));
}

bool Schedule::is_stepped_back(const Person& who) const {
  // A step back is in force if it is kept or asked for.
  const auto steps_back = [&](const protocol::Session& session) {
    return session.presenter == id_of(who.name) &&
           session.template_.phases[session.phase].name == "discussion";
  };
  return steps_back(room_->changes().kept()) || steps_back(room_->changes().asked());
}

bool Schedule::waits_in_a_queue(const std::string& sender) const {
  return std::ranges::any_of(accepted_, [&](const auto& each) {
    return each.second.sender == sender && std::ranges::any_of(people_, [&](const Person& person) {
             return person.name != sender && !person.keen && person.peer &&
                    !person.read.contains(each.first);
           });
  });
}

}  // namespace stepback::signalling::test
