#include "tests/plugin/session/scripted_client.hpp"

#include <algorithm>
#include <deque>
#include <initializer_list>
#include <stdexcept>
#include <utility>

#include "tests/protocol/wire/golden.hpp"

namespace stepback::plugin {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

/// The word of a C enum's value, where 0 is none.
template <typename Enum>
json word_or_null(int value) {
  if (value == 0) return nullptr;
  return std::string{protocol::words_of<Enum>.at(static_cast<std::size_t>(value) - 1)};
}

json text_or_null(const char* text) {
  return text == nullptr ? json(nullptr) : json(text);
}

/// The part of a state that scripts look at, as it reached the host.
json shown(const stepback_state& state) {
  json phases = json::array();
  for (std::size_t i = 0; i < state.phase_count; ++i) {
    const stepback_phase& phase = *state.phases[i];
    phases.push_back({{"name", phase.name},
                      {"stepBack", phase.step_back != 0},
                      {"eachCase", phase.each_case != 0},
                      {"leadersOnly", phase.leaders_only != 0}});
  }
  json next;
  if (state.next_phase != nullptr) {
    next = {{"phase", state.next_phase},
            {"title", text_or_null(state.next_title)},
            {"does", word_or_null<protocol::Does>(state.next_does)},
            {"presenter", text_or_null(state.next_presenter)},
            {"needsPresenter", state.next_needs_presenter != 0},
            {"sure", word_or_null<protocol::Sure>(state.next_sure)}};
  }
  return {{"next", next},
          {"appoints", word_or_null<protocol::Appoints>(state.appoints)},
          {"case",
           {{"number", state.case_number},
            {"of", state.cases},
            {"discussed", state.case_discussed != 0},
            {"over", state.case_over != 0}}},
          {"phases", phases}};
}

void merge(json& into, const json& changes, const char* member) {
  if (changes.contains(member)) into.update(changes.at(member));
}

}  // namespace

void ScriptedClient::begin(const std::string& from) {
  if (from != "idle") {
    person("joins");
    seats(json::object());
  }
  if (from == "open") person("opensDevices");
  acts_.clear();
  start_ = clock_.now;
}

std::int64_t ScriptedClient::now() const {
  return std::chrono::duration_cast<milliseconds>(clock_.now - start_).count();
}

void ScriptedClient::advance(std::int64_t at) {
  const SteadyTime end = start_ + milliseconds{at};
  for (;;) {
    const SteadyTime next = std::min(conversation_.deadline().value_or(end), end);
    clock_.now = std::max(clock_.now, next);
    conversation_.on_time();
    settle();
    if (clock_.now >= end && conversation_.deadline().value_or(SteadyTime::max()) > end) return;
  }
}

void ScriptedClient::happen(const json& step) {
  if (step.contains("person")) return person(step.at("person"));
  if (step.contains("network")) return network(step.at("network"));
  if (step.contains("seats")) return seats(step.at("seats"));
  if (step.contains("state")) return state(step.at("state"));
  if (step.contains("server")) return says(step.at("server"));
  if (step.contains("text")) return says(step.at("text").get<std::string>());
  if (step.contains("grants")) {
    return says({{"type", "ok"}, {"id", last_ids_.at(step.at("grants"))}});
  }
  says({{"type", "error"},
        {"id", last_ids_.at(step.at("refuses"))},
        {"code", step.at("code")},
        {"message", "That is why."}});
}

std::vector<Act> ScriptedClient::take_acts() {
  return std::exchange(acts_, {});
}

void ScriptedClient::connect() {
  look();
  connected_ = true;
  opened_ = false;
  silent_ = false;
  did("connects");
}

void ScriptedClient::disconnect() {
  look();
  if (std::exchange(connected_, false)) did("closesConnection");
}

bool ScriptedClient::emit(ModuleEvent event) {
  look();
  told_ = event.closings.value_or(told_);
  if (event.type == STEPBACK_EVENT_STATE) did("tells", "state", shown(*event.c_event().state));
  if (event.type == STEPBACK_EVENT_SILENCE) did("tells", event.silent ? "doubt" : "noDoubt");
  if (event.type == STEPBACK_EVENT_CONNECTION) {
    constexpr std::array kWords{"connecting", "joined", "lost", "over"};
    did("tells", kWords.at(event.connection), event.code ? json(*event.code) : json(nullptr));
  }
  return true;
}

void ScriptedClient::person(const json& does) {
  if (does == "joins") conversation_.join();
  if (does == "leaves") conversation_.leave();
  if (does == "opensDevices") presses(true, true);
  if (does.is_object() && does.contains("pressesMicrophone")) {
    presses(does.at("pressesMicrophone").get<bool>(), std::nullopt);
  }
  if (does.is_object() && does.contains("pressesCamera")) {
    presses(std::nullopt, does.at("pressesCamera").get<bool>());
  }
  settle();
}

void ScriptedClient::presses(std::optional<bool> microphone, std::optional<bool> camera) {
  conversation_.press({++last_request_, presence_.connection, microphone, camera, told_});
}

void ScriptedClient::network(const std::string& does) {
  if (!connected_) throw std::runtime_error("nothing is there that " + does);
  if (does == "fallsSilent") silent_ = true;
  if (does == "opens") {
    opened_ = true;
    conversation_.opened();
  }
  if (does == "breaks") {
    connected_ = false;
    conversation_.closed("The connection broke.");
  }
  settle();
}

void ScriptedClient::seats(const json& changes) {
  if (!opened_) network("opens");
  says(protocol::test::golden_message("server", "welcome"));
  state(changes);
}

void ScriptedClient::state(const json& changes) {
  says(state_with(changes));
}

