#include "protocol/session/in_force.hpp"

#include <algorithm>

namespace stepback::protocol {
namespace {

// What is left of a person of `kept`, whom `asked` knows as `other`.
void restrict_to(Participant& person, const Participant& other) {
  person.left = person.left || other.left;
  person.removed = person.removed || other.removed;
  const bool connected = person.admitted ? other.connected : person.connected && other.connected;
  person.connected = connected && !person.left && !person.removed;
  person.audio = person.audio && other.audio;
  person.video = person.video && other.video;
}

Permissions common(const Permissions& one, const Permissions& other) {
  return {.speak = one.speak && other.speak,
          .show = one.show && other.show,
          .hear = one.hear && other.hear,
          .chat = one.chat && other.chat,
          .lead = one.lead && other.lead,
          .take_lead = one.take_lead && other.take_lead,
          .come_back = one.come_back || other.come_back};
}

// Apart from the wish to come back and the free facilitator's seat. They are offers, and a change
// that ends one silences nobody.
bool is_within(const Permissions& part, const Permissions& whole) {
  return part.speak <= whole.speak && part.show <= whole.show && part.hear <= whole.hear &&
         part.chat <= whole.chat && part.lead <= whole.lead;
}

bool loses(const Session& before, const Participant& person, const Session& after) {
  const Participant* then = find(after, person.id);
  if (then == nullptr) return true;
  return (then->left && !person.left) || (then->removed && !person.removed) ||
         then->audio < person.audio || then->video < person.video ||
         !is_within(permissions_of(before, person), permissions_of(after, *then));
}

bool closes_doors(const Session& before, const Session& after) {
  return (after.locked && !before.locked) || (after.ended_at && !before.ended_at) ||
         after.link_generations != before.link_generations ||
         after.own_generations != before.own_generations;
}

}  // namespace

Session in_force(const Session& kept, const Session& asked) {
  Session session = kept;
  std::erase_if(session.participants,
                [&](const Participant& each) { return find(asked, each.id) == nullptr; });
  for (Participant& each : session.participants) restrict_to(each, *find(asked, each.id));
  const auto is_gone = [&](const std::optional<ParticipantId>& person) {
    const Participant* them = person ? find(session, *person) : nullptr;
    return person && (them == nullptr || them->removed);
  };
  if (is_gone(session.presenter)) session.presenter.reset();
  if (is_gone(session.lead)) session.lead.reset();
  session.locked = kept.locked || asked.locked;
  session.recognised = asked.recognised;
  session.link_generations = asked.link_generations;
  session.own_generations = asked.own_generations;
  return session;
}

RouteTable routes_in_force(const Session& kept, const Session& asked) {
  const RouteTable of_asked = routes_of(asked);
  const RouteTable of_kept = routes_of(in_force(kept, asked));
  RouteTable both = common(of_kept, of_asked);
  both.stepped_back = of_kept.stepped_back ? of_kept.stepped_back : of_asked.stepped_back;
  return both;
}

Permissions permissions_in_force(const Session& kept, const Session& asked,
                                 const ParticipantId& person) {
  const Session restricted = in_force(kept, asked);
  const Participant* here = find(restricted, person);
  const Participant* there = find(asked, person);
  if (here == nullptr || there == nullptr) return {};
  return common(permissions_of(restricted, *here), permissions_of(asked, *there));
}

bool takes_away(const Session& before, const Session& after) {
  if (closes_doors(before, after)) return true;
  if (before.lead && before.lead != after.lead) return true;
  if (!is_within(routes_of(before), routes_of(after))) return true;
  return std::ranges::any_of(before.participants,
                             [&](const Participant& each) { return loses(before, each, after); });
}

}  // namespace stepback::protocol
