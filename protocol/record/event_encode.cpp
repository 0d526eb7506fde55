// Writes events as JSON, with one function for each kind.

#include <nlohmann/json.hpp>

#include "protocol/record/event_json.hpp"
#include "protocol/record/template_json.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;  // its objects are sorted by name

json time_or_null(const std::optional<Instant>& at) {
  return at ? json(to_epoch_ms(*at)) : json(nullptr);
}

json of(const ParticipantId& participant) {
  return {{"participant", participant.str()}};
}

json at_time(Instant at) {
  return {{"at", to_epoch_ms(at)}};
}

json body(const SessionCreated& event) {
  json created{{"id", event.id.str()},
               {"title", event.title},
               {"plan", to_json(event.template_)},
               {"at", to_epoch_ms(event.at)}};
  if (event.links_until) created["linksUntil"] = to_epoch_ms(*event.links_until);
  return created;
}
json body(const ParticipantJoined& event) {
  return {{"participant", event.participant.str()},
          {"name", event.name},
          {"role", to_word(event.role)},
          {"named", event.named},
          {"ssrc", event.ssrc}};
}
json body(const ParticipantReturned& event) {
  return {{"participant", event.participant.str()}, {"name", event.name}};
}
json body(const ParticipantAdmitted& event) {
  json out = of(event.participant);
  if (event.is_new) out["answer"] = "new";
  return out;
}
json body(const ParticipantRejoined& event) {
  return {{"participant", event.participant.str()}, {"from", event.from.str()}};
}
json body(const ParticipantDropped& event) {
  return of(event.participant);
}
json body(const ParticipantLeft& event) {
  return of(event.participant);
}
json body(const ParticipantRemoved& event) {
  return of(event.participant);
}
json body(const SessionLocked& event) {
  return {{"on", event.on}};
}
json body(const LeadTaken& event) {
  return of(event.participant);
}
json body(const PresenterAppointed& event) {
  return {{"participant", event.participant.str()}, {"case", event.case_number}};
}
json body(const CaseBegun& event) {
  return {{"case", event.case_number}};
}
json body(const SessionBegun& event) {
  return at_time(event.at);
}
json body(const PhaseEntered& event) {
  return {{"phase", event.phase}, {"by", to_word(event.by)}, {"at", to_epoch_ms(event.at)}};
}
json body(const ReturnMoved& event) {
  return {{"to", to_epoch_ms(event.to)},
          {"from", time_or_null(event.from)},
          {"why", to_word(event.why)}};
}
json body(const MicrophoneMuted& event) {
  return of(event.participant);
}
json body(const DevicesChanged& event) {
  return {{"participant", event.participant.str()}, {"audio", event.audio}, {"video", event.video}};
}
json body(const LeadersLost& event) {
  return at_time(event.at);
}
json body(const LeaderBack& event) {
  return at_time(event.at);
}
json body(const SessionHeld& event) {
  return at_time(event.at);
}
json body(const SessionResumed& event) {
  return at_time(event.at);
}
json body(const SessionEnded& event) {
  return {{"by", to_word(event.by)}, {"at", to_epoch_ms(event.at)}};
}
json body(const LinkReplaced& event) {
  return {{"role", to_word(event.role)}, {"generation", event.generation}};
}
json body(const TokensRevoked& event) {
  return {{"participant", event.participant.str()}, {"generation", event.generation}};
}
json body(const StepBackCounted& event) {
  return {{"participant", event.participant.str()},
          {"since", to_epoch_ms(event.since)},
          {"refused", {{"audio", event.refused_audio}, {"video", event.refused_video}}},
          {"forwarded", {{"audio", event.forwarded_audio}, {"video", event.forwarded_video}}}};
}

}  // namespace

std::string encode_event(const Event& event) {
  json out = std::visit([](const auto& each) { return body(each); }, event);
  out["type"] = name_of(event);
  out["version"] = 1;
  return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace stepback::protocol