json ScriptedClient::state_with(const json& changes) {
  newest_ = changes;
  json state = json::parse(protocol::test::golden_message("server", "state-discussion-member"));
  state["revision"] = ++revision_;
  merge(state["session"], changes, "session");
  merge(state["you"]["may"], changes, "may");
  for (json& each : state["participants"]) {
    if (each["id"] != state["you"]["id"]) continue;
    each.update({{"audio", false}, {"video", false}});
    merge(each, changes, "me");
  }
  return state;
}

void ScriptedClient::says(const std::string& text) {
  if (connected_) conversation_.received(std::string_view{text});
  settle();
}

// Takes what the client wants to send, and gives the answers that the server gives by itself.
void ScriptedClient::settle() {
  look();
  while (connected_ && opened_) {
    const auto message = conversation_.next_message();
    if (!message) return;
    if (!message->text) continue;
    const json sent = json::parse(message->bytes);
    const std::string type = sent.at("type");
    did("sends", type, sent);
    if (sent.contains("id")) last_ids_[type] = sent.at("id");
    answer(sent);
    look();
  }
}

// As the server does: the state that shows a change comes before the change's answer.
void ScriptedClient::answer(const json& sent) {
  if (!connected_ || silent_) return;
  const auto receive = [this](const json& message) {
    conversation_.received(std::string_view{message.dump()});
  };
  if (sent.at("type") == "ping") {
    receive({{"type", "pong"}, {"sent", sent.at("sent")}, {"now", sent.at("sent")}});
  }
  if (sent.at("type") != "publish") return;
  json changes = newest_;
  json& me = changes.emplace("me", json::object()).first.value();
  const json asked{{"audio", sent.at("audio")}, {"video", sent.at("video")}};
  const json before{{"audio", me.value("audio", false)}, {"video", me.value("video", false)}};
  if (asked != before) {
    me.update(asked);
    receive(state_with(changes));
  }
  receive({{"type", "ok"}, {"id", sent.at("id")}});
}

// Notes which devices have opened or closed since the last look.
void ScriptedClient::look() {
  const bool microphone = packets_.capture().is_open();
  const bool camera = presence_.camera_open;
  if (std::exchange(microphone_, microphone) != microphone) {
    did(microphone ? "opensMicrophone" : "closesMicrophone");
  }
  if (std::exchange(camera_, camera) != camera) did(camera ? "opensCamera" : "closesCamera");
}

void ScriptedClient::did(std::string act, std::string what, json detail) {
  acts_.push_back({now(), std::move(act), std::move(what), std::move(detail)});
}

namespace {

enum class Kind { device, connection, tells, sends };

Kind kind_of(const Act& act) {
  if (act.act == "tells") return Kind::tells;
  if (act.act == "sends") return Kind::sends;
  const bool connection = act.act == "connects" || act.act == "closesConnection";
  return connection ? Kind::connection : Kind::device;
}

Act wanted_of(const json& expected) {
  if (expected.is_string()) return {.act = expected};
  if (expected.contains("sends")) {
    const json& message = expected.at("sends");
    return {.act = "sends", .what = message.at("type"), .detail = message};
  }
  json detail = expected.value("code", json(nullptr));
  if (expected.contains("state")) detail = expected.at("state");
  return {.act = "tells", .what = expected.at("tells"), .detail = detail};
}

/// Whether a value has everything that is wanted: objects may have more members.
bool contains(const json& value, const json& wanted) {
  if (wanted.is_array()) {
    return value.is_array() &&
           std::equal(value.begin(), value.end(), wanted.begin(), wanted.end(), contains);
  }
  if (!wanted.is_object()) return value == wanted;
  return value.is_object() &&
         std::all_of(wanted.items().begin(), wanted.items().end(), [&](const auto& member) {
           return value.contains(member.key()) && contains(value[member.key()], member.value());
         });
}

std::string text_of(const Act& act) {
  return act.act + " " + act.what + " " + act.detail.dump();
}

// A message or a report may hold more than is wanted; nothing else may.
void compare(std::vector<std::string>& faults, const std::vector<Act>& acts,
             const std::vector<Act>& expected, std::initializer_list<Kind> kinds, std::int64_t from,
             std::int64_t to) {
  const auto counts = [kinds](const Act& act) {
    return std::find(kinds.begin(), kinds.end(), kind_of(act)) != kinds.end();
  };
  std::deque<Act> left;
  std::copy_if(expected.begin(), expected.end(), std::back_inserter(left), counts);
  for (const Act& act : acts) {
    if (!counts(act)) continue;
    if (!left.empty() && left.front().act == act.act && left.front().what == act.what &&
        act.at >= from && act.at <= to &&
        (left.front().detail.is_null() || contains(act.detail, left.front().detail))) {
      left.pop_front();
    } else if (act.act != "tells" && act.act != "sends") {
      faults.push_back("at " + std::to_string(act.at) + " the client " + act.act + "; expected " +
                       (left.empty() ? "nothing" : text_of(left.front())));
    }
  }
  for (const Act& each : left) faults.push_back("missing: " + text_of(each));
}

}  // namespace

std::vector<std::string> differences(const std::vector<Act>& acts, const json& expected,
                                     std::int64_t from, std::int64_t to) {
  std::vector<Act> wanted;
  for (const json& each : expected) {
    if (each != "staysAway") wanted.push_back(wanted_of(each));
  }
  std::vector<std::string> faults;
  compare(faults, acts, wanted, {Kind::device, Kind::connection}, from, to);
  compare(faults, acts, wanted, {Kind::device, Kind::tells}, from, to);
  compare(faults, acts, wanted, {Kind::device, Kind::sends}, from, to);
  return faults;
}

}  // namespace stepback::plugin
