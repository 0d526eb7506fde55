#include "protocol/session/routes.hpp"

#include <algorithm>
#include <iterator>

#include "protocol/base/contains.hpp"
#include "protocol/session/permissions.hpp"

namespace stepback::protocol {
namespace {

using People = std::vector<ParticipantId>;

bool is_within(const People& part, const People& whole) {
  // Most changes leave a list as it is.
  if (part == whole) return true;
  return std::ranges::all_of(part, [&](const auto& id) { return contains(whole, id); });
}

bool is_within(const Routes& part, const Routes& whole) {
  return part.may_audio <= whole.may_audio && part.may_video <= whole.may_video &&
         part.may_chat <= whole.may_chat && is_within(part.audio, whole.audio) &&
         is_within(part.video, whole.video);
}

People common(const People& before, const People& after) {
  People both;
  std::ranges::copy_if(before, std::back_inserter(both),
                       [&](const auto& id) { return contains(after, id); });
  return both;
}

// The presenter, while they sit outside the circle of a session that goes on.
std::optional<ParticipantId> stepped_back_in(const Session& session) {
  if (!session.presenter || session.ended_at) return std::nullopt;
  const Participant* presenter = find(session, *session.presenter);
  if (presenter == nullptr || !is_stepped_back(session, *presenter)) return std::nullopt;
  return presenter->id;
}

}  // namespace

RouteTable routes_of(const Session& session) {
  RouteTable routes;
  routes.senders.reserve(session.participants.size());
  for (const Participant& each : session.participants) {
    if (!each.connected) continue;
    const Permissions may = permissions_of(session, each);
    routes.senders.push_back({.sender = each.id,
                              .ssrc = each.ssrc,
                              .may_audio = may_send(session, each, Media::audio),
                              .may_video = may_send(session, each, Media::video),
                              .may_chat = may.chat,
                              .audio = audience(session, each, Media::audio),
                              .video = audience(session, each, Media::video)});
    if (may.hear) routes.chat.push_back(each.id);
  }
  routes.stepped_back = stepped_back_in(session);
  return routes;
}

const Routes* find(const RouteTable& routes, const ParticipantId& sender) {
  const auto found = std::ranges::find(routes.senders, sender, &Routes::sender);
  return found == routes.senders.end() ? nullptr : &*found;
}

bool is_within(const RouteTable& part, const RouteTable& whole) {
  static const Routes kNothing;
  for (std::size_t i = 0; i < part.senders.size(); ++i) {
    const Routes& each = part.senders[i];
    const bool same_place =
        i < whole.senders.size() && whole.senders[i].sender == each.sender;  // mostly
    const Routes* other = same_place ? &whole.senders[i] : find(whole, each.sender);
    if (!is_within(each, other == nullptr ? kNothing : *other)) return false;
  }
  return is_within(part.chat, whole.chat);
}

RouteTable common(const RouteTable& before, const RouteTable& after) {
  RouteTable both;
  for (const Routes& each : before.senders) {
    const Routes* other = find(after, each.sender);
    if (other == nullptr) continue;
    both.senders.push_back({.sender = each.sender,
                            .ssrc = each.ssrc,
                            .may_audio = each.may_audio && other->may_audio,
                            .may_video = each.may_video && other->may_video,
                            .may_chat = each.may_chat && other->may_chat,
                            .audio = common(each.audio, other->audio),
                            .video = common(each.video, other->video)});
  }
  both.chat = common(before.chat, after.chat);
  both.stepped_back = after.stepped_back;
  return both;
}

void forget(RouteTable& routes, const ParticipantId& person) {
  for (Routes& each : routes.senders) {
    if (each.sender == person) {
      each = Routes{.sender = each.sender, .ssrc = each.ssrc, .audio = {}, .video = {}};
      continue;
    }
    std::erase(each.audio, person);
    std::erase(each.video, person);
  }
  std::erase(routes.chat, person);
}

}  // namespace stepback::protocol
