#include "signalling/net/admission/address_limits.hpp"

#include <limits>
#include <utility>

namespace stepback::signalling {
namespace {

/// A bound of 0 is none.
bool reached(std::size_t count, std::size_t bound) {
  return bound != 0 && count >= bound;
}

RateLimit per_second(std::size_t rate) {
  if (rate == 0) return {0, std::numeric_limits<double>::infinity()};
  return {static_cast<double>(rate), static_cast<double>(rate) * kBurstSeconds};
}

}  // namespace

AddressLimits::Entry::Entry(const AddressBounds& bounds)
    : arrivals(per_second(bounds.arrivals_each)), bad_tokens(per_second(bounds.bad_tokens_each)) {}

tl::expected<Visit, TurnedAway> AddressLimits::arrive(const std::optional<ClientAddress>& address,
                                                      protocol::Duration now) {
  Entry* const entry = address ? &entry_of(*address) : nullptr;
  if (entry != nullptr) {
    if (const auto refusal = refuse(*entry, now)) return tl::unexpected(*refusal);
  }
  const bool displaces = entry != nullptr && must_displace(*entry);
  const std::size_t others = waiting_ - (displaces ? 1 : 0);
  if (connections_ >= bounds_.connections || others >= bounds_.waiting) {
    return tl::unexpected(TurnedAway::serverFull);
  }
  if (displaces) displace_oldest(*entry);
  Visit visit(*this, entry, now);
  if (address) visit.network_ = address->as_network();
  return visit;
}

// An arrival counts even if it is turned away for another reason.
std::optional<TurnedAway> AddressLimits::refuse(Entry& entry, protocol::Duration now) const {
  if (!entry.arrivals.take(1, now)) return TurnedAway::tooManyArrivals;
  if (must_displace(entry) && now - entry.waiting.front().since < bounds_.undisturbed) {
    return TurnedAway::tooManyWaiting;
  }
  return std::nullopt;
}

bool AddressLimits::must_displace(const Entry& entry) const {
  return reached(entry.waiting.size(), bounds_.waiting_each);
}

void AddressLimits::displace_oldest(Entry& entry) {
  const Queue::iterator oldest = entry.waiting.begin();
  move(oldest, displaced_);
  --waiting_;
  const auto leave = std::move(oldest->leave);
  if (leave) leave();  // the visit may end within the call
}

// Puts a visit at the end of another queue.
void AddressLimits::move(Queue::iterator place, Queue& to) {
  to.splice(to.end(), *place->queue, place);
  place->queue = &to;
}

AddressLimits::Entry& AddressLimits::entry_of(const ClientAddress& address) {
  const ClientAddress network = address.network();
  const auto found = entries_.find(network);
  if (found != entries_.end()) return found->second;
  const bool too_many = entries_.size() >= bounds_.addresses;
  return entries_.try_emplace(too_many ? ClientAddress() : network, bounds_).first->second;
}

void AddressLimits::forget_idle(protocol::Duration now) {
  std::erase_if(entries_, [&](const auto& each) {
    const Entry& entry = each.second;
    return entry.visits == 0 && entry.arrivals.is_full(now) && entry.bad_tokens.is_full(now);
  });
}

Visit::Visit(AddressLimits& limits, Entry* entry, protocol::Duration now)
    : limits_(&limits), entry_(entry) {
  Queue& queue = entry_ == nullptr ? limits_->unnamed_ : entry_->waiting;
  place_ = queue.insert(queue.end(), {&queue, now, nullptr});
  ++limits_->connections_;
  ++limits_->waiting_;
  if (entry_ != nullptr) ++entry_->visits;
}

Visit::~Visit() {
  joined();
  if (limits_ != nullptr) {
    --limits_->connections_;
    limits_->owed_bytes_ -= owed_bytes_;
  }
  if (entry_ != nullptr) {
    --entry_->visits;
    entry_->owed_bytes -= owed_bytes_;
  }
}

Visit& Visit::operator=(Visit&& other) noexcept {
  Visit taken(std::move(other));
  swap(taken);
  return *this;
}

void Visit::swap(Visit& other) noexcept {
  std::swap(limits_, other.limits_);
  std::swap(entry_, other.entry_);
  std::swap(network_, other.network_);
  std::swap(place_, other.place_);
  std::swap(owed_bytes_, other.owed_bytes_);
}

std::optional<TurnedAway> Visit::is_of(const ClientAddress& address, protocol::Duration now) {
  if (limits_ == nullptr || entry_ != nullptr) return std::nullopt;
  AddressLimits::Entry& entry = limits_->entry_of(address);
  const auto refusal = limits_->refuse(entry, now);
  if (!refusal && limits_->must_displace(entry)) limits_->displace_oldest(entry);
  entry_ = &entry;
  network_ = address.as_network();
  ++entry.visits;
  if (place_) {
    (*place_)->since = now;
    AddressLimits::move(*place_, entry.waiting);
  }
  entry.owed_bytes += owed_bytes_;
  return refusal;
}

void Visit::on_displaced(std::function<void()> leave) {
  if (place_) (*place_)->leave = std::move(leave);
}

void Visit::joined() {
  const auto place = std::exchange(place_, std::nullopt);
  if (!place) return;
  Queue& queue = *(*place)->queue;
  if (&queue != &limits_->displaced_) --limits_->waiting_;
  queue.erase(*place);
}

bool Visit::bad_token(protocol::Duration now) {
  return entry_ == nullptr || entry_->bad_tokens.take(1, now);
}

void Visit::owe(std::size_t bytes) {
  owed_bytes_ += bytes;
  if (limits_ != nullptr) limits_->owed_bytes_ += bytes;
  if (entry_ != nullptr) entry_->owed_bytes += bytes;
}

std::optional<TurnedAway> Visit::fetches_too_little() const {
  if (limits_ == nullptr) return std::nullopt;
  const AddressBounds& bounds = limits_->bounds_;
  if (entry_ != nullptr && reached(entry_->owed_bytes, bounds.owed_bytes_each)) {
    return TurnedAway::tooManyWaiting;
  }
  if (limits_->owed_bytes_ >= bounds.owed_bytes) return TurnedAway::serverFull;
  return std::nullopt;
}

}  // namespace stepback::signalling
