// What is in force while a step is decided and not kept: `before` is what the journal has, `after`
// is what was asked for.

#include <algorithm>

#include "protocol/base/contains.hpp"
#include "tests/protocol/session/walk/session_invariants.hpp"

namespace stepback::protocol::test {
namespace {

using People = std::vector<ParticipantId>;

// The session that the journal has, with the people who are there now. A person who was let in is
// connected if the newest state of the session says so; other people only if both say so.
Session kept_with_who_is_there(const Step& step) {
  Session session = step.before;
  std::erase_if(session.participants,
                [&](const Participant& each) { return find(step.after, each.id) == nullptr; });
  for (Participant& each : session.participants) {
    const Participant& now = *find(step.after, each.id);
    each.left = each.left || now.left;
    each.removed = each.removed || now.removed;
    each.connected =
        now.connected && (each.connected || each.admitted) && !each.left && !each.removed;
  }
  return session;
}

bool receives(const RouteTable& routes, const ParticipantId& sender, const ParticipantId& receiver,
              Media media) {
  const Routes* theirs = find(routes, sender);
  if (theirs == nullptr) return false;
  return contains(media == Media::audio ? theirs->audio : theirs->video, receiver);
}

Broken broken_pair(const RouteTable& kept, const RouteTable& asked, const RouteTable& in_force,
                   const ParticipantId& sender, const ParticipantId& receiver) {
  for (const Media media : {Media::audio, Media::video}) {
    const bool both =
        receives(kept, sender, receiver, media) && receives(asked, sender, receiver, media);
    if (receives(in_force, sender, receiver, media) == both) continue;
    return "force: " + receiver.str() + (both ? " misses " : " receives ") + sender.str() +
           (both ? ", whom both sessions let them receive"
                 : ", whom one of the two sessions does not let them receive");
  }
  return {};
}

Broken broken_rights(const Core& core, const Step& step, const Session& kept,
                     const Participant& person) {
  const Permissions may = core.permissions_in_force(step.before, step.after, person.id);
  const Participant* here = find(kept, person.id);
  const Participant* there = find(step.after, person.id);
  const Permissions old = here != nullptr ? permissions_of(kept, *here) : Permissions{};
  const Permissions now = there != nullptr ? permissions_of(step.after, *there) : Permissions{};
  const bool right = may.speak == (old.speak && now.speak) && may.show == (old.show && now.show) &&
                     may.hear == (old.hear && now.hear) && may.chat == (old.chat && now.chat) &&
                     may.lead == (old.lead && now.lead) &&
                     may.take_lead == (old.take_lead && now.take_lead);
  if (right) return {};
  return "force: " + person.id.str() + " has other rights than those that both sessions give";
}

// A change that only gives waits for the journal. So whatever takes must say so.
Broken broken_judgement(const Core& core, const Step& step, const RouteTable& before,
                        const RouteTable& after) {
  if (core.takes_away(step.before, step.after)) return {};
  if (!is_within(before, after)) return "force: a change that takes is judged to give only";
  for (const Participant& each : step.before.participants) {
    const Participant* then = find(step.after, each.id);
    if (then == nullptr || then->audio < each.audio || then->video < each.video) {
      return "force: a change that closes a device is judged to give only";
    }
    const Permissions old = permissions_of(step.before, each);
    const Permissions now = permissions_of(step.after, *then);
    if (old.speak > now.speak || old.show > now.show || old.hear > now.hear ||
        old.chat > now.chat || old.lead > now.lead) {
      return "force: a change that takes a right is judged to give only";
    }
  }
  return {};
}

}  // namespace

Broken broken_in_force(const Core& core, const Step& step) {
  if (step.events.empty()) return {};
  const Session kept = kept_with_who_is_there(step);
  const RouteTable of_kept = routes_of(kept);
  const RouteTable of_asked = routes_of(step.after);
  const RouteTable in_force = core.routes_in_force(step.before, step.after);
  for (const Participant& sender : step.after.participants) {
    for (const Participant& receiver : step.after.participants) {
      if (auto broken = broken_pair(of_kept, of_asked, in_force, sender.id, receiver.id)) {
        return broken;
      }
    }
    if (auto broken = broken_rights(core, step, kept, sender)) return broken;
  }
  // It ends at once for a presenter who goes.
  const Participant* presenter =
      step.before.presenter ? find(step.after, *step.before.presenter) : nullptr;
  const bool stays = presenter != nullptr && !presenter->left && !presenter->removed;
  const bool kept_steps_back = stays && routes_of(step.before).stepped_back.has_value();
  if (!in_force.stepped_back && (kept_steps_back || of_asked.stepped_back)) {
    return "force: a step back of one of the two sessions is not in force";
  }
  return broken_judgement(core, step, routes_of(step.before), of_asked);
}

}  // namespace stepback::protocol::test
