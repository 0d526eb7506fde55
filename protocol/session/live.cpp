#include "protocol/session/live.hpp"

#include "protocol/session/hearing.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/refused.hpp"

namespace stepback::protocol {
namespace {

const LivePerson* find_live(const LiveFacts& live, const ParticipantId& person) {
  const auto found = live.people.find(person);
  return found == live.people.end() ? nullptr : &found->second;
}

void follow_hand(LivePerson& live, bool may_speak, Duration now) {
  if (!may_speak) live.hand = live.wanted_hand = false;
  if (live.hand == live.wanted_hand) return;
  if (live.hand_changed_at && now - *live.hand_changed_at < kHandPause) return;
  live.hand = live.wanted_hand;
  live.hand_changed_at = now;
}

}  // namespace

void begin_live(LiveFacts& live, const ParticipantId& person) {
  live.people.insert_or_assign(person, LivePerson{});
}

tl::expected<void, Refusal> raise_hand(LiveFacts& live, const Session& session,
                                       const ParticipantId& from, bool raised, Duration now) {
  const Participant* person = find_present(session, from);
  if (person == nullptr || !person->connected) {
    return refused(Code::notJoined, "You are not in this session.");
  }
  if (session.ended_at) return refused(Code::sessionEnded, "The session has ended.");
  const bool may_speak = permissions_of(session, *person).speak;
  if (raised && !may_speak) {
    return refused(Code::notPermitted,
                   "A hand can be raised by those who may speak in this phase.");
  }
  LivePerson& theirs = live.people[from];
  theirs.wanted_hand = raised;
  follow_hand(theirs, may_speak, now);
  return {};
}

void report_hearing(LiveFacts& live, const ParticipantId& from, Hearing hearing, Duration now) {
  LivePerson& theirs = live.people[from];
  theirs.hearing = hearing;
  theirs.reported_at = now;
}

void note_records(LiveFacts& live, const ParticipantId& person, bool on) {
  live.people[person].records = on;
}

void move_live(LiveFacts& live, const ParticipantId& from, const ParticipantId& to) {
  const LivePerson* theirs = find_live(live, from);
  const bool records = theirs != nullptr && theirs->records;
  begin_live(live, to);
  live.people[to].records = records;
}

void note_answers(LiveFacts& live, const ParticipantId& person, bool answers) {
  live.people[person].answers = answers;
}

void follow_live(LiveFacts& live, const Session& session, Duration now) {
  std::erase_if(live.people, [&](const auto& each) {
    const Participant* person = find_present(session, each.first);
    return person == nullptr || !person->connected;
  });
  for (auto& [id, theirs] : live.people) {
    const Participant& person = *find(session, id);
    follow_hand(theirs, permissions_of(session, person).speak, now);
    if (now - theirs.reported_at > kReportOverdue) theirs.hearing.reset();
    if (!is_watched(session, person)) theirs.answers.reset();
  }
}

bool is_watched(const Session& session, const Participant& person) {
  if (session.ended_at || !person.connected || !is_seated(person)) return false;
  return is_leader(person) || session.presenter == person.id;
}

bool is_silent(const LiveFacts& live, const ParticipantId& person) {
  const LivePerson* theirs = find_live(live, person);
  return theirs != nullptr && !theirs->answers.value_or(true);
}

Session without_the_silent(Session session, const LiveFacts& live) {
  for (Participant& each : session.participants) {
    if (!is_leader(each) && is_silent(live, each.id)) each.connected = false;
  }
  return session;
}

LiveView shown_live(const LiveFacts& live, const Session& session, const Participant& viewer,
                    const Participant& other) {
  const LivePerson* theirs = find_live(live, other.id);
  if (theirs == nullptr || !other.connected) return {};
  LiveView shown{.hand = theirs->hand,
                 .hearing = std::nullopt,
                 .answers = std::nullopt,
                 .records = theirs->records};
  if (permissions_of(session, viewer).lead && is_stepped_back(session, other)) {
    shown.hearing = theirs->hearing;
  }
  if (is_watched(session, viewer) && is_watched(session, other)) shown.answers = theirs->answers;
  return shown;
}

}  // namespace stepback::protocol
