// The invariants of a state. They stand in one file, though it is long, so that the list at its end
// is all of them.

#include <algorithm>
#include <array>
#include <iterator>

#include "tests/protocol/session/walk/session_invariants.hpp"
#include "tests/protocol/session/walk/session_invariants_live.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"

namespace stepback::protocol::test {
namespace {

struct State {
  const Core& core;
  const Session& session;
  /// The same session with everyone's microphone and camera open, whatever their rights are. So
  /// the routes are checked against clients that send all the time.
  const Session& all_open;
  const RouteTable& routes;  ///< of all_open
  const LiveFacts& live;     ///< of all_raised(), after they have followed the session
  Instant now;
};

using People = std::vector<ParticipantId>;

bool has(const People& people, const ParticipantId& id) {
  return std::ranges::find(people, id) != people.end();
}

template <typename Matches>
People those(const Session& session, Matches matches) {
  People people;
  for (const Participant& each : session.participants) {
    if (matches(each)) people.push_back(each.id);
  }
  return people;
}

People readers(const State& state, const Participant& writer) {
  const Routes* theirs = find(state.routes, writer.id);
  return theirs != nullptr && theirs->may_chat ? state.routes.chat : People{};
}

bool hears(const Session& session, const Participant& person) {
  return person.connected && oracle::rights(session, person).hear;
}

// I1: nothing comes from a person outside the circle.
Broken stepped_back_is_silent(const State& state) {
  for (const Participant& each : state.all_open.participants) {
    if (!oracle::is_away(state.session, each)) continue;
    if (!state.core.audience(state.all_open, each, Media::audio).empty()) {
      return "I1: " + each.id.str() + " has stepped back and is heard";
    }
    if (!readers(state, each).empty()) {
      return "I1: " + each.id.str() + " has stepped back and can chat";
    }
    const Participant& really = *find(state.session, each.id);
    if (really.audio) return "I1: " + each.id.str() + " has stepped back with an open microphone";
    const SeenBy seen_by = state.session.template_.phases[state.session.phase].stepped_back_seen_by;
    for (const ParticipantId& id : state.core.audience(state.all_open, each, Media::video)) {
      const bool allowed =
          seen_by == SeenBy::everyone ||
          (seen_by == SeenBy::leaders && oracle::has_leaders_role(*find(state.session, id)));
      if (!allowed) return "I1: " + each.id.str() + " has stepped back and is seen by " + id.str();
    }
  }
  return {};
}

// I3: the observer channel hears the circle.
Broken observers_hear_the_circle(const State& state) {
  for (const Participant& listener : state.all_open.participants) {
    const SeatRule* line = oracle::rule(state.session, listener);
    if (line == nullptr || line->channel != Channel::observer || !hears(state.session, listener)) {
      continue;
    }
    for (const Participant& sender : state.all_open.participants) {
      const SeatRule* theirs = oracle::rule(state.session, sender);
      if (theirs == nullptr || sender.id == listener.id || !sender.connected) continue;
      const bool spoken = theirs->speak;
      const bool shown = theirs->show && theirs->channel == Channel::circle;
      if ((spoken &&
           !has(state.core.audience(state.all_open, sender, Media::audio), listener.id)) ||
          (shown && !has(state.core.audience(state.all_open, sender, Media::video), listener.id))) {
        return "I3: " + listener.id.str() + " sits in the observer channel and misses " +
               sender.id.str();
      }
    }
  }
  return {};
}

// I1 and I3 together: each person's audience is exactly the one that the template gives them.
Broken audiences_are_the_templates(const State& state) {
  for (const Participant& sender : state.all_open.participants) {
    const Permissions rights = oracle::rights(state.session, sender);
    const bool sends = sender.connected;
    const auto listeners = [&](bool right) {
      return those(state.session, [&](const Participant& each) {
        return sends && right && each.id != sender.id && hears(state.session, each);
      });
    };
    if (state.core.audience(state.all_open, sender, Media::audio) != listeners(rights.speak)) {
      return "I1, I3: who hears " + sender.id.str() + " is not what the template says";
    }
    if (!oracle::is_away(state.session, sender) &&
        state.core.audience(state.all_open, sender, Media::video) != listeners(rights.show)) {
      return "I1, I3: who sees " + sender.id.str() + " is not what the template says";
    }
    const People hearers = those(state.session, [&](const Participant& each) {
      return sends && rights.chat && hears(state.session, each);
    });
    if (readers(state, sender) != hearers) {
      return "I1, I3: who reads " + sender.id.str() + "'s chat is not what the template says";
    }
  }
  return {};
}

// I1 and I3 for whatever forwards by the table: it leads exactly where the audiences are.
Broken routes_are_the_audiences(const State& state) {
  const RouteTable& routes = state.routes;
  std::size_t connected = 0;
  for (const Participant& each : state.all_open.participants) {
    const Routes* theirs = find(routes, each.id);
    if ((theirs != nullptr) != each.connected) {
      return "I1, I3: the routes do not know that " + each.id.str() + " is connected, or is not";
    }
    if (theirs == nullptr) continue;
    ++connected;
    const Permissions rights = oracle::rights(state.session, each);
    const bool is_same = theirs->ssrc == each.ssrc && theirs->may_audio == rights.speak &&
                         theirs->may_video == rights.show && theirs->may_chat == rights.chat &&
                         theirs->audio == state.core.audience(state.all_open, each, Media::audio) &&
                         theirs->video == state.core.audience(state.all_open, each, Media::video);
    if (!is_same) return "I1, I3: the routes of " + each.id.str() + " are not their audiences";
    const bool away = !state.session.ended_at && oracle::is_away(state.session, each);
    if (away && routes.stepped_back != each.id) {
      return "I1: the routes do not know that " + each.id.str() + " has stepped back";
    }
  }
  if (connected != routes.senders.size()) return "I1, I3: there are routes of strangers";
  return {};
}

// A right follows from template, phase and seat, and from nothing else.
Broken rights_are_the_templates(const State& state) {
  for (const Participant& each : state.session.participants) {
    const Permissions expected = oracle::rights(state.session, each);
    const Permissions given = state.core.permissions_of(state.session, each);
    if (given != expected) return "rights: " + each.id.str() + "'s are not what the template says";
    const bool open = (each.audio && !given.speak) || (each.video && !given.show);
    if (open) return "rights: " + each.id.str() + " has a device open without the right to it";
    if (!each.connected && (each.audio || each.video)) {
      return "rights: " + each.id.str() + " is not connected and has a device open";
    }
  }
  return {};
}

Broken nobody_hears_the_lobby_nor_it_them(const State& state) {
  for (const Participant& outside : state.session.participants) {
    if (oracle::sits(outside)) continue;
    if (state.core.permissions_of(state.session, outside) != Permissions{}) {
      return "lobby: " + outside.id.str() + " holds no chair and has a right";
    }
    for (const Participant& sender : state.all_open.participants) {
      if (has(state.core.audience(state.all_open, sender, Media::audio), outside.id) ||
          has(state.core.audience(state.all_open, sender, Media::video), outside.id) ||
          has(readers(state, sender), outside.id)) {
        return "lobby: " + outside.id.str() + " holds no chair and receives " + sender.id.str();
      }
    }
  }
  return {};
}

// I5: a signal can always be sent, and is shown to the leaders and its sender alone.
Broken signals_reach_the_leaders_alone(const State& state) {
  if (state.session.ended_at) return {};
  for (const Participant& sender : state.session.participants) {
    if (!oracle::is_there(sender)) continue;
    Signals signals;
    const auto sent = send_signal(signals, state.session, sender.id, SignalKind::help,
                                  SignalId{"signal"}, state.now);
    if (!sent) return "I5: " + sender.id.str() + " cannot signal";
    for (const Participant& viewer : state.session.participants) {
      const bool leads = oracle::leads_now(state.session, viewer);
      const bool shown = !state.core.view(state.session, signals, {}, viewer).signals.empty();
      if (shown != (leads || viewer.id == sender.id)) {
        return "I5: a signal of " + sender.id.str() + " is not shown to the leaders alone";
      }
    }
  }
  return {};
}

// I5: a session without a leader ends. The clock alone ends it.
Broken leaderless_sessions_end(const State& state) {
  const Session& session = state.session;
  if (!session.begun_at || session.ended_at) {
    if (session.leaderless_since && session.ended_at) return "I5: ended, and still leaderless";
    return {};
  }
  if (session.leaderless_since.has_value() == oracle::has_leader(session)) {
    return "I5: the session does not know whether it has a leader";
  }
  if (session.held_since && !session.leaderless_since) return "I5: held while a leader is there";
  if (!session.leaderless_since) return {};
  // A tick may come up to one step after a deadline. The most steps cover all deadlines in a row.
  constexpr Duration kStep{150'000};
  constexpr int kMost = 12;
  Session later = session;
  Instant now = state.now;
  for (int i = 0; i < kMost && !later.ended_at; ++i) {
    now += kStep;
    const auto events = state.core.decide(later, command::Tick{}, std::nullopt, now);
    if (!events) return "I5: a tick was refused";
    for (const Event& event : *events) later = state.core.apply(std::move(later), event);
  }
  if (!later.ended_at) return "I5: half an hour without a leader, and the session goes on";
  return {};
}

// A view names only people whom the viewer may see, and says what is true of them.
Broken shown_people(const Session& session, const Participant& viewer, const View& shown) {
  for (const ParticipantView& other : shown.participants) {
    const Participant& real = *find(session, other.id);
    const bool self = other.id == viewer.id;
    if (!oracle::sits(viewer) && !self && !oracle::leads_now(session, real)) {
      return "lobby: " + viewer.id.str() + " holds no chair and is shown " + real.id.str();
    }
    if (!oracle::leads_now(session, viewer) && !self && !real.admitted) {
      return "lobby: " + viewer.id.str() + " is shown " + real.id.str() + " who waits in the lobby";
    }
    if (other.seat != oracle::seat(session, real)) {
      return "views: " + real.id.str() + " is shown in another seat";
    }
    if (auto broken = broken_in_live_view(session, viewer, other)) return broken;
  }
  return {};
}

Broken live_facts_follow(const State& state) {
  return broken_in_live(state.session, state.live);
}

// I6: a view is of the session's newest revision. It tells each person what they may know.
Broken views(const State& state) {
  const Session& session = state.session;
  for (const Participant& viewer : session.participants) {
    if (viewer.removed) continue;
    const View shown = state.core.view(session, {}, state.live, viewer);
    if (shown.revision != session.revision) {
      return "I6: " + viewer.id.str() + " is shown another revision";
    }
    if (shown.may != oracle::rights(session, viewer)) {
      return "views: " + viewer.id.str() + " is told other rights than they have";
    }
    const bool lead = oracle::rights(session, viewer).lead;
    if (shown.session.phase.prompts.has_value() != lead || (!lead && shown.session.return_moved)) {
      return "views: " + viewer.id.str() + " is shown what is not theirs to know, or is not";
    }
    if (auto broken = shown_people(session, viewer, shown)) return broken;
    // The presenter's chair is shown even while it is empty.
    if (session.presenter && oracle::sits(viewer)) {
      const auto chair =
          std::ranges::find(shown.participants, *session.presenter, &ParticipantView::id);
      if (chair == shown.participants.end()) {
        return "views: " + viewer.id.str() + " does not see the presenter's chair";
      }
    }
  }
  return {};
}

// Leaders are told the next step, and whether the presenter steps back in it. The rest of what they
// are told is checked when the step is taken or refused.
Broken next_step_is_the_leaders(const State& state) {
  const Session& session = state.session;
  for (const Participant& viewer : session.participants) {
    if (viewer.removed) continue;
    const auto told = state.core.view(session, {}, {}, viewer).session.next;
    if (told.has_value() != oracle::rights(session, viewer).lead) {
      return "next: " + viewer.id.str() + " is told what is not theirs to know, or is not";
    }
    if (!told) continue;
    const auto phase = std::ranges::find(session.template_.phases, told->phase, &PhasePlan::name);
    const bool away =
        phase != session.template_.phases.end() &&
        phase->seats[static_cast<std::size_t>(Seat::presenter)].channel == Channel::observer;
    if (away != (told->does == Does::stepBack)) {
      return "next: " + viewer.id.str() + " is told wrongly whether the presenter steps back";
    }
  }
  return {};
}

Broken one_presenter(const State& state) {
  const Session& session = state.session;
  if (!session.presenter) return {};
  const Participant* presenter = find(session, *session.presenter);
  if (presenter == nullptr || !presenter->admitted || presenter->removed ||
      presenter->role == Role::observer) {
    return "seats: the presenter is not a member or leader of the circle";
  }
  if (session.lead == presenter->id) return "seats: the presenter holds the facilitator's seat";
  return {};
}

Broken debrief_is_the_leaders(const State& state) {
  const Session& session = state.session;
  if (session.template_.phases[session.phase].name != "debrief") return {};
  for (const Participant& each : session.participants) {
    if (!oracle::has_leaders_role(each) && (oracle::sits(each) || each.connected)) {
      return "debrief: " + each.id.str() + " is still there";
    }
  }
  return {};
}

constexpr std::array kStateInvariants{stepped_back_is_silent,
                                      observers_hear_the_circle,
                                      nobody_hears_the_lobby_nor_it_them,
                                      rights_are_the_templates,
                                      audiences_are_the_templates,
                                      routes_are_the_audiences,
                                      signals_reach_the_leaders_alone,
                                      leaderless_sessions_end,
                                      live_facts_follow,
                                      views,
                                      next_step_is_the_leaders,
                                      one_presenter,
                                      debrief_is_the_leaders};

}  // namespace

Broken broken_in_state(const Core& core, const Session& session, Instant now) {
  Session all_open = session;
  for (Participant& each : all_open.participants) each.audio = each.video = true;
  const RouteTable routes = core.routes_of(all_open);
  LiveFacts live = all_raised(session);
  core.follow_live(live, session, kRaisedFor);
  const State state{core, session, all_open, routes, live, now};
  for (const auto invariant : kStateInvariants) {
    if (auto broken = invariant(state)) return broken;
  }
  return {};
}

}  // namespace stepback::protocol::test
