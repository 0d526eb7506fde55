// Broken versions of the rules of the facilitator's seat, and of leaders who present.

#include <algorithm>
#include <utility>

#include "tests/protocol/session/walk/session_mutants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"

namespace stepback::protocol::test {
namespace {

// The decision without the events of one type.
template <typename Left>
Decision without(Decision decision) {
  if (decision) {
    std::erase_if(*decision,
                  [](const Event& event) { return std::holds_alternative<Left>(event); });
  }
  return decision;
}

Core leader_leads_while_presenting() {
  return deciding<command::Advance>(
      [](Session session, const command::Advance& wanted, const Actor& who, Instant now) {
        const Participant* actor = who ? find(session, *who) : nullptr;
        const bool presents = actor != nullptr && session.presenter == actor->id;
        if (presents && wanted.phase == "closing") session.presenter.reset();
        return protocol::decide(session, wanted, who, now);
      });
}

Core leader_has_the_right_while_presenting() {
  Core core;
  core.permissions_of = [](const Session& session, const Participant& person) {
    Permissions may = protocol::permissions_of(session, person);
    may.lead = may.lead || (session.presenter == person.id && oracle::has_leaders_role(person));
    return may;
  };
  return core;
}

Core presenter_keeps_the_facilitators_seat() {
  return deciding<command::Appoint>(
      [](const Session& session, const command::Appoint& wanted, const Actor& who, Instant now) {
        return without<LeadTaken>(protocol::decide(session, wanted, who, now));
      });
}

Core presenting_leader_counts_as_a_leader() {
  return deciding<command::Drop>([](const Session& session, const command::Drop& wanted,
                                    const Actor& who, Instant now) {
    Decision decision = protocol::decide(session, wanted, who, now);
    const bool peer_presents =
        std::ranges::any_of(session.participants, [&](const Participant& each) {
          return session.presenter == each.id && each.connected && oracle::has_leaders_role(each);
        });
    return peer_presents ? without<LeadersLost>(std::move(decision)) : decision;
  });
}

Core presenting_leader_who_returns_ends_the_hold() {
  return deciding<command::Enter>(
      [](const Session& session, const command::Enter& wanted, const Actor& who, Instant now) {
        Decision decision = protocol::decide(session, wanted, who, now);
        const Participant* actor = find(session, *who);
        if (decision && actor != nullptr && session.presenter == actor->id &&
            oracle::has_leaders_role(*actor) && session.leaderless_since) {
          decision->emplace_back(LeaderBack{now});
        }
        return decision;
      });
}

Core only_leader_may_present() {
  return deciding<command::Appoint>([](const Session& session, const command::Appoint& wanted,
                                       const Actor& who, Instant now) {
    Decision decision = protocol::decide(session, wanted, who, now);
    const Participant* actor = who ? find(session, *who) : nullptr;
    const bool leads = actor != nullptr && oracle::leads_now(session, *actor) && actor->connected;
    if (decision || !leads || session.phase != 0 || wanted.participant != actor->id) {
      return decision;
    }
    return Decision{std::vector<Event>{PresenterAppointed{actor->id, session.case_number}}};
  });
}

Core leaver_keeps_the_facilitators_seat() {
  Core core;
  core.apply = [](Session session, const Event& event) {
    const auto lead = session.lead;
    Session after = protocol::apply(std::move(session), event);
    if (std::holds_alternative<ParticipantLeft>(event)) after.lead = lead;
    return after;
  };
  return core;
}

Core facilitator_does_not_follow_a_leaver() {
  return deciding<command::Leave>(
      [](const Session& session, const command::Leave& wanted, const Actor& who, Instant now) {
        return without<LeadTaken>(protocol::decide(session, wanted, who, now));
      });
}

Core lead_is_taken_from_anybody() {
  return deciding<command::TakeLead>(
      [](Session session, const command::TakeLead& wanted, const Actor& who, Instant now) {
        session.lead.reset();
        return protocol::decide(session, wanted, who, now);
      });
}

Core absent_holder_keeps_the_lead() {
  return deciding<command::TakeLead>(
      [](const Session& session, const command::TakeLead& wanted, const Actor& who, Instant now) {
        Decision decision = protocol::decide(session, wanted, who, now);
        if (!decision || decision->empty() || !session.lead) return decision;
        return Decision{tl::unexpected(Refusal{Code::notPermitted, "no"})};
      });
}

}  // namespace

std::vector<Mutant> mutants_of_lead() {
  return {
      {"LeaderLeadsWhilePresenting", "I4: a phase was entered in a leader's name",
       leader_leads_while_presenting(), peers_setting},
      {"LeaderHasTheRightWhilePresenting", "rights: ", leader_has_the_right_while_presenting(),
       peers_setting},
      {"PresenterKeepsTheFacilitatorsSeat", "seats: the presenter holds",
       presenter_keeps_the_facilitators_seat(), peers_setting},
      {"PresentingLeaderCountsAsALeader", "I5: the session does not know whether it has a leader",
       presenting_leader_counts_as_a_leader(), peers_setting},
      {"PresentingLeaderWhoReturnsEndsTheHold",
       "I5: the session does not know whether it has a leader",
       presenting_leader_who_returns_ends_the_hold(), peers_setting},
      {"OnlyLeaderMayPresent", "acts: appoint of ", only_leader_may_present(), peers_setting},
      {"LeaverKeepsTheFacilitatorsSeat", "lead: ", leaver_keeps_the_facilitators_seat(),
       door_setting},
      {"FacilitatorDoesNotFollowALeaver", "lead: ", facilitator_does_not_follow_a_leaver(),
       peers_setting},
      {"LeadIsTakenFromAnybody", "lead: the facilitator's seat was taken",
       lead_is_taken_from_anybody(), door_setting},
      {"AbsentHolderKeepsTheLead", "lead: ", absent_holder_keeps_the_lead(), door_setting},
  };
}

}  // namespace stepback::protocol::test
