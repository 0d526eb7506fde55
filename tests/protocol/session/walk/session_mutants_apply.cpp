#include <algorithm>
#include <utility>

#include "tests/protocol/session/walk/session_mutants.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"

namespace stepback::protocol::test {
namespace {

Participant* person(Session& session, const ParticipantId& id) {
  const auto found = std::ranges::find(session.participants, id, &Participant::id);
  return found == session.participants.end() ? nullptr : &*found;
}

// A core whose apply() does ours and then, if the event is of this type, changes the session:
// mend(before, after, event).
template <typename Happened, typename Mend>
Core after_event(Mend mend) {
  Core core;
  core.apply = [mend](Session session, const Event& event) {
    const auto* happened = std::get_if<Happened>(&event);
    if (happened == nullptr) return protocol::apply(std::move(session), event);
    const Session before = session;
    Session after = protocol::apply(std::move(session), event);
    mend(before, after, *happened);
    return after;
  };
  return core;
}

Core rejoin_gives_the_devices_back_open() {
  return after_event<ParticipantReturned>(
      [](const Session&, Session& after, const ParticipantReturned& event) {
        if (Participant* them = person(after, event.participant)) {
          them->audio = oracle::rights(after, *them).speak;
        }
      });
}

Core second_device_keeps_the_first_ones_open() {
  return after_event<ParticipantReturned>(
      [](const Session& before, Session& after, const ParticipantReturned& event) {
        const Participant* then = find(before, event.participant);
        Participant* now = person(after, event.participant);
        if (then != nullptr && now != nullptr) now->audio = then->audio;
      });
}

Core return_opens_the_microphone() {
  return after_event<PhaseEntered>([](const Session&, Session& after, const PhaseEntered& event) {
    if (after.template_.phases[event.phase].name != "return" || !after.presenter) return;
    if (Participant* presenter = person(after, *after.presenter)) {
      presenter->audio = presenter->connected;
    }
  });
}

Core picture_for_leaders_goes_on_to_all() {
  return after_event<PhaseEntered>([](const Session& before, Session& after, const PhaseEntered&) {
    if (!after.presenter) return;
    const Participant* then = find(before, *after.presenter);
    Participant* now = person(after, *after.presenter);
    if (then != nullptr && now != nullptr && oracle::is_away(before, *then)) {
      now->video = then->video && oracle::rights(after, *now).show;
    }
  });
}

Core drop_forgets_the_presenters_seat() {
  return after_event<ParticipantDropped>(
      [](const Session&, Session& after, const ParticipantDropped& event) {
        if (after.presenter == event.participant) after.presenter.reset();
      });
}

Core leaving_forgets_the_presenters_seat() {
  return after_event<ParticipantLeft>(
      [](const Session&, Session& after, const ParticipantLeft& event) {
        if (after.presenter == event.participant) after.presenter.reset();
      });
}

Core rejoin_lets_in_from_the_lobby() {
  return after_event<ParticipantReturned>(
      [](const Session&, Session& after, const ParticipantReturned& event) {
        if (Participant* them = person(after, event.participant)) them->admitted = true;
      });
}

Core debrief_forgets_who_was_removed() {
  return after_event<PhaseEntered>([](const Session&, Session& after, const PhaseEntered& event) {
    if (after.template_.phases[event.phase].name != "debrief") return;
    std::erase_if(after.participants, [](const Participant& each) { return !each.admitted; });
  });
}

Core muting_is_no_revision() {
  return after_event<MicrophoneMuted>(
      [](const Session& before, Session& after, const MicrophoneMuted&) {
        after.revision = before.revision;
      });
}

Core holds_end_forgets_that_nobody_leads() {
  return after_event<SessionResumed>([](const Session&, Session& after, const SessionResumed&) {
    after.leaderless_since.reset();
  });
}

}  // namespace

std::vector<Mutant> mutants_of_apply() {
  return {
      {"RejoinGivesTheMicrophoneBackOpen", "I2: fay came or went with an open device",
       rejoin_gives_the_devices_back_open(), leaders_setting},
      {"SecondDeviceKeepsTheFirstOnesOpen", "I2: ada came or went with an open device",
       second_device_keeps_the_first_ones_open(), leaders_setting},
      {"ReturnOpensTheMicrophone", "I4: ada's microphone or camera was opened",
       return_opens_the_microphone(), leaders_setting},
      {"PictureForLeadersGoesOnToAllAtTheReturn", "I4: ada came back with an open device",
       picture_for_leaders_goes_on_to_all(), seen_setting},
      {"DropForgetsThePresentersSeat", "I2: coming or going changed the presenter",
       drop_forgets_the_presenters_seat(), leaders_setting},
      {"LeavingForgetsThePresentersSeat", "I2: coming or going changed the presenter",
       leaving_forgets_the_presenters_seat(), leaders_setting},
      {"RejoinLetsInFromTheLobby", "I2: ada came out of the lobby by themselves",
       rejoin_lets_in_from_the_lobby(), door_setting},
      {"DebriefForgetsWhoWasRemoved", "removed: ", debrief_forgets_who_was_removed(), door_setting},
      {"MutingIsNoRevision", "I6: the revision did not count", muting_is_no_revision(),
       leaders_setting},
      {"HoldsEndForgetsThatNobodyLeads", "I5: half an hour without a leader",
       holds_end_forgets_that_nobody_leads(), leaders_setting},
  };
}

}  // namespace stepback::protocol::test
