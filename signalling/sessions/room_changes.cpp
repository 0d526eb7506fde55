// What a room does for each change: it puts into force what the change takes and gives, and
// announces it.

#include <algorithm>
#include <utility>

#include "protocol/session/unkept/unkept_view.hpp"
#include "signalling/base/log.hpp"
#include "signalling/sessions/room.hpp"

namespace stepback::signalling {
namespace {

using protocol::Trouble;

// Whether the change brings somebody back to their own chair.
bool is_return(const Changes::Change& change) {
  return std::ranges::any_of(change.events, [](const protocol::Event& event) {
    return std::holds_alternative<protocol::ParticipantReturned>(event) ||
           std::holds_alternative<protocol::ParticipantRejoined>(event);
  });
}

bool is_count(const Changes::Change& change) {
  return std::holds_alternative<protocol::command::CountStepBack>(change.command);
}

}  // namespace

// People who must leave get their `bye` first. If the session ends, each `bye` comes last, so that
// the person who asked has their answer.
void Room::on_decided(const Changes::Change& change, std::function<void()> confirmed) {
  for (const protocol::Event& event : change.events) {
    newcomers_.follow(changes().asked(), event);
    if (const auto* rejoined = std::get_if<protocol::ParticipantRejoined>(&event)) {
      move_in(*rejoined);
    }
  }
  if (!change.stays) return confirmed();
  const protocol::Session& asked = changes_.unkept().asked();
  if (!asked.ended_at) present_.dismiss(asked);
  // A return is told at once: the person may be heard before it is kept.
  const auto read_at = change.takes ? read_at_ : std::nullopt;
  put_in_force([this, read_at, returns = is_return(change), confirmed = std::move(confirmed)] {
    if (read_at) note_restriction(*read_at);
    if (returns) announce();
    confirmed();
  });
}

// Members' changes alone are told so often only. They count as kept when they are told, so that
// nobody is heard before a state says that they may speak.
bool Room::may_count(const std::vector<Changes::Change>& changes) {
  const bool by_members = std::ranges::all_of(changes, [this](const Changes::Change& each) {
    const protocol::Participant* them =
        each.who ? protocol::find(this->changes().asked(), *each.who) : nullptr;
    return each.who && (them == nullptr || !protocol::is_leader(*them));
  });
  return !by_members || states_for_members_.take(1, dependencies_.clock.uptime());
}

void Room::note_restriction(std::chrono::steady_clock::time_point read_at) {
  dependencies_.metrics.restricted(std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - read_at));
}

void Room::on_kept(const std::vector<Changes::Change>& changes, std::function<void()> announced) {
  for (const Changes::Change& each : changes) {
    dependencies_.metrics.change_kept(dependencies_.clock.now() - each.since);
  }
  // Nobody is shown the count of a step back.
  if (std::ranges::all_of(changes, is_count)) return announced();
  put_in_force([this, announced = std::move(announced)] {
    record_counts();
    announce();
    announced();
  });
}

void Room::on_undone() {
  put_in_force([this] { announce(); });
}

void Room::on_conflict(const std::string& why) {
  log::error("sessionForsaken", {{"why", log::Sentence{why}}});
  forsake();
}

// Gives the router the routes in force, and calls `then` when all planes have confirmed them.
void Room::put_in_force(const std::function<void()>& then) {
  auto routes = protocol::routes_in_force(changes().kept(), changes().asked());
  close_count(routes);
  ++unconfirmed_;
  router_.update(std::move(routes), [this, then] {
    if (!may_act()) forsake();  // the lease ended while the planes took their time
    --unconfirmed_;
    if (announces_) announce();
    then();  // last, because it may end the room
  });
}

// The router counts the packets of a step back as long as it is in force. If these routes end it,
// its count is recorded with the next change that is kept.
void Room::close_count(const protocol::RouteTable& routes) {
  const auto& count = router_.step_back();
  const bool goes_on = count && routes.stepped_back == count->presenter;
  if (goes_on) return;
  if (count) {
    counts_.push_back({.participant = count->presenter,
                       .since = counted_since_,
                       .refused_audio = count->refused_audio,
                       .refused_video = count->refused_video,
                       .forwarded_audio = count->forwarded_audio,
                       .forwarded_video = count->forwarded_video});
  }
  counted_since_ = dependencies_.clock.now();
}

void Room::record_counts() {
  for (const protocol::StepBackCounted& each : std::exchange(counts_, {})) {
    changes_.ask(protocol::command::CountStepBack{each}, std::nullopt);
  }
}

// Sends everyone their state, once the planes have confirmed the routes.
void Room::announce() {
  announces_ = unconfirmed_ > 0;
  if (announces_) return;
  signals_.follow(session(), dependencies_.clock.now());
  told_trouble_ = trouble();
  told_overdue_ = newest_overdue();
  live_.follow(session(), dependencies_.clock.uptime());
  present_.send_states(shown());
  signals_.told();
  live_.told();
  ways_back_.deliver_due(session(), dependencies_.clock.now());
}

void Room::follow_changes() {
  if (!changes_.busy()) return;
  changes_.tick();
  if (newest_overdue() > told_overdue_) announce();
}

// The newest change that is in force and should have been kept by now; 0 if there is none.
Changes::Number Room::newest_overdue() const {
  Changes::Number newest = 0;
  for (const Changes::Change& each : changes_.unkept().changes()) {
    if (protocol::is_overdue(each, dependencies_.clock.now())) newest = each.number;
  }
  return newest;
}

PresentPeople::Shown Room::shown() const {
  return {changes_.unkept(), signals_.records(), live_.facts(), dependencies_.clock.now(),
          trouble()};
}

std::optional<Trouble> Room::trouble() const {
  if (changes_.unkept().failing() || dependencies_.journal.trouble()) return Trouble::disk;
  if (dependencies_.clock.in_doubt()) return Trouble::clock;
  return std::nullopt;
}

}  // namespace stepback::signalling
