// Broken versions of the functions that say which rights people have, who receives something from
// them, and what they see.

#include <ostream>

#include "protocol/session/recognition.hpp"
#include "tests/protocol/session/walk/session_mutants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"

namespace stepback::protocol::test {
namespace {

using People = std::vector<ParticipantId>;

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
  core.view = [](const Session& session, const Signals& signals, const LiveFacts& live,
                 const Participant& viewer) {
    View shown = protocol::view(session, signals, live, viewer);
    shown.signals = signals.records;
    return shown;
  };
  return core;
}

Core members_see_how_the_presenter_hears() {
  Core core;
  core.view = [](const Session& session, const Signals& signals, const LiveFacts& live,
                 const Participant& viewer) {
    View shown = protocol::view(session, signals, live, viewer);
    for (ParticipantView& each : shown.participants) {
      if (each.seat == Seat::presenter) each.hearing = Hearing::ok;
    }
    return shown;
  };
  return core;
}

Core members_are_told_who_answers() {
  Core core;
  core.view = [](const Session& session, const Signals& signals, const LiveFacts& live,
                 const Participant& viewer) {
    View shown = protocol::view(session, signals, live, viewer);
    for (ParticipantView& each : shown.participants) {
      if (each.seat == Seat::facilitator && each.connected) each.answers = false;
    }
    return shown;
  };
  return core;
}

Core silence_is_no_absence() {
  Core core;
  core.view = [](const Session& session, const Signals& signals, const LiveFacts& live,
                 const Participant& viewer) {
    View shown = protocol::view(session, signals, live, viewer);
    for (ParticipantView& each : shown.participants) {
      if (each.could) each.could = identities_for(session, *find(session, each.id));
    }
    return shown;
  };
  return core;
}

Core lost_right_keeps_the_hand_up() {
  Core core;
  core.follow_live = [](LiveFacts& live, const Session& session, Duration now) {
    protocol::follow_live(live, session, now);
    for (auto& [id, each] : live.people) each.hand = true;
  };
  return core;
}

Core facts_outlive_the_connection() {
  Core core;
  core.follow_live = [](LiveFacts& live, const Session& session, Duration now) {
    const LiveFacts before = live;
    protocol::follow_live(live, session, now);
    for (const auto& [id, each] : before.people) live.people.try_emplace(id, each);
  };
  return core;
}

Core step_back_is_told_as_something_else() {
  Core core;
  core.view = [](const Session& session, const Signals& signals, const LiveFacts& live,
                 const Participant& viewer) {
    View shown = protocol::view(session, signals, live, viewer);
    auto& next = shown.session.next;
    if (next && next->does == Does::stepBack) next->does = Does::invite;
    return shown;
  };
  return core;
}

Core members_are_told_the_next_step() {
  Core core;
  core.view = [](const Session& session, const Signals& signals, const LiveFacts& live,
                 const Participant& viewer) {
    View shown = protocol::view(session, signals, live, viewer);
    if (is_seated(viewer) && !session.ended_at) shown.session.next = next_step(session);
    return shown;
  };
  return core;
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Mutant& mutant) {
  return out << mutant.name;
}

std::vector<Mutant> mutants_of_rights() {
  return {
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
      {"MembersAreToldWhoAnswers", "views: ", members_are_told_who_answers(), leaders_setting},
      {"SilenceIsNoAbsence", "recognition: it is told wrongly", silence_is_no_absence(),
       leaders_setting},
      {"LostRightKeepsTheHandUp", "I1: ", lost_right_keeps_the_hand_up(), leaders_setting},
      {"FactsOutliveTheConnection", "live: the facts of", facts_outlive_the_connection(),
       leaders_setting},
      {"StepBackIsToldAsSomethingElse",
       "next: fay is told wrongly whether the presenter steps back",
       step_back_is_told_as_something_else(), leaders_setting},
      {"MembersAreToldTheNextStep", "next: ", members_are_told_the_next_step(), leaders_setting},
  };
}

}  // namespace stepback::protocol::test
