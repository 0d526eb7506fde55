#include "protocol/session/unkept/unkept.hpp"

#include <algorithm>
#include <utility>

namespace stepback::protocol {
namespace {

using Change = Unkept::Change;

Session after(Session session, const std::vector<Event>& events) {
  for (const Event& event : events) session = apply(std::move(session), event);
  return session;
}

Refusal not_kept() {
  return {Code::notKept,
          "The server cannot keep this change now, and so did not make it. Try again soon."};
}

bool is_publish_of(const Command& command, const Actor& theirs, const Actor& who) {
  return theirs == who && std::holds_alternative<command::Publish>(command);
}

// Whether the event brings somebody back to their own chair, ends a connection, or counts what has
// happened.
bool must_stay(const Event& event, const Session& kept) {
  if (const auto* returned = std::get_if<ParticipantReturned>(&event)) {
    const Participant* them = find(kept, returned->participant);
    return them != nullptr && is_seated(*them);
  }
  return std::holds_alternative<ParticipantRejoined>(event) ||
         std::holds_alternative<ParticipantDropped>(event) ||
         std::holds_alternative<ParticipantLeft>(event) ||
         std::holds_alternative<StepBackCounted>(event);
}

// Whether somebody new comes in to a full lobby in place of another person. That person has no
// right that they could lose, and goes only if the newcomer is kept.
bool displaces(const Command& command, const Actor& who, const Session& asked) {
  const auto* enters = std::get_if<command::Enter>(&command);
  return enters != nullptr && enters->displaces && who && find(asked, *who) == nullptr;
}

}  // namespace

Unkept::Unkept(Session kept) : kept_(std::move(kept)), asked_(kept_), in_force_(kept_) {}

tl::expected<Unkept::Asked, Refusal> Unkept::ask(const Command& command, const Actor& who,
                                                 Instant now,
                                                 const std::vector<ParticipantId>& away) {
  if (auto refusal = refuse_giver(in_force_, command, who)) return tl::unexpected(*refusal);
  if (withdraw(command, who, now)) return Asked{.fate = Fate::withdrawn};
  if (const Change* same = same_wish(command)) {
    return same->handed_over ? Asked{Fate::joined, same->number} : Asked{};
  }
  auto events = decide_now(command, who, now, away);
  if (!events) return tl::unexpected(events.error());

  Change change = change_of(command, who, now, *std::move(events));
  if (!change.events.empty() && !change.stays) {
    if (auto refusal = refuse_to_give(who)) return tl::unexpected(*refusal);
  }
  if (auto waiting = wait(command, who, now)) return *waiting;
  // What the person wants now takes the place of a wish that waits.
  Asked asked{.fate = Fate::nothing};
  const auto older = std::ranges::find_if(
      wishes_, [&](const Wish& each) { return is_publish_of(command, each.who, who); });
  if (older != wishes_.end()) {
    asked.replaces = older->number;
    wishes_.erase(older);
  }
  if (change.events.empty()) return asked;
  asked.number = change.number = next_++;
  asked.fate = Fate::decided;
  asked.adds = true;
  add(std::move(change));
  return asked;
}

// `away` count as not connected, as they do once their loss is known.
tl::expected<std::vector<Event>, Refusal> Unkept::decide_now(
    const Command& command, const Actor& who, Instant now,
    const std::vector<ParticipantId>& away) const {
  if (away.empty()) return decide(asked_, command, who, now);
  Session session = asked_;
  for (Participant& each : session.participants) {
    if (std::ranges::find(away, each.id) != away.end()) each.connected = false;
  }
  return decide(session, command, who, now);
}

// In trouble nobody gains a right.
std::optional<Refusal> Unkept::refuse_to_give(const Actor& who) const {
  if ((failing_ || refused_) && !changes_.empty()) return not_kept();
  const Participant* them = who ? find(asked_, *who) : nullptr;
  const bool leads = !who || (them != nullptr && is_leader(*them));
  const auto giving = static_cast<std::size_t>(
      std::ranges::count_if(changes_, [](const Change& each) { return !each.stays; }));
  if (giving + wishes_.size() < kMostGiving + (leads ? kMoreForLeaders : 0)) return std::nullopt;
  return Refusal{Code::rateLimited,
                 "Too many changes of this session wait to be kept. Try again soon."};
}

// A second press of the same button, while the first is under way.
const Change* Unkept::same_wish(const Command& command) const {
  const auto* wanted = std::get_if<command::Advance>(&command);
  if (wanted == nullptr || asked_.ended_at || wanted->phase != current_phase(asked_).name) {
    return nullptr;
  }
  const auto same = std::ranges::find_if(changes_, [&](const Change& each) {
    const auto* advance = std::get_if<command::Advance>(&each.command);
    return advance != nullptr && *advance == *wanted;
  });
  return same == changes_.end() ? nullptr : &*same;
}

// A person has one unkept `publish` at a time. What a newer one closes is closed at once; what it
// opens waits until the older one has ended.
std::optional<Unkept::Asked> Unkept::wait(const Command& command, const Actor& who, Instant now) {
  const auto* wanted = std::get_if<command::Publish>(&command);
  const Participant* them = who ? find(asked_, *who) : nullptr;
  if (wanted == nullptr || them == nullptr) return std::nullopt;
  const bool opens = wanted->audio > them->audio || wanted->video > them->video;
  const bool is_busy = std::ranges::any_of(
      changes_, [&](const Change& each) { return is_publish_of(each.command, each.who, who); });
  if (!opens || !is_busy) return std::nullopt;

  const command::Publish closing{wanted->audio && them->audio, wanted->video && them->video};
  auto events = decide(asked_, closing, who, now);
  Asked asked{.fate = Fate::waits, .number = next_++};
  if (events && !events->empty()) {
    Change change = change_of(closing, who, now, *std::move(events));
    change.number = next_++;
    add(std::move(change));
    asked.adds = true;
  }
  const auto older = std::ranges::find(wishes_, who, &Wish::who);
  if (older != wishes_.end()) {
    asked.replaces = older->number;
    wishes_.erase(older);
  }
  wishes_.push_back({asked.number, command, who});
  return asked;
}

Change Unkept::change_of(const Command& command, const Actor& who, Instant now,
                         std::vector<Event> events) const {
  Change change{.number = 0,
                .command = command,
                .who = who,
                .since = now,
                .events = std::move(events),
                .first = asked_.revision + 1};
  if (change.events.empty()) return change;  // as of most ticks
  if (displaces(command, who, asked_)) return change;
  change.takes = takes_away(asked_, after(asked_, change.events));
  change.stays = change.takes || std::ranges::any_of(change.events, [&](const Event& each) {
                   return must_stay(each, kept_);
                 });
  return change;
}

// A change behind one that the journal has refused would be refused too, so it is not handed over.
void Unkept::add(Change change) {
  const bool is_held_back = refused_ || (failing_ && !in_flight() && !changes_.empty());
  change.handed_over = !is_held_back;
  if (change.handed_over) ++unanswered_;
  asked_ = after(std::move(asked_), change.events);
  changes_.push_back(std::move(change));
  refresh();
}

Change Unkept::keep_oldest() {
  Change kept = std::move(changes_.front());
  changes_.erase(changes_.begin());
  --unanswered_;
  failing_ = false;
  kept_ = after(std::move(kept_), kept.events);
  refresh();
  return kept;
}

void Unkept::refuse_oldest() {
  --unanswered_;
  refused_ = true;
}

std::vector<Unkept::Sorted> Unkept::sort(Instant now) {
  if (!refused_ || in_flight()) return {};
  refused_ = false;
  failing_ = true;
  auto changes = std::exchange(changes_, {});
  std::stable_partition(changes.begin(), changes.end(), [&](const Change& each) {
    const Participant* them = each.who ? find(kept_, *each.who) : nullptr;
    return !each.who || (them != nullptr && is_leader(*them));
  });
  const Session before = in_force_;
  auto sorted = decide_again(std::move(changes), now);
  keep_closed(before, std::nullopt, now);
  return sorted;
}

// Without a change that closed devices, these would be open again as the journal has them. Only
// their owner opens them; `opener` has just done so.
void Unkept::keep_closed(const Session& before, const Actor& opener, Instant now) {
  for (const Participant& each : before.participants) {
    const Participant* again = find(in_force_, each.id);
    if (again == nullptr || opener == each.id) continue;
    if (again->audio <= each.audio && again->video <= each.video) continue;
    const command::Publish closed{again->audio && each.audio, again->video && each.video};
    auto events = decide(asked_, closed, each.id, now);
    if (!events || events->empty()) continue;
    Change change = change_of(closed, each.id, now, *std::move(events));
    change.number = next_++;
    asked_ = after(std::move(asked_), change.events);
    changes_.push_back(std::move(change));
    refresh();
  }
}

// Decides the changes again on `kept`, in their order, and retains those that stay. Without a
// change that is gone, another may have nothing left to do, or be refused.
std::vector<Unkept::Sorted> Unkept::decide_again(std::vector<Change> changes, Instant now) {
  changes_.clear();
  asked_ = kept_;
  std::vector<Sorted> sorted;
  for (Change& each : changes) {
    auto events = decide(asked_, each.command, each.who, now);
    if (!events) {
      sorted.push_back({std::move(each), events.error()});
      continue;
    }
    Change again = change_of(each.command, each.who, each.since, *std::move(events));
    again.number = each.number;
    const bool nothing_left = again.events.empty();
    const bool retained = !nothing_left && again.stays;
    if (retained) {
      asked_ = after(std::move(asked_), again.events);
      changes_.push_back(again);
    }
    std::optional<Refusal> refused;
    if (!nothing_left && !retained) refused = not_kept();
    sorted.push_back({std::move(again), std::move(refused), retained});
  }
  refresh();
  return sorted;
}

void Unkept::resume() {
  unanswered_ = changes_.size();
  for (Change& each : changes_) each.handed_over = true;
}

std::vector<Unkept::Wish> Unkept::take_due() {
  std::vector<Wish> due;
  std::erase_if(wishes_, [&](Wish& each) {
    const bool is_busy = std::ranges::any_of(changes_, [&](const Change& other) {
      return is_publish_of(other.command, other.who, each.who);
    });
    if (!is_busy) due.push_back(std::move(each));
    return !is_busy;
  });
  return due;
}

std::vector<Unkept::Number> Unkept::abandon() {
  std::vector<Number> numbers;
  for (const Change& each : changes_) numbers.push_back(each.number);
  for (const Wish& each : wishes_) numbers.push_back(each.number);
  changes_.clear();
  wishes_.clear();
  unanswered_ = 0;
  refused_ = false;
  asked_ = kept_;
  refresh();
  return numbers;
}

void Unkept::refresh() {
  in_force_ = protocol::in_force(kept_, asked_);
}

}  // namespace stepback::protocol
