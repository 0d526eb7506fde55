#include "tests/protocol/session/walk/session_key.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "tests/protocol/session/walk/session_oracle.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"

namespace stepback::protocol::test {
namespace {

class Packer {
 public:
  void add(unsigned bits, std::uint64_t value) {
    used_ += bits;
    if (value >> bits != 0 || used_ > 64) throw std::logic_error{"state_key: a value does not fit"};
    key_ = key_ << bits | value;
  }
  std::uint64_t key() const { return key_; }

 private:
  std::uint64_t key_ = 0;
  unsigned used_ = 0;
};

std::uint64_t flag(bool on) {
  return on ? 1 : 0;
}

// The presence of a person, and their two devices if they are connected.
std::uint64_t person_key(const Session& session, std::string_view who) {
  enum : std::uint64_t { unknown, lobby, here, dropped, left, removed };
  const Participant* person = find(session, ParticipantId{std::string{who}});
  if (person == nullptr) return unknown;
  if (person->removed) return removed;
  if (person->left) return left;
  if (!person->connected) return dropped;
  if (!person->admitted) return lobby;
  return here | flag(person->audio) << 3 | flag(person->video) << 4;
}

// The person in a seat that one person has, or nobody.
std::uint64_t seat_key(const std::optional<ParticipantId>& person) {
  constexpr std::array kPeople{kFirstLeader, kSecondLeader, kFirstMember, kSecondMember};
  if (!person) return 0;
  const auto* const found = std::ranges::find(kPeople, person->str());
  return 1 + static_cast<std::uint64_t>(found - kPeople.begin());
}

std::uint64_t steps(Duration time, Duration most) {
  const Duration within = std::clamp(time, Duration::zero(), most);
  // Rounded up, so that one step reaches a deadline that is one step off.
  return static_cast<std::uint64_t>((within + kClockStep - Duration{1}) / kClockStep);
}

const PhasePlan* discussion_of(const Session& session) {
  const auto away = session.template_.step_back();
  return away ? &session.template_.phases[*away] : nullptr;
}

// The time until the mark from the session's beginning, if the template has one.
std::uint64_t mark_key(const Session& session, Instant clock) {
  const PhasePlan* discussion = discussion_of(session);
  if (discussion == nullptr || discussion->end.from == PlannedEnd::From::phaseStart) return 0;
  if (!session.begun_at) return 0;
  const Instant mark = *session.begun_at + session.frozen_in_session + discussion->end.after;
  return steps(mark - clock, 3 * kClockStep);
}

// The time until the return point: one that was set, or one that ends the present phase.
std::uint64_t return_key(const Session& session, Instant clock) {
  const PhasePlan* discussion = discussion_of(session);
  if (discussion == nullptr) return 0;
  const bool by_clock = discussion->ends_by == EndsBy::clock;
  // If no clock ends the phase, only the check for a late start reads it.
  const Duration most = by_clock ? 6 * kClockStep : session.template_.least_discussion;
  if (session.return_at) return 1 + steps(*session.return_at - clock, most);
  const bool inside = &session.template_.phases[session.phase] == discussion;
  if (!by_clock || !inside) return 0;
  return 8 + steps(oracle::planned_end(session) - clock, most);
}

}  // namespace

std::uint64_t state_key(const Session& session, Instant now) {
  const Instant clock = session.held_since.value_or(now);
  Packer packer;
  for (const std::string_view who :
       {kFirstLeader, kSecondLeader, kFirstMember, kSecondMember, kObserver}) {
    packer.add(5, person_key(session, who));
  }
  packer.add(2, seat_key(session.lead));
  packer.add(1, flag(session.ended_at.has_value()));
  packer.add(3, session.phase);
  if (session.ended_at) return packer.key();

  packer.add(1, flag(session.begun_at.has_value()));
  packer.add(1, flag(session.locked));
  packer.add(1, flag(session.case_discussed));
  packer.add(3, seat_key(session.presenter));
  packer.add(1, flag(session.held_since.has_value()));
  packer.add(1, flag(session.leaderless_since.has_value()));
  packer.add(3, steps(oracle::leaderless_for(session, now), oracle::kFarewell));
  packer.add(2, mark_key(session, clock));
  packer.add(1, flag(mark_key(session, clock) != 0 && session.case_number > 1));
  packer.add(4, return_key(session, clock));
  return packer.key();
}

}  // namespace stepback::protocol::test
