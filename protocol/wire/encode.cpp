#include <chrono>
#include <nlohmann/json.hpp>
#include <ratio>
#include <type_traits>

#include "protocol/wire/message.hpp"

namespace stepback::protocol {
namespace {

// Members stand on the wire in the order in which this file writes them, so that equal messages
// have equal bytes.
using Json = nlohmann::ordered_json;

// Values.

Json json_of(Instant at) {
  return to_epoch_ms(at);
}

Json json_of(const std::optional<Instant>& at) {
  return at ? json_of(*at) : Json(nullptr);
}

/// Whole minutes as an integer; other durations as the shortest fraction that reads back as the
/// same.
Json minutes_of(Duration duration) {
  const auto whole = std::chrono::floor<std::chrono::minutes>(duration);
  if (whole == duration) return whole.count();
  return std::chrono::duration<double, std::ratio<60>>(duration).count();
}

Json json_of(const Limits& limits) {
  Json out;
  out["participants"] = limits.participants;
  out["nameCharacters"] = limits.name_characters;
  out["textCharacters"] = limits.text_characters;
  out["controlBytes"] = limits.control_bytes;
  out["mediaBytes"] = limits.media_bytes;
  out["controlPerSecond"] = limits.control_per_second;
  out["controlBurst"] = limits.control_burst;
  out["packetsPerSecond"] = limits.packets_per_second;
  out["mediaBitsPerSecond"] = limits.media_bits_per_second;
  return out;
}

Json json_of(const PhaseView& phase) {
  Json out;
  out["name"] = phase.name;
  out["title"] = phase.title;
  out["since"] = json_of(phase.since);
  out["until"] = json_of(phase.until);
  out["endsBy"] = to_word(phase.ends_by);
  if (phase.prompts) out["prompts"] = *phase.prompts;
  return out;
}

Json json_of(const PhaseSummary& phase) {
  Json out;
  out["name"] = phase.name;
  out["title"] = phase.title;
  out["minutes"] = minutes_of(phase.planned);
  out["stepBack"] = phase.step_back;
  out["eachCase"] = phase.each_case;
  out["leadersOnly"] = phase.leaders_only;
  return out;
}

/// The word for a value, or null.
template <typename Enum>
Json word_of(const std::optional<Enum>& value) {
  return value ? Json(to_word(*value)) : Json(nullptr);
}

Json json_of(const NextStep& step) {
  Json out;
  out["phase"] = step.phase;
  out["title"] = step.title ? Json(*step.title) : Json(nullptr);
  out["does"] = to_word(step.does);
  out["presenter"] = step.presenter ? Json(step.presenter->str()) : Json(nullptr);
  out["needsPresenter"] = step.needs_presenter;
  out["sure"] = word_of(step.sure);
  return out;
}

Json json_of(const MovedReturn& moved) {
  Json out;
  out["from"] = json_of(moved.from);
  out["why"] = to_word(moved.why);
  return out;
}

Json json_of(const PendingChange& change) {
  Json out;
  out["does"] = to_word(change.does);
  if (change.phase) out["phase"] = *change.phase;
  if (change.participant) out["participant"] = change.participant->str();
  out["since"] = json_of(change.since);
  return out;
}

Json json_of(const SessionView& session) {
  Json out;
  out["id"] = session.id.str();
  out["title"] = session.title;
  out["template"] = session.template_id;
  out["locked"] = session.locked;
  out["held"] = session.held;
  out["heldSince"] = json_of(session.held_since);
  out["begunAt"] = json_of(session.begun_at);
  out["endedAt"] = json_of(session.ended_at);
  out["returnAt"] = json_of(session.return_at);
  out["endsAt"] = json_of(session.ends_at);
  out["case"]["number"] = session.case_number;
  out["case"]["of"] = session.cases;
  out["case"]["discussed"] = session.case_discussed;
  out["case"]["over"] = session.case_over;
  out["phase"] = json_of(session.phase);
  Json& phases = out["phases"] = Json::array();
  for (const PhaseSummary& phase : session.phases) phases.push_back(json_of(phase));
  if (session.next) {
    out["next"] = json_of(*session.next);
    out["appoints"] = word_of(session.appoints);
  }
  if (session.return_moved) out["returnMoved"] = json_of(*session.return_moved);
  for (const PendingChange& change : session.pending) out["pending"].push_back(json_of(change));
  if (session.trouble) out["trouble"] = to_word(*session.trouble);
  return out;
}

Json json_of(const ParticipantView& participant) {
  Json out;
  out["id"] = participant.id.str();
  out["name"] = participant.name;
  out["role"] = to_word(participant.role);
  out["seat"] = to_word(participant.seat);
  out["channel"] = to_word(participant.channel);
  out["connected"] = participant.connected;
  out["audio"] = participant.audio;
  out["video"] = participant.video;
  out["hand"] = participant.hand;
  out["ssrc"] = participant.ssrc;
  if (participant.records) out["records"] = true;
  if (participant.answers) out["answers"] = *participant.answers;
  if (participant.hearing) out["hearing"] = to_word(*participant.hearing);
  if (participant.by) out["by"] = to_word(*participant.by);
  if (participant.could) {
    Json& could = out["could"] = Json::array();
    for (const ParticipantId& id : *participant.could) could.push_back(id.str());
  }
  if (participant.can) {
    Json& can = out["can"] = Json::array();
    for (const LeaderAct act : *participant.can) can.push_back(to_word(act));
  }
  for (const ParticipantId& id : participant.alike) out["alike"].push_back(id.str());
  if (participant.after_removal) out["afterRemoval"] = *participant.after_removal;
  return out;
}

Json json_of(const Permissions& may) {
  Json out;
  out["speak"] = may.speak;
  out["show"] = may.show;
  out["hear"] = may.hear;
  out["chat"] = may.chat;
  out["lead"] = may.lead;
  out["takeLead"] = may.take_lead;
  out["comeBack"] = may.come_back;
  return out;
}

Json json_of(const SignalRecord& signal) {
  Json out;
  out["id"] = signal.id.str();
  out["from"] = signal.from.str();
  out["kind"] = to_word(signal.kind);
  out["at"] = json_of(signal.at);
  out["times"] = signal.times;
  Json& seen_by = out["seenBy"] = Json::array();
  for (const ParticipantId& leader : signal.seen_by) seen_by.push_back(leader.str());
  out["doneAt"] = json_of(signal.done_at);
  return out;
}

// Messages: the members after `type` and `id`.

void write(Json& out, const to_server::Join& join) {
  out["token"] = join.token;
  if (join.name) out["name"] = *join.name;
  if (join.records) out["records"] = true;
}
void write(Json&, const to_server::Leave&) {}

void write(Json& out, const to_server::Admit& admit) {
  out["participant"] = admit.participant.str();
  if (admit.as) out["as"] = admit.as->str();
  if (admit.is_new) out["new"] = true;
}

void write(Json& out, const to_server::Remove& remove) {
  out["participant"] = remove.participant.str();
  if (remove.close_link) out["closeLink"] = true;
}

/// For appoint, mute, handover and wayBack.
template <typename Message>
requires std::is_same_v<decltype(Message::participant), ParticipantId>
void write(Json& out, const Message& message) {
  out["participant"] = message.participant.str();
}
void write(Json& out, const to_server::Lock& lock) {
  out["on"] = lock.on;
}
void write(Json& out, const to_server::Advance& advance) {
  out["phase"] = advance.phase;
}
void write(Json& out, const to_server::ScheduleReturn& schedule) {
  out["at"] = json_of(schedule.at);
}
void write(Json&, const to_server::TakeLead&) {}

void write(Json& out, const to_server::Publish& publish) {
  out["audio"] = publish.audio;
  out["video"] = publish.video;
}
void write(Json& out, const to_server::Hand& hand) {
  out["raised"] = hand.raised;
}
void write(Json& out, const to_server::Chat& chat) {
  out["text"] = chat.text;
}
void write(Json& out, const to_server::Signal& signal) {
  out["kind"] = to_word(signal.kind);
}

/// For seen and done.
template <typename Message>
requires std::is_same_v<decltype(Message::signal), SignalId>
void write(Json& out, const Message& message) {
  out["signal"] = message.signal.str();
}
void write(Json& out, const to_server::Keyframe& keyframe) {
  out["ssrc"] = keyframe.ssrc;
}
void write(Json& out, const to_server::Report& report) {
  out["received"] = report.received;
  out["lost"] = report.lost;
  out["playing"] = report.playing;
}
void write(Json& out, const to_server::Records& records) {
  out["on"] = records.on;
}
void write(Json& out, const to_server::Ping& ping) {
  out["sent"] = json_of(ping.sent);
}

void write(Json& out, const to_client::Welcome& welcome) {
  out["participant"] = welcome.participant.str();
  out["resume"] = welcome.resume;
  out["limits"] = json_of(welcome.limits);
}
void write(Json& out, const to_client::State& state) {
  out["revision"] = state.view.revision;
  out["now"] = json_of(state.now);
  out["session"] = json_of(state.view.session);
  Json& participants = out["participants"] = Json::array();
  for (const ParticipantView& participant : state.view.participants) {
    participants.push_back(json_of(participant));
  }
  Json& signals = out["signals"] = Json::array();
  for (const SignalRecord& signal : state.view.signals) signals.push_back(json_of(signal));
  out["you"]["id"] = state.view.you.str();
  out["you"]["may"] = json_of(state.view.may);
}
void write(Json& out, const to_client::Ok& ok) {
  out["id"] = ok.id;
  if (!ok.kept) out["kept"] = false;
}
void write(Json& out, const to_client::Error& error) {
  if (error.id) out["id"] = *error.id;
  out["code"] = to_word(error.code);
  out["message"] = error.message;
}
void write(Json& out, const to_client::Chat& chat) {
  out["from"] = chat.from.str();
  out["text"] = chat.text;
}
void write(Json& out, const to_client::WayBack& way) {
  out["participant"] = way.participant.str();
  out["token"] = way.token;
  out["expires"] = json_of(way.expires);
}
void write(Json&, const to_client::Keyframe&) {}
void write(Json& out, const to_client::Pong& pong) {
  out["sent"] = json_of(pong.sent);
  out["now"] = json_of(pong.now);
}
void write(Json& out, const to_client::Bye& bye) {
  out["code"] = to_word(bye.code);
  out["message"] = bye.message;
}

/// Compact JSON in UTF-8. Bytes that are not UTF-8 become U+FFFD; no decoded message has any.
std::string dump(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string encode(const Request& request) {
  Json out;
  out["type"] = type_of(request.message);
  if (request.id) out["id"] = *request.id;
  std::visit([&out](const auto& body) { write(out, body); }, request.message);
  return dump(out);
}

std::string encode(const ServerMessage& message) {
  Json out;
  out["type"] = type_of(message);
  std::visit([&out](const auto& body) { write(out, body); }, message);
  return dump(out);
}

}  // namespace stepback::protocol
