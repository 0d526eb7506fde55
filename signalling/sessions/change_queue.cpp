#include "signalling/sessions/change_queue.hpp"

#include <utility>

namespace stepback::signalling {

using protocol::Code;
using protocol::Refusal;

namespace {

// The code makes a client try again: a return into the session is a change, too.
Refusal not_kept() {
  return {Code::rateLimited,
          "The server cannot keep this change now, and so did not make it. Try again soon."};
}

bool is_conflict(const Journal::Kept& kept) {
  return !kept && kept.error().kind == JournalFault::Kind::conflict;
}

}  // namespace

Refusal come_again() {
  return {Code::restarting, "The server restarts. Join again."};
}

ChangeQueue::ChangeQueue(const Clock& clock, Journal& journal, const protocol::Session& session,
                         std::function<void(const std::string&)> on_conflict)
    : clock_(clock), journal_(journal), session_(session), on_conflict_(std::move(on_conflict)) {}

void ChangeQueue::submit(Decide decide, Settle settle) {
  if (closed_) return settle(tl::unexpected(*closed_), [] {});
  if (waiting_.size() == kMostWaiting) {
    return settle(tl::unexpected(
                      Refusal{Code::rateLimited,
                              "Too many changes of this session wait to be kept. Try again soon."}),
                  [] {});
  }
  waiting_.push_back({std::move(decide), std::move(settle)});
  next();
}

void ChangeQueue::close(const Refusal& why, std::function<void()> then) {
  closed_ = why;
  when_closed_ = std::move(then);
  for (const Wanted& each : std::exchange(waiting_, {})) each.settle(tl::unexpected(why), [] {});
  if (!under_way_) std::exchange(when_closed_, nullptr)();
}

void ChangeQueue::abandon(const Refusal& why) {
  alive_ = std::make_shared<bool>(true);  // whatever is on the stack below, or comes later, stops
  closed_ = why;
  const auto pending = std::exchange(under_way_, std::nullopt);
  // A change that is kept already is settled; it waits for the media planes alone.
  if (pending && pending->settle) pending->settle(tl::unexpected(why), [] {});
  for (const Wanted& each : std::exchange(waiting_, {})) each.settle(tl::unexpected(why), [] {});
  if (when_closed_) std::exchange(when_closed_, nullptr)();
}

// Decides the waiting changes, up to the first one that is not kept and settled at once.
void ChangeQueue::next() {
  if (deciding_) return;
  deciding_ = true;
  const std::weak_ptr<bool> alive = alive_;
  while (!under_way_ && !waiting_.empty()) {
    under_way_ = std::move(waiting_.front());
    waiting_.pop_front();
    const Decision decision =
        journal_.lease().may_act() ? under_way_->decide() : tl::unexpected(come_again());
    if (decision && !decision->empty()) {
      keep(*decision);
    } else {
      conclude(decision);
    }
    if (alive.expired()) return;
  }
  deciding_ = false;
}

void ChangeQueue::keep(const Events& events) {
  const std::weak_ptr<bool> alive = alive_;
  journal_.append({session_.id, session_.revision + 1, clock_.now(), events},
                  [this, alive, events](const Journal::Kept& kept) {
                    if (!alive.expired()) answered(kept, events);
                  });
}

void ChangeQueue::answered(const Journal::Kept& kept, const Events& events) {
  // A change that was kept too late is not acknowledged. This session then lacks it, so it ends
  // here.
  const bool late = kept && !journal_.lease().may_act();
  if (late || is_conflict(kept)) {
    on_conflict_(late ? "the lease ended before the journal answered" : kept.error().why);
    return;
  }
  conclude(kept ? Decision{events} : tl::unexpected(not_kept()));
}

void ChangeQueue::conclude(const Decision& decision) {
  const Settle settle = std::exchange(under_way_->settle, nullptr);
  settle(decision, [this, alive = std::weak_ptr{alive_}] {
    if (!alive.expired()) finish();  // what was settled may have ended the room
  });
}

void ChangeQueue::finish() {
  under_way_.reset();
  if (when_closed_) {
    std::exchange(when_closed_, nullptr)();
  } else {
    next();
  }
}

}  // namespace stepback::signalling
