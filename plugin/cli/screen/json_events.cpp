#include "plugin/cli/screen/json_events.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>

#include "plugin/cli/words/time_words.hpp"

namespace stepback::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The words on the wire, in the order of the enums' values. A value of a newer module has no word
// here.
template <std::size_t N, typename Enum>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  return index < N ? words[index] : std::string_view{"unknown"};
}

constexpr std::array<std::string_view, 4> kRoles{"facilitator", "coFacilitator", "member",
                                                 "observer"};
constexpr std::array<std::string_view, 5> kSeats{"facilitator", "coFacilitator", "presenter",
                                                 "member", "observer"};
constexpr std::array<std::string_view, 3> kChannels{"lobby", "circle", "observer"};
constexpr std::array<std::string_view, 4> kConnections{"connecting", "joined", "lost", "ended"};
constexpr std::array<std::string_view, 4> kReturnMoved{"unknown", "leader", "lateStart", "hold"};
constexpr std::array<std::string_view, 4> kSignals{"pause", "help", "tech", "comeBack"};
constexpr std::array<std::string_view, 4> kHearings{"unknown", "ok", "poor", "none"};
constexpr std::array<std::string_view, 3> kCameBy{"unknown", "own", "shared"};
constexpr std::array<std::string_view, 2> kEndsBy{"leader", "clock"};
constexpr std::array<std::string_view, 11> kDoes{"unknown",   "begin",    "hear",   "hearNext",
                                                 "questions", "stepBack", "invite", "close",
                                                 "debrief",   "end",      "other"};
constexpr std::array<std::string_view, 3> kSure{"unknown", "debrief", "end"};
constexpr std::array<std::string_view, 6> kPending{"stepBack", "advance", "mute",
                                                   "remove",   "lock",    "close"};
constexpr std::array<std::string_view, 3> kTroubles{"none", "disk", "clock"};
constexpr std::array<std::string_view, 4> kAppoints{"unknown", "first", "other", "next"};

// A time, or null if it is not set, as on the wire.
Json time_json(Instant at) {
  return at == 0 ? Json(nullptr) : Json(at);
}

Json minutes_json(std::int64_t ms) {
  if (ms % kMinuteMs == 0) return ms / kMinuteMs;
  return static_cast<double>(ms) / static_cast<double>(kMinuteMs);
}

// A text, or null if it is not set.
Json text_json(const char* text) {
  return text == nullptr ? Json(nullptr) : Json(text);
}

// A word, or null for the first value of the enum.
template <std::size_t N, typename Enum>
Json word_json(const std::array<std::string_view, N>& words, Enum value) {
  return static_cast<int>(value) == 0 ? Json(nullptr) : Json(word(words, value));
}

Json next_json(const stepback_state& state) {
  return {{"phase", state.next_phase},
          {"title", text_json(state.next_title)},
          {"does", word(kDoes, state.next_does)},
          {"presenter", text_json(state.next_presenter)},
          {"needsPresenter", state.next_needs_presenter != 0},
          {"sure", word_json(kSure, state.next_sure)}};
}

Json phase_json(const stepback_state& state) {
  Json phase{{"name", state.phase_name},
             {"title", state.phase_title},
             {"since", time_json(state.phase_since)},
             {"until", time_json(state.phase_until)},
             {"endsBy", word(kEndsBy, state.phase_ends_by)}};
  if (state.may.lead) phase["prompts"] = prompts_of(state);
  return phase;
}

Json pending_json(const stepback_pending_change& change) {
  Json json{{"does", word(kPending, change.does)}};
  if (change.phase != nullptr) json["phase"] = change.phase;
  if (change.participant != nullptr) json["participant"] = change.participant;
  json["since"] = change.since;
  return json;
}

Json session_json(const stepback_state& state) {
  Json session{{"id", state.session_id},
               {"title", state.title},
               {"template", state.template_id},
               {"locked", state.locked != 0},
               {"held", state.held != 0},
               {"heldSince", time_json(state.held_since)},
               {"begunAt", time_json(state.begun_at)},
               {"endedAt", time_json(state.ended_at)},
               {"returnAt", time_json(state.return_at)},
               {"endsAt", time_json(state.ends_at)},
               {"case",
                {{"number", state.case_number},
                 {"of", state.cases},
                 {"discussed", state.case_discussed != 0},
                 {"over", state.case_over != 0}}},
               {"phase", phase_json(state)},
               {"phases", Json::array()}};
  for (const stepback_phase* phase : phases_of(state)) {
    session["phases"].push_back({{"name", phase->name},
                                 {"title", phase->title},
                                 {"minutes", minutes_json(phase->planned_ms)},
                                 {"stepBack", phase->step_back != 0},
                                 {"eachCase", phase->each_case != 0},
                                 {"leadersOnly", phase->leaders_only != 0}});
  }
  if (state.next_phase != nullptr) {
    session["next"] = next_json(state);
    session["appoints"] = word_json(kAppoints, state.appoints);
  }
  if (state.return_moved != STEPBACK_RETURN_MOVED_NONE) {
    session["returnMoved"] = {{"from", time_json(state.return_moved_from)},
                              {"why", word(kReturnMoved, state.return_moved)}};
  }
  for (const stepback_pending_change* change : pending_of(state)) {
    session["pending"].push_back(pending_json(*change));
  }
  if (state.trouble != STEPBACK_TROUBLE_NONE) session["trouble"] = word(kTroubles, state.trouble);
  return session;
}

