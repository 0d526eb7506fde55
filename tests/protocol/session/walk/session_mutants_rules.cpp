#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>

#include "tests/protocol/session/walk/session_mutants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"

namespace stepback::protocol::test {
namespace {

using People = std::vector<ParticipantId>;

// A core that decides one type of command differently. answer(session, command, who, now) returns
// the wrong decision, or nothing to keep ours.
template <typename Wanted, typename Answer>
Core deciding(Answer answer) {
  Core core;
  core.decide = [answer](const Session& session, const Command& command, const Actor& who,
                         Instant now) -> Decision {
    if (const auto* wanted = std::get_if<Wanted>(&command)) {
      if (std::optional<Decision> wrong = answer(session, *wanted, who, now)) {
        return *std::move(wrong);
      }
    }
    return protocol::decide(session, command, who, now);
  };
  return core;
}

Decision refusal() {
  return tl::unexpected(Refusal{Code::notPermitted, "no"});
}

Core member_may_advance() {
  return deciding<command::Advance>([](const Session& session, const command::Advance& wanted,
                                       const Actor& who, Instant now) -> std::optional<Decision> {
    const Participant* actor = who ? find(session, *who) : nullptr;
    if (actor == nullptr || actor->role != Role::member || !session.lead) return {};
    return protocol::decide(session, wanted, session.lead, now);
  });
}

Core absent_leader_may_advance() {
  return deciding<command::Advance>([](const Session& session, const command::Advance& wanted,
                                       const Actor& who, Instant now) -> std::optional<Decision> {
    const Participant* actor = who ? find(session, *who) : nullptr;
    if (actor == nullptr || actor->connected) return {};
    Session as_if = session;
    for (Participant& each : as_if.participants) each.connected = true;
    return protocol::decide(as_if, wanted, who, now);
  });
}

Core claimed_role_opens_the_debrief() {
  return deciding<command::Enter>([](const Session& session, const command::Enter& wanted,
                                     const Actor& who, Instant) -> std::optional<Decision> {
    const Participant* actor = find(session, *who);
    if (session.ended_at || actor == nullptr || !actor->left) return {};
    if (oracle::leads(*actor) || wanted.role != Role::facilitator) return {};
    return std::vector<Event>{ParticipantReturned{*who, wanted.name}};
  });
}

Core presenter_may_not_leave_while_stepped_back() {
  return deciding<command::Leave>([](const Session& session, const command::Leave&,
                                     const Actor& who, Instant) -> std::optional<Decision> {
    const Participant* actor = find(session, *who);
    if (actor == nullptr || !oracle::is_away(session, *actor)) return {};
    return refusal();
  });
}

Core only_the_lead_may_invite_back() {
  return deciding<command::Advance>([](const Session& session, const command::Advance& wanted,
                                       const Actor& who, Instant) -> std::optional<Decision> {
    if (wanted.phase != "return" || session.lead == who) return {};
    return refusal();
  });
}

Core clock_ends_the_step_back() {
  return deciding<command::Tick>([](const Session& session, const command::Tick&, const Actor&,
                                    Instant now) -> std::optional<Decision> {
    const bool away = session.template_.phases[session.phase].steps_back();
    if (!away || session.ended_at || session.held_since || session.leaderless_since ||
        oracle::planned_end(session) > now) {
      return {};
    }
    return std::vector<Event>{PhaseEntered{session.phase + 1, PhaseEntered::By::clock, now}};
  });
}

// A tick that would lead to such an event has no effect.
template <typename Matches>
Core ticks_without(Matches matches) {
  return deciding<command::Tick>([matches](const Session& session, const command::Tick& tick,
                                           const Actor& who,
                                           Instant now) -> std::optional<Decision> {
    const Decision events = protocol::decide(session, tick, who, now);
    if (!events || std::ranges::none_of(*events, matches)) return {};
    return std::vector<Event>{};
  });
}

Core clock_forgets_the_end_of_a_phase() {
  return ticks_without([](const Event& event) {
    const auto* entered = std::get_if<PhaseEntered>(&event);
    return entered != nullptr && entered->by == PhaseEntered::By::clock;
  });
}

Core leaderless_session_is_never_held() {
  return ticks_without(
      [](const Event& event) { return std::holds_alternative<SessionHeld>(event); });
}

Core leaderless_session_never_ends() {
  return ticks_without(
      [](const Event& event) { return std::holds_alternative<SessionEnded>(event); });
}

Core held_session_forgets_to_close() {
  return ticks_without([](const Event& event) {
    const auto* entered = std::get_if<PhaseEntered>(&event);
    return entered != nullptr && entered->by == PhaseEntered::By::leaderless;
  });
}

Core hold_widens_rights() {
  Core core;
  core.permissions_of = [](const Session& session, const Participant& person) {
    Permissions may = protocol::permissions_of(session, person);
    if (session.held_since && person.admitted) may.speak = true;
    return may;
  };
  return core;
}

// The audience that a sender would have in another phase.
Core audience_ignores_the_phase() {
  Core core;
  core.audience = [](const Session& session, const Participant& sender, Media media) {
    Session gathering = session;
    gathering.phase = 0;
    return protocol::audience(gathering, sender, media);
  };
  return core;
}

Core stepped_back_presenter_is_heard() {
  Core core;
  core.audience = [](const Session& session, const Participant& sender, Media media) {
    Session gathering = session;
    if (oracle::is_away(session, sender)) gathering.phase = 0;
    return protocol::audience(gathering, sender, media);
  };
  return core;
}

Core observers_miss_the_circle() {
  Core core;
  core.audience = [](const Session& session, const Participant& sender, Media media) {
    People people = protocol::audience(session, sender, media);
    std::erase_if(people, [&](const ParticipantId& id) {
      return channel_of(session, *find(session, id)) == Channel::observer;
    });
    return people;
  };
  return core;
}

Core everyone_sees_the_stepped_back_presenter() {
  Core core;
  core.audience = [](const Session& session, const Participant& sender, Media media) {
    Session shown = session;
    shown.template_.phases[shown.phase].stepped_back_seen_by = SeenBy::everyone;
    return protocol::audience(shown, sender, media);
  };
  return core;
}

Core lobby_listens() {
  Core core;
  core.audience = [](const Session& session, const Participant& sender, Media media) {
    Session opened = session;
    for (Participant& each : opened.participants) each.admitted = true;
    return protocol::audience(opened, *find(opened, sender.id), media);
  };
  return core;
}

// A table whose sound and pictures still lead from somebody who has stepped back.
Core routes_know_no_step_back() {
  Core core;
  core.routes_of = [](const Session& session) {
    const RouteTable right = protocol::routes_of(session);
    if (!right.stepped_back) return right;
    Session gathering = session;
    gathering.phase = 0;
    RouteTable wrong = protocol::routes_of(gathering);
    for (std::size_t i = 0; i < wrong.senders.size(); ++i) {
      wrong.senders[i].may_chat = right.senders[i].may_chat;
    }
    wrong.chat = right.chat;
    return wrong;
  };
  return core;
}

Core stepped_back_presenter_may_chat() {
  Core core;
  core.routes_of = [](const Session& session) {
    RouteTable routes = protocol::routes_of(session);
    for (Routes& each : routes.senders) {
      if (routes.stepped_back == each.sender) each.may_chat = true;
    }
    return routes;
  };
  return core;
}

Core signals_reach_everyone() {
  Core core;
  core.signal_audience = [](const Session& session, const Participant& sender) {
    People people;
    for (const Participant& each : session.participants) {
      if (each.id != sender.id && each.connected) people.push_back(each.id);
    }
    return people;
  };
  return core;
}

Core members_see_how_the_presenter_hears() {
  Core core;
  core.view = [](const Session& session, const Participant& viewer) {
    View shown = protocol::view(session, viewer);
    for (ParticipantView& each : shown.participants) {
      if (each.seat == Seat::presenter) each.hearing = session.presenter_hearing;
    }
    return shown;
  };
  return core;
}

Core step_back_is_told_as_something_else() {
  Core core;
  core.view = [](const Session& session, const Participant& viewer) {
    View shown = protocol::view(session, viewer);
    auto& next = shown.session.next;
    if (next && next->does == Does::stepBack) next->does = Does::invite;
    return shown;
  };
  return core;
}

Core members_are_told_the_next_step() {
  Core core;
  core.view = [](const Session& session, const Participant& viewer) {
    View shown = protocol::view(session, viewer);
    if (is_seated(viewer) && !session.ended_at) shown.session.next = next_step(session);
    return shown;
  };
  return core;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Mutant& mutant) {
  return out << mutant.name;
}

std::vector<Mutant> mutants_of_rules() {
  return {
      {"MemberMayAdvance", "I4: a phase was entered in a leader's name", member_may_advance(),
       leaders_setting},
      {"AbsentLeaderMayAdvance", "I4: a phase was entered in a leader's name",
       absent_leader_may_advance(), leaders_setting},
      {"ClaimedRoleOpensTheDebrief", "debrief: ada is still there",
       claimed_role_opens_the_debrief(), door_setting},
      {"PresenterMayNotLeaveWhileSteppedBack", "I5: ada may not leave",
       presenter_may_not_leave_while_stepped_back(), leaders_setting},
      {"OnlyTheLeadMayInviteBack", "I4: cole leads and cannot invite the presenter back",
       only_the_lead_may_invite_back(), leaders_setting},
      {"ClockEndsTheStepBackOfALeader", "I4: ada's step back was ended by none",
       clock_ends_the_step_back(), leaders_setting},
      {"ClockForgetsTheEndOfAPhase", "clock: the phase was over",
       clock_forgets_the_end_of_a_phase(), clock_setting},
      {"LeaderlessSessionIsNeverHeld", "I5: half an hour without a leader",
       leaderless_session_is_never_held(), leaders_setting},
      {"HeldSessionForgetsToClose", "I5: half an hour without a leader",
       held_session_forgets_to_close(), leaders_setting},
      {"LeaderlessSessionNeverEnds", "I5: half an hour without a leader",
       leaderless_session_never_ends(), leaders_setting},
      {"HoldWidensRights", "I5: the hold changed", hold_widens_rights(), leaders_setting},
      {"AudienceIgnoresThePhase", "I1, I3: who hears ada", audience_ignores_the_phase(),
       leaders_setting},
      {"SteppedBackPresenterIsHeard", "I1: ada has stepped back and is heard",
       stepped_back_presenter_is_heard(), leaders_setting},
      {"ObserversMissTheCircle", "I3: oli sits in the observer channel and misses",
       observers_miss_the_circle(), leaders_setting},
      {"EveryoneSeesTheSteppedBackPresenter", "I1: ada has stepped back and is seen by",
       everyone_sees_the_stepped_back_presenter(), seen_setting},
      {"LobbyListens", "lobby: ", lobby_listens(), door_setting},
      {"RoutesKnowNoStepBack", "I1, I3: the routes of", routes_know_no_step_back(),
       leaders_setting},
      {"SteppedBackPresenterMayChat", "I1: ada has stepped back and can chat",
       stepped_back_presenter_may_chat(), leaders_setting},
      {"SignalsReachEveryone", "I5: a signal of", signals_reach_everyone(), leaders_setting},
      {"MembersSeeHowThePresenterHears", "views: ", members_see_how_the_presenter_hears(),
       leaders_setting},
      {"StepBackIsToldAsSomethingElse",
       "next: fay is told wrongly whether the presenter steps back",
       step_back_is_told_as_something_else(), leaders_setting},
      {"MembersAreToldTheNextStep", "next: ", members_are_told_the_next_step(), leaders_setting},
  };
}

}  // namespace stepback::protocol::test
