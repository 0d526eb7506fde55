#include "protocol/session/permissions.hpp"

namespace stepback::protocol {
namespace {

bool receives(const Session& session, const Participant& receiver) {
  return receiver.connected && permissions_of(session, receiver).hear;
}

// Only a stepped-back presenter can send a picture from outside the circle; the template says which
// people see it.
bool sees(const Session& session, const Participant& sender, const Participant& receiver) {
  if (channel_of(session, sender) != Channel::observer) return true;
  switch (current_phase(session).stepped_back_seen_by) {
    case SeenBy::nobody:
      return false;
    case SeenBy::leaders:
      return is_leader(receiver);
    case SeenBy::everyone:
      return true;
  }
  return false;
}

}  // namespace

Permissions permissions_of(const Session& session, const Participant& participant) {
  if (session.ended_at || !is_seated(participant)) return {};
  const SeatRule& rule = current_phase(session).rule(seat_of(session, participant));
  const bool lead = leads(session, participant);
  return {.speak = rule.speak,
          .show = rule.show,
          .hear = rule.hear,
          .chat = rule.chat,
          .lead = lead,
          .take_lead = lead && session.lead != participant.id && may_take_lead(session),
          .come_back = is_stepped_back(session, participant)};
}

bool may_send(const Session& session, const Participant& sender, Media media) {
  if (!sender.connected) return false;
  const Permissions may = permissions_of(session, sender);
  return media == Media::audio ? may.speak && sender.audio : may.show && sender.video;
}

std::vector<ParticipantId> audience(const Session& session, const Participant& sender,
                                    Media media) {
  if (!may_send(session, sender, media)) return {};
  std::vector<ParticipantId> receivers;
  for (const Participant& each : session.participants) {
    if (each.id == sender.id || !receives(session, each)) continue;
    if (media == Media::video && !sees(session, sender, each)) continue;
    receivers.push_back(each.id);
  }
  return receivers;
}

}  // namespace stepback::protocol