Json acts_json(const stepback_leader_acts& can) {
  Json acts = Json::array();
  if (can.admit) acts.push_back("admit");
  if (can.appoint) acts.push_back("appoint");
  if (can.mute) acts.push_back("mute");
  if (can.remove) acts.push_back("remove");
  if (can.handover) acts.push_back("handover");
  if (can.way_back) acts.push_back("wayBack");
  return acts;
}

Json participant_json(const stepback_participant& who) {
  Json json{{"id", who.id},
            {"name", who.name},
            {"role", word(kRoles, who.role)},
            {"seat", word(kSeats, who.seat)},
            {"channel", word(kChannels, who.channel)},
            {"connected", who.connected != 0},
            {"audio", who.audio != 0},
            {"video", who.video != 0},
            {"hand", who.hand != 0},
            {"ssrc", who.ssrc}};
  if (who.hearing != STEPBACK_HEARING_UNKNOWN) json["hearing"] = word(kHearings, who.hearing);
  if (who.records != 0) json["records"] = true;
  if (who.answers != STEPBACK_ANSWERS_UNKNOWN) {
    json["answers"] = who.answers == STEPBACK_ANSWERS_YES;
  }
  // Only leaders are told the rest.
  if (who.by == STEPBACK_CAME_BY_UNKNOWN) return json;
  json["by"] = word(kCameBy, who.by);
  if (is_outside(who)) json["could"] = std::span{who.could, who.could_count};
  json["can"] = acts_json(who.can);
  if (who.alike_count > 0) json["alike"] = std::span{who.alike, who.alike_count};
  if (who.after_removal != nullptr) json["afterRemoval"] = who.after_removal;
  return json;
}

Json signal_json(const stepback_signal_record& signal) {
  Json seen_by = Json::array();
  for (std::size_t i = 0; i < signal.seen_by_count; ++i) seen_by.push_back(signal.seen_by[i]);
  return {{"id", signal.id},
          {"from", signal.from},
          {"kind", word(kSignals, signal.kind)},
          {"at", signal.at},
          {"times", signal.times},
          {"seenBy", seen_by},
          {"doneAt", time_json(signal.done_at)}};
}

}  // namespace

std::string to_json(const ConnectionEvent& event) {
  Json json{{"event", "connection"}, {"connection", word(kConnections, event.connection)}};
  if (!event.code.empty()) json["code"] = event.code;
  if (!event.text.empty()) json["message"] = event.text;
  return line_of(json);
}

std::string to_json(const stepback_state& state) {
  Json json{{"event", "state"}, {"revision", state.revision}, {"now", state.now}};
  json["session"] = session_json(state);
  json["participants"] = Json::array();
  for (const stepback_participant* each : participants_of(state)) {
    json["participants"].push_back(participant_json(*each));
  }
  json["signals"] = Json::array();
  for (const stepback_signal_record* each : signals_of(state)) {
    json["signals"].push_back(signal_json(*each));
  }
  json["you"] = {{"id", state.you},
                 {"may",
                  {{"speak", state.may.speak != 0},
                   {"show", state.may.show != 0},
                   {"hear", state.may.hear != 0},
                   {"chat", state.may.chat != 0},
                   {"lead", state.may.lead != 0},
                   {"takeLead", state.may.take_lead != 0},
                   {"comeBack", state.may.come_back != 0}}}};
  return line_of(json);
}

std::string to_json(const ChatEvent& event) {
  return line_of({{"event", "chat"}, {"from", event.from}, {"text", event.text}});
}

std::string to_json(const KeyframeEvent&) {
  return line_of({{"event", "keyframe"}});
}

std::string to_json(const WayBackEvent& event) {
  return line_of({{"event", "wayBack"},
                  {"participant", event.participant},
                  {"link", event.link},
                  {"expires", event.expires}});
}

std::string to_json(const SilenceEvent& event) {
  return line_of({{"event", "silence"}, {"silent", event.silent}});
}

std::string to_json(const Answer& answer) {
  Json json{{"event", "answer"}, {"command", answer.command}, {"ok", answer.ok}};
  if (!answer.code.empty()) json["code"] = answer.code;
  if (!answer.message.empty()) json["message"] = answer.message;
  if (!answer.kept) json["kept"] = false;
  if (!answer.page.empty()) json["lines"] = answer.page;
  return line_of(json);
}

std::string note_to_json(const std::string& sentence) {
  return line_of({{"event", "note"}, {"message", sentence}});
}

}  // namespace stepback::cli
