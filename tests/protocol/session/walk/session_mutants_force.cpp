// Broken versions of the functions that say what is in force while a change is not kept.

#include "tests/protocol/session/walk/session_mutants.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"

namespace stepback::protocol::test {
namespace {

Core gifts_do_not_wait() {
  Core core;
  core.routes_in_force = [](const Session&, const Session& asked) { return routes_of(asked); };
  return core;
}

Core losses_wait() {
  Core core;
  core.routes_in_force = [](const Session& kept, const Session&) { return routes_of(kept); };
  return core;
}

Core the_way_back_waits() {
  Core core;
  core.routes_in_force = [](const Session& kept, const Session& asked) {
    RouteTable both = common(routes_of(kept), routes_of(asked));
    both.stepped_back = protocol::routes_in_force(kept, asked).stepped_back;
    return both;
  };
  return core;
}

Core a_step_back_counts_from_the_disk_on() {
  Core core;
  core.routes_in_force = [](const Session& kept, const Session& asked) {
    RouteTable both = protocol::routes_in_force(kept, asked);
    both.stepped_back = routes_of(kept).stepped_back;
    return both;
  };
  return core;
}

Core leading_does_not_wait() {
  Core core;
  core.permissions_in_force = [](const Session& kept, const Session& asked,
                                 const ParticipantId& person) {
    Permissions may = protocol::permissions_in_force(kept, asked, person);
    const Participant* them = find(asked, person);
    may.lead = them != nullptr && permissions_of(asked, *them).lead;
    return may;
  };
  return core;
}

Core a_closed_device_takes_nothing() {
  Core core;
  core.takes_away = [](const Session& before, const Session& after) {
    Session closed = before;
    for (Participant& each : closed.participants) {
      const Participant* then = find(after, each.id);
      if (then == nullptr) continue;
      each.audio = each.audio && then->audio;
      each.video = each.video && then->video;
    }
    return protocol::takes_away(closed, after);
  };
  return core;
}

}  // namespace

std::vector<Mutant> mutants_of_force() {
  return {{"GiftsDoNotWait", "force", gifts_do_not_wait(), leaders_setting},
          {"LossesWait", "force", losses_wait(), leaders_setting},
          {"TheWayBackWaits", "force", the_way_back_waits(), leaders_setting},
          {"AStepBackCountsFromTheDiskOn", "force", a_step_back_counts_from_the_disk_on(),
           leaders_setting},
          {"LeadingDoesNotWait", "force", leading_does_not_wait(), door_setting},
          {"AClosedDeviceTakesNothing", "force", a_closed_device_takes_nothing(), leaders_setting}};
}

}  // namespace stepback::protocol::test
