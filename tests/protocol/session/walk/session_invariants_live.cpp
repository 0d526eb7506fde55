#include "tests/protocol/session/walk/session_invariants_live.hpp"

#include <algorithm>

#include "tests/protocol/session/walk/session_oracle.hpp"

namespace stepback::protocol::test {
namespace {

bool is_raised(const Session& session, const Participant& person) {
  return person.connected && oracle::rights(session, person).speak;
}

// A leader with a chair, or the presenter: the people whose connections matter to each other.
bool matters(const Session& session, const Participant& person) {
  if (session.ended_at || !oracle::is_there(person) || !oracle::sits(person)) return false;
  return oracle::has_leaders_role(person) || session.presenter == person.id;
}

// Whether `waiting` could be `other` while nobody answers.
bool could_be_anyone(const Session& session, const Participant& waiting, const Participant& other) {
  const bool same_role = other.role == waiting.role && other.id != waiting.id;
  const bool has_chair = oracle::sits(other) || session.presenter == other.id;
  const bool absent =
      !other.connected || (matters(session, other) && !oracle::has_leaders_role(other));
  const bool waits = !waiting.admitted && !waiting.removed && !waiting.left;
  return !session.ended_at && waits && same_role && has_chair && other.admitted && !other.removed &&
         absent;
}

}  // namespace

LiveFacts all_raised(const Session& session) {
  LiveFacts live;
  for (const Participant& each : session.participants) {
    live.people[each.id] = {
        .hand = true, .wanted_hand = true, .hearing = Hearing::poor, .answers = false};
  }
  return live;
}

Broken broken_in_live(const Session& session, const LiveFacts& live) {
  for (const Participant& each : session.participants) {
    const auto found = live.people.find(each.id);
    if ((found != live.people.end()) != oracle::is_there(each)) {
      return "live: the facts of " + each.id.str() + " outlive the connection, or were lost";
    }
    if (found != live.people.end() && found->second.hand != is_raised(session, each)) {
      return "I1: " + each.id.str() + " has a raised hand without the right to speak, or lost it";
    }
    LiveFacts raising;
    const auto raised = raise_hand(raising, session, each.id, true, kRaisedFor);
    if (raised.has_value() != is_raised(session, each)) {
      return "I1: " + each.id.str() + " may raise a hand without the right to speak, or may not";
    }
  }
  return {};
}

Broken broken_in_live_view(const Session& session, const Participant& viewer,
                           const ParticipantView& shown) {
  const Participant& real = *find(session, shown.id);
  if (shown.hand != is_raised(session, real)) {
    return "views: " + real.id.str() + "'s hand is shown as it is not";
  }
  const bool leads = oracle::rights(session, viewer).lead;
  const bool tells = leads && oracle::is_away(session, real) && real.connected;
  if (shown.hearing.has_value() != tells) {
    return "views: " + viewer.id.str() + " is told wrongly how well " + real.id.str() + " hears";
  }
  if (shown.answers.has_value() != (matters(session, viewer) && matters(session, real))) {
    return "views: " + viewer.id.str() + " is told wrongly if " + real.id.str() + " answers";
  }
  if (!shown.could) return {};
  for (const Participant& other : session.participants) {
    const bool told = std::ranges::find(*shown.could, other.id) != shown.could->end();
    if (told != could_be_anyone(session, real, other)) {
      return "recognition: it is told wrongly if " + real.id.str() + " could be " + other.id.str();
    }
  }
  return {};
}

}  // namespace stepback::protocol::test
