#include "plugin/cli/rehearsal/rehearsal.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "plugin/cli/words/exit_code.hpp"
#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli::rehearsal {
namespace {

/// Whether this is a normal end for an actor: the session ended, or its leader removed the actor.
bool is_good_end(std::string_view code) {
  return code == "sessionEnded" || code == "removed";
}

}  // namespace

Rehearsal::Rehearsal(std::uint32_t seed, std::chrono::seconds give_up_after, Steady::time_point now)
    : turn_taking_{seed}, give_up_after_{give_up_after}, connected_at_{now} {}

void Rehearsal::add(stepback_client* client, std::unique_ptr<Actor> actor,
                    std::function<void(bool)> talk) {
  Part part;
  part.client = client;
  part.actor = std::move(actor);
  part.talk = std::move(talk);
  parts_.push_back(std::move(part));
  troupe_.expect_one_more();
}

void Rehearsal::event(std::size_t who, const ReceivedEvent& event, Steady::time_point now) {
  Part& part = parts_.at(who);
  if (const auto* connection = std::get_if<ConnectionEvent>(&event)) {
    on(part, *connection, now);
  } else if (const auto* state = std::get_if<StateEvent>(&event)) {
    part.state = state->state;
    part.state_came = now;
    troupe_.add(part.state->you);
  }
}

void Rehearsal::on(Part& part, const ConnectionEvent& event, Steady::time_point now) {
  if (part.connected) connected_at_ = now;
  part.connected = event.connection == STEPBACK_CONNECTION_JOINED;
  // The old state is outdated; the actor acts again on the first state of its new connection.
  part.state.reset();
  if (part.connected) {
    part.has_joined = true;
    part.actor->rejoined();
  }
  if (event.connection != STEPBACK_CONNECTION_ENDED || outcome_) return;
  part.ended = true;
  const bool good = is_good_end(event.code);
  if (!part.has_joined || !good) {
    outcome_ = Outcome{kFailure, sentences::ended(event.code, event.text)};
  } else if (std::ranges::all_of(parts_, &Part::ended)) {
    outcome_ = Outcome{kSuccess, sentences::rehearsal_over()};
  }
}

void Rehearsal::tick(Steady::time_point now) {
  if (outcome_) return;
  for (Part& part : parts_) act(part, now);
  choose_talker(now);
  if (std::ranges::any_of(parts_, &Part::connected)) {
    connected_at_ = now;
  } else if (now - connected_at_ >= give_up_after_) {
    outcome_ = Outcome{kNotReached, sentences::given_up(give_up_after_.count())};
  }
}

void Rehearsal::act(Part& part, Steady::time_point now) {
  if (!part.state) return;
  // Called every time, since the actor notices changes; actions are no faster than those of a
  // person.
  const auto action = part.actor->next(*part.state, server_now(part, now));
  if (!action || (part.last_action && now - *part.last_action < kBetweenActions)) return;
  part.last_action = now;
  // A refused action is tried again.
  static_cast<void>(perform(part.client, *action));
}

void Rehearsal::choose_talker(Steady::time_point now) {
  std::vector<Wish> wishes;
  wishes.reserve(parts_.size());
  for (const Part& part : parts_) {
    wishes.push_back(part.state ? part.actor->wish(*part.state) : Wish::none);
  }
  const auto clock = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
  const auto talker = turn_taking_.talker(clock.count(), wishes);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    Part& part = parts_[i];
    const bool talks = talker == i;
    if (talks == part.talking) continue;
    part.talking = talks;
    if (talks) part.actor->take_turn();
    part.talk(talks);
  }
}

Instant Rehearsal::server_now(const Part& part, Steady::time_point now) {
  return part.state->now +
         std::chrono::duration_cast<std::chrono::milliseconds>(now - part.state_came).count();
}

}  // namespace stepback::cli::rehearsal
