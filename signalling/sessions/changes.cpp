#include "signalling/sessions/changes.hpp"

#include <iterator>
#include <utility>

namespace stepback::signalling {

using protocol::Code;
using protocol::Refusal;
using protocol::Unkept;

namespace {

bool is_conflict(const Journal::Kept& kept) {
  return !kept && kept.error().kind == JournalFault::Kind::conflict;
}

}  // namespace

Refusal come_again() {
  return {Code::restarting, "The server restarts. Join again."};
}

Changes::Changes(const Clock& clock, Journal& journal, protocol::Session session, Owner& owner)
    : clock_(clock), journal_(journal), owner_(owner), unkept_(std::move(session)) {}

void Changes::ask(const protocol::Command& command, const protocol::Actor& who, Steps steps,
                  const std::vector<protocol::ParticipantId>& away) {
  std::vector<Steps> all;
  all.push_back(std::move(steps));
  ask_as(command, who, std::move(all), away);
}

void Changes::ask_as(const protocol::Command& command, const protocol::Actor& who,
                     std::vector<Steps> steps, const std::vector<protocol::ParticipantId>& away) {
  if (closed_) return end(steps, tl::unexpected(*closed_));
  if (!journal_.lease().may_act()) return end(steps, tl::unexpected(come_again()));
  const auto asked = unkept_.ask(command, who, clock_.now(), away);
  if (!asked) return end(steps, tl::unexpected(asked.error()));
  if (asked->replaces) {
    auto replaced = waiting_.extract(*asked->replaces);
    if (!replaced.empty()) {
      std::ranges::move(replaced.mapped(), std::back_inserter(steps));
    }
  }
  std::optional<Change> added;
  if (asked->adds) added = unkept_.newest();
  if (asked->number != 0) {
    auto& those = waiting_[asked->number];
    std::ranges::move(steps, std::back_inserter(those));
    steps.clear();
  }
  const std::weak_ptr<bool> alive = alive_;
  if (asked->fate == Unkept::Fate::withdrawn) owner_.on_undone();
  if (alive.expired()) return;
  // Nothing is left to do, but what does the same may not be kept yet.
  if (asked->number == 0) end(steps, Made{.kept = unkept_.changes().empty()});
  if (added && !alive.expired()) carry_out(*added);
}

void Changes::carry_out(const Change& change) {
  const std::weak_ptr<bool> alive = alive_;
  std::vector<std::function<void()>> confirmed;
  if (const auto found = waiting_.find(change.number); found != waiting_.end()) {
    for (Steps& each : found->second) {
      if (each.confirmed) confirmed.push_back(std::exchange(each.confirmed, nullptr));
      if (each.decided) std::exchange(each.decided, nullptr)(change);
      if (alive.expired()) return;
    }
  }
  owner_.on_decided(change, [alive, confirmed = std::move(confirmed)] {
    for (const auto& each : confirmed) {
      if (!alive.expired()) each();
    }
  });
  if (alive.expired()) return;
  if (change.handed_over) return hand_over();
  end(change.number, Made{.kept = false});
}

// Gives the journal every change that it does not have, in their order: while a change is carried
// out, another one may be decided.
void Changes::hand_over() {
  const std::weak_ptr<bool> alive = alive_;
  while (!alive.expired() && given_ < unkept_.changes().size() &&
         unkept_.changes()[given_].handed_over) {
    const Change& change = unkept_.changes()[given_++];
    tried_ = clock_.uptime();
    journal_.append({unkept_.kept().id, change.first, clock_.now(), change.events},
                    [this, alive](const Journal::Kept& kept) {
                      if (!alive.expired()) answered(kept);
                    });
  }
}

void Changes::answered(const Journal::Kept& kept) {
  // A change that was kept too late is not acknowledged. This session then lacks it, so it ends
  // here. The journal keeps nothing behind a change that it has refused, and says that the revision
  // is another one.
  const bool refusing = refusals_ > 0 || unkept_.refusing();
  const bool late = kept && !journal_.lease().may_act();
  const bool out_of_order = kept && refusing;
  if (late || out_of_order || (is_conflict(kept) && !refusing)) {
    owner_.on_conflict(late           ? "the lease ended before the journal answered"
                       : out_of_order ? "the journal kept a change behind one that it refused"
                                      : kept.error().why);
    return;
  }
  ++(kept ? kept_answers_ : refusals_);
  if (std::exchange(batch_is_open_, true)) return;
  journal_.after_answers([this, alive = std::weak_ptr{alive_}] {
    if (alive.expired()) return;
    batch_is_open_ = false;
    settle(refusals_ > 0 || closed_);
  });
}

void Changes::settle(bool at_once) {
  const std::weak_ptr<bool> alive = alive_;
  if (!settle_kept(at_once) || alive.expired()) return;
  for (; refusals_ > 0; --refusals_) unkept_.refuse_oldest();
  settle_refused();
  if (alive.expired()) return;
  for (const Unkept::Wish& each : unkept_.take_due()) {
    auto those = waiting_.extract(each.number);
    if (those.empty()) continue;
    ask_as(each.command, each.who, std::move(those.mapped()), {});
    if (alive.expired()) return;
  }
  close_if_done();
}

// Returns false if the changes have to wait.
bool Changes::settle_kept(bool at_once) {
  if (kept_answers_ == 0) return true;
  const auto end_of_kept = unkept_.changes().begin() + static_cast<std::ptrdiff_t>(kept_answers_);
  const std::vector<Change> changes(unkept_.changes().begin(), end_of_kept);
  if (!at_once && !owner_.may_count(changes)) return false;
  given_ -= kept_answers_;
  for (; kept_answers_ > 0; --kept_answers_) unkept_.keep_oldest();

  const std::weak_ptr<bool> alive = alive_;
  const auto those = std::make_shared<std::vector<Steps>>();
  for (const Change& change : changes) {
    auto found = waiting_.extract(change.number);
    if (found.empty()) continue;
    for (Steps& each : found.mapped()) {
      if (each.kept) std::exchange(each.kept, nullptr)(change);
      if (alive.expired()) return false;
      those->push_back(std::move(each));
    }
  }
  ++unannounced_;
  owner_.on_kept(changes, [this, alive, those] {
    end(*those, Made{});
    if (alive.expired()) return;
    --unannounced_;
    close_if_done();
  });
  return !alive.expired();
}

void Changes::settle_refused() {
  const auto sorted = unkept_.sort(clock_.now());
  if (sorted.empty()) return;
  given_ = 0;
  const std::weak_ptr<bool> alive = alive_;
  owner_.on_undone();
  for (const Unkept::Sorted& each : sorted) {
    if (alive.expired()) return;
    const Outcome outcome = each.refused ? Outcome{tl::unexpected(*each.refused)}
                                         : Outcome{Made{.kept = !each.retained}};
    end(each.change.number, outcome);
    if (!each.retained) waiting_.erase(each.change.number);
  }
}

void Changes::end(Number number, const Outcome& outcome) {
  const auto found = waiting_.find(number);
  if (found == waiting_.end()) return;
  std::vector<Steps> those;
  for (Steps& each : found->second) {
    those.push_back({.ended = std::exchange(each.ended, nullptr)});
  }
  end(those, outcome);
}

void Changes::end(const std::vector<Steps>& steps, const Outcome& outcome) {
  for (const Steps& each : steps) {
    if (each.ended) each.ended(outcome);
  }
}

void Changes::tick() {
  if (!journal_.lease().may_act()) return;
  const std::weak_ptr<bool> alive = alive_;
  if (kept_answers_ > 0) settle(false);
  if (alive.expired() || closed_) return;
  const protocol::Instant now = clock_.now();
  std::vector<Number> late;
  for (const Change& each : unkept_.changes()) {
    if (each.takes && now - each.since >= kPatience) late.push_back(each.number);
  }
  for (const Number each : late) {
    end(each, Made{.kept = false});
    if (alive.expired()) return;
  }
  const bool rests = unkept_.failing() && !unkept_.in_flight() && !unkept_.changes().empty();
  if (!rests || clock_.uptime() - tried_ < kTryAgain) return;
  unkept_.resume();
  hand_over();
}

void Changes::close(const Refusal& why, std::function<void()> then) {
  closed_ = why;
  when_closed_ = std::move(then);
  const std::weak_ptr<bool> alive = alive_;
  if (!batch_is_open_) settle(true);
  if (!alive.expired()) close_if_done();
}

void Changes::close_if_done() {
  if (!when_closed_ || unkept_.in_flight() || unannounced_ > 0) return;
  std::exchange(when_closed_, nullptr)();
}

void Changes::abandon(const Refusal& why) {
  alive_ = std::make_shared<bool>(true);  // whatever is on the stack below, or comes later, stops
  closed_ = why;
  unkept_.abandon();
  given_ = 0;
  kept_answers_ = 0;
  refusals_ = 0;
  batch_is_open_ = false;
  unannounced_ = 0;
  for (const auto& [number, steps] : std::exchange(waiting_, {})) {
    end(steps, tl::unexpected(why));
  }
  if (when_closed_) std::exchange(when_closed_, nullptr)();
}

}  // namespace stepback::signalling
