#include "protocol/session/signals.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "protocol/base/contains.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/refused.hpp"

namespace stepback::protocol {
namespace {

using Records = std::vector<SignalRecord>;

bool is_open(const SignalRecord& record) {
  return !record.done_at.has_value();
}

bool is_admitted(const Session& session, const ParticipantId& id) {
  const Participant* person = find(session, id);
  return person != nullptr && person->admitted;
}

bool leads(const Session& session, const ParticipantId& id) {
  const Participant* person = find(session, id);
  return person != nullptr && permissions_of(session, *person).lead;
}

SignalRecord* find_open(Signals& signals, const ParticipantId& from, SignalKind kind) {
  const auto found = std::ranges::find_if(signals.records, [&](const SignalRecord& each) {
    return is_open(each) && each.from == from && each.kind == kind;
  });
  return found == signals.records.end() ? nullptr : &*found;
}

SignalRecord* find_record(Signals& signals, const SignalId& id) {
  const auto found = std::ranges::find(signals.records, id, &SignalRecord::id);
  return found == signals.records.end() ? nullptr : &*found;
}

void renew(SignalRecord& record, Instant at, std::uint32_t times = 1) {
  record.at = at;
  record.times += times;
  record.seen_by.clear();
}

// A second done record of the same person and kind replaces the first, so that a person who signals
// and takes back all the time does not fill everybody's `state`.
void end_record(Signals& signals, const SignalId& id, Instant now) {
  SignalRecord done = *find_record(signals, id);
  done.done_at = now;
  std::erase_if(signals.records, [&](const SignalRecord& each) {
    return each.id == id || (!is_open(each) && each.from == done.from && each.kind == done.kind);
  });
  signals.records.push_back(std::move(done));
}

// Takes out the record that this person sent and that was done, if the leaders were alerted to it
// less than a repeat ago. It is opened again, so that a person who signals and takes back all the
// time alerts nobody more often than one who repeats.
std::optional<SignalRecord> take_recent(Signals& signals, const ParticipantId& from,
                                        SignalKind kind, Instant now) {
  const auto found = std::ranges::find_if(signals.records, [&](const SignalRecord& each) {
    return !is_open(each) && each.from == from && each.kind == kind &&
           now - each.at < kSignalRule.repeat;
  });
  if (found == signals.records.end()) return std::nullopt;
  SignalRecord recent = std::move(*found);
  signals.records.erase(found);
  return recent;
}

// People who left of their own will keep their records, so all chairs together may reach the bound.
// The oldest record of a person without a chair goes then: the people in the chairs never fill it
// before their next signal. The presenter's records stay even if the presenter has left: the
// promise to the presenter holds without a chair.
void make_room(Signals& signals, const Session& session) {
  const auto of_admitted = [&](const SignalRecord& each) {
    return is_open(each) && is_admitted(session, each.from);
  };
  const auto open = std::ranges::count_if(signals.records, of_admitted);
  if (static_cast<std::size_t>(open) < kSignalRule.seated) return;
  const auto gone = std::ranges::find_if(signals.records, [&](const SignalRecord& each) {
    return of_admitted(each) && each.from != session.presenter &&
           !is_seated(*find(session, each.from));
  });
  if (gone != signals.records.end()) signals.records.erase(gone);
}

SignalOutcome send_from_lobby(Signals& signals, const Session& session, SignalRecord wanted) {
  const auto theirs = [&](const SignalRecord& each) { return each.from == wanted.from; };
  for (const SignalRecord& each : signals.records) {
    if (theirs(each) && wanted.at - each.at < kSignalRule.repeat) {
      return refused(Code::rateLimited,
                     "You have sent a signal just now. Wait ten seconds before the next one.");
    }
  }
  const auto others = std::ranges::count_if(signals.records, [&](const SignalRecord& each) {
    return is_open(each) && !theirs(each) && !is_admitted(session, each.from);
  });
  if (static_cast<std::size_t>(others) >= kSignalRule.lobby) {
    return refused(Code::rateLimited,
                   "The leaders have many signals from the lobby. Try again later.");
  }
  std::erase_if(signals.records,
                [&](const SignalRecord& each) { return is_open(each) && theirs(each); });
  signals.records.push_back(std::move(wanted));
  return true;
}

// Where a record stands on the leaders' desk.
enum class Rank { presenter, admitted, lobby, done };

Rank rank_of(const Session& session, const SignalRecord& record) {
  if (!is_open(record)) return Rank::done;
  if (session.presenter == record.from) return Rank::presenter;
  return is_admitted(session, record.from) ? Rank::admitted : Rank::lobby;
}

bool is_over(const Session& session, const SignalRecord& record, Instant now) {
  if (record.done_at && now - *record.done_at >= kSignalRule.shown_done) return true;
  const Participant* sender = find(session, record.from);
  if (sender == nullptr || sender->removed) return true;
  return !sender->admitted && !sender->connected;
}

bool is_answered(const Session& session, const SignalRecord& record) {
  return is_open(record) && record.kind == SignalKind::comeBack &&
         !is_stepped_back(session, *find(session, record.from));
}

}  // namespace

SignalOutcome send_signal(Signals& signals, const Session& session, const ParticipantId& from,
                          SignalKind kind, const SignalId& id, Instant now) {
  const Participant* sender = find_present(session, from);
  if (sender == nullptr) return refused(Code::notJoined, "You are not in this session.");
  if (session.ended_at) return refused(Code::sessionEnded, "The session has ended.");
  if (kind == SignalKind::comeBack && !permissions_of(session, *sender).come_back) {
    return refused(Code::notPermitted,
                   "Only a presenter who has stepped back asks to come back in.");
  }
  SignalRecord* open = find_open(signals, from, kind);
  if (open != nullptr && now - open->at < kSignalRule.repeat) return false;
  if (open != nullptr) {
    renew(*open, now);
    return true;
  }
  SignalRecord wanted{.id = id, .from = from, .kind = kind, .at = now};
  if (!sender->admitted) return send_from_lobby(signals, session, std::move(wanted));
  if (std::optional<SignalRecord> recent = take_recent(signals, from, kind, now)) {
    wanted = std::move(*recent);
    wanted.done_at.reset();
  }
  make_room(signals, session);
  signals.records.push_back(std::move(wanted));
  return true;
}

SignalOutcome see_signal(Signals& signals, const Session& session, const ParticipantId& by,
                         const SignalId& id) {
  if (!leads(session, by)) {
    return refused(Code::notPermitted, "Only leaders see the signals of others.");
  }
  SignalRecord* record = find_record(signals, id);
  if (record == nullptr || !is_open(*record) || record->from == by) return false;
  if (contains(record->seen_by, by)) return false;
  record->seen_by.push_back(by);
  return true;
}

SignalOutcome finish_signal(Signals& signals, const Session& session, const ParticipantId& by,
                            const SignalId& id, Instant now) {
  const SignalRecord* record = find_record(signals, id);
  const bool own = record != nullptr && record->from == by;
  if (!own && !leads(session, by)) {
    return refused(Code::notPermitted, "Only leaders and its sender end a signal.");
  }
  if (record == nullptr || !is_open(*record)) return false;
  end_record(signals, id, now);
  return true;
}

bool follow_signals(Signals& signals, const Session& session, Instant now) {
  if (session.ended_at) return !std::exchange(signals.records, {}).empty();
  const auto forgotten = std::erase_if(
      signals.records, [&](const SignalRecord& each) { return is_over(session, each, now); });
  bool changed = forgotten > 0;
  for (const SignalRecord& each : Records{signals.records}) {
    if (!is_answered(session, each)) continue;
    end_record(signals, each.id, now);
    changed = true;
  }
  return changed;
}

bool move_signals(Signals& signals, const ParticipantId& from, const ParticipantId& to) {
  bool changed = false;
  for (const SignalRecord& each : Records{signals.records}) {
    if (each.from != from) continue;
    changed = true;
    SignalRecord* own = is_open(each) ? find_open(signals, to, each.kind) : nullptr;
    if (is_open(each) && own == nullptr) {
      find_record(signals, each.id)->from = to;
      continue;
    }
    // The person's own record of this kind stands for both.
    if (own != nullptr && each.at > own->at) renew(*own, each.at, each.times);
    std::erase_if(signals.records, [&](const SignalRecord& one) { return one.id == each.id; });
  }
  return changed;
}

Signals open_signals(const Signals& signals) {
  Signals open;
  std::ranges::copy_if(signals.records, std::back_inserter(open.records), is_open);
  return open;
}

std::vector<SignalRecord> shown_signals(const Signals& signals, const Session& session,
                                        const Participant& viewer) {
  const bool all = permissions_of(session, viewer).lead;
  Records shown;
  std::ranges::copy_if(signals.records, std::back_inserter(shown),
                       [&](const SignalRecord& each) { return all || each.from == viewer.id; });
  std::ranges::stable_sort(shown, {},
                           [&](const SignalRecord& each) { return rank_of(session, each); });
  return shown;
}

}  // namespace stepback::protocol
