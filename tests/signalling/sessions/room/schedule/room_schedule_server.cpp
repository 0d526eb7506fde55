// Connections, the clock, the journal, and the end of a server.

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <utility>

#include "protocol/session/replay.hpp"
#include "tests/signalling/sessions/room/schedule/room_schedule.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {

using namespace std::chrono_literals;
using stepback::test::id_of;

void Schedule::enter(Person& who) {
  if (who.arriving) return;
  const protocol::Session before = room_->session();
  who.arriving = std::make_unique<SlowPeer>(clock_);
  room_->enter({.id = id_of(who.name), .name = who.name, .role = who.role, .named = who.named},
               *who.arriving, *who.arriving, [this, &who](const Room::Outcome& entered) {
                 RC_ASSERT((who.arriving != nullptr));  // no welcome after leaving
                 follow_recognition();  // the person's earlier connection may be another's by now
                 auto peer = std::exchange(who.arriving, nullptr);
                 if (!entered) return;
                 // The older connection, if any, is superseded: the room must not touch it again.
                 who.peer = std::move(peer);
                 ++who.connection;
                 who.view.reset();
                 who.dismissed = false;
                 who.owed.clear();
               });
  if (answers_at_once()) {
    RC_ASSERT(room_->session().phase == before.phase);  // I2
    RC_ASSERT(room_->session().presenter == before.presenter);
  }
  settle(before);
}

// A connection is lost: the one that waits to enter, or the one that has entered.
void Schedule::drop(Person& who) {
  auto& gone = who.arriving ? who.arriving : who.peer;
  if (!gone) return;
  const protocol::Session before = room_->session();
  room_->lost(gone->became.value_or(id_of(who.name)), *gone);
  gone.reset();
  who.owed.clear();
  RC_ASSERT(room_->session().phase == before.phase);  // I2
  RC_ASSERT(room_->session().presenter == before.presenter);
  settle(before);
}

void Schedule::wait(unsigned how) {
  constexpr std::array<protocol::Duration, 4> kWaits{20ms, 500ms, 15s, 3min};
  const protocol::Session before = room_->session();
  clock_.turn(kWaits[how % kWaits.size()]);
  room_->tick();
  room_->follow_changes();
  settle(before);
}

// The media plane confirms, or else the journal answers the oldest question: the change is kept or
// refused.
void Schedule::keep(unsigned how) {
  if (is_cutting()) return confirm();
  if (journal_.unanswered() == 0) return;
  const protocol::Session before = room_->session();
  journal_.refuses = how % 7 == 6;
  journal_.answer_one();
  const bool refused = std::exchange(journal_.refuses, false);
  if (refused) RC_ASSERT(room_->session().phase == before.phase);
  settle(before);
}

// Another confirmation may follow at once; it announces nothing that was not decided before.
void Schedule::confirm() {
  const protocol::Session before = room_->session();
  plane_.confirm_one();
  settle(before);
}

// The server is killed, and another goes on with the journal. Either all changes that were under
// way are in it, or none.
void Schedule::kill(unsigned how) {
  const protocol::Session before = room_->session();
  const auto kept = journal_.kept.size();
  const bool hesitant = journal_.hesitates;
  const bool late_plane = std::exchange(plane_.hesitates, false);
  requests_.clear();
  room_.reset();
  plane_.discard();
  if (how % 2 == 0) journal_.discard();
  journal_.answer_all();
  for (Person& each : people_) {
    each.peer.reset();
    each.arriving.reset();
    each.owed.clear();
    each.view.reset();
  }
  std::vector<protocol::Event> events{created_};
  events.insert(events.end(), journal_.kept.begin(), journal_.kept.end());
  auto replayed = protocol::replay(events);
  RC_ASSERT(replayed.has_value());
  if (journal_.kept.size() == kept) RC_ASSERT(replayed->revision == before.revision);
  open(*std::move(replayed));
  const protocol::Session restored = room_->session();
  room_->recover();
  const auto& now = room_->session();
  RC_ASSERT(now.phase == restored.phase);  // I2
  RC_ASSERT(now.presenter == restored.presenter);
  RC_ASSERT(std::ranges::none_of(now.participants, &protocol::Participant::connected));
  const bool stepped_back =
      std::ranges::any_of(people_, [&](const Person& each) { return is_stepped_back(each); });
  if (stepped_back && !now.ended_at) ++sights_.kills_while_stepped_back;
  check_change(restored);
  journal_.hesitates = hesitant;
  plane_.hesitates = late_plane;
  for (Person& each : people_) enter(each);
}

}  // namespace stepback::signalling::test
