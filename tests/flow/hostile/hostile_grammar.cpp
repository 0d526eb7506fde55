#include "flow/hostile/hostile_grammar.hpp"

#include <array>
#include <iterator>

#include "support/wire/packets.hpp"

namespace stepback::flow {
namespace {

constexpr std::array<const char*, 9> kPhases{"gathering",  "presentation", "clarification",
                                             "discussion", "return",       "closing",
                                             "debrief",    "ended",        "interval"};
constexpr std::array<const char*, 27> kTypes{
    "join", "leave",    "admit",  "remove", "lock",     "appoint", "advance", "scheduleReturn",
    "mute", "report",   "hand",   "chat",   "handover", "publish", "signal",  "keyframe",
    "ping", "state",    "ok",     "",       "Join",     "bye",     "wayBack", "seen",
    "done", "takeLead", "records"};
constexpr std::array<const char*, 17> kMembers{
    "type", "id",    "token",       "name", "on",  "phase",  "at",        "participant", "text",
    "kind", "audio", "constructor", "as",   "new", "signal", "closeLink", "records"};

}  // namespace

// A valid request of each kind, with values that make sense in some session.
nlohmann::json HostileGrammar::request() {
  const std::string& participant = any_of(participants_);
  const bool on = one_in(2);
  switch (below(25)) {
    case 16:
      return {{"type", "admit"}, {"participant", participant}, {"as", any_of(participants_)}};
    case 17:
      return {{"type", "admit"}, {"participant", participant}, {"new", on}};
    case 18:
      return {{"type", "wayBack"}, {"participant", participant}};
    case 0:
      return {{"type", "admit"}, {"participant", participant}};
    case 1:
      return {{"type", "remove"}, {"participant", participant}};
    case 2:
      return {{"type", "lock"}, {"on", on}};
    case 3:
      return {{"type", "appoint"}, {"participant", participant}};
    case 4:
      return {{"type", "advance"}, {"phase", any_of(kPhases)}};
    case 5:
      return {{"type", "scheduleReturn"}, {"at", 1'700'000'000'000 + below(1'000'000'000'000)}};
    case 6:
      return {{"type", "mute"}, {"participant", participant}};
    case 7:
      return {{"type", "handover"}, {"participant", participant}};
    case 8:
    case 9:
      return {{"type", "publish"}, {"audio", on}, {"video", one_in(2)}};
    case 10:
      return {{"type", "hand"}, {"raised", on}};
    case 11:
      return {{"type", "chat"}, {"text", noise(1 + below(40))}};
    case 12:
      return {{"type", "signal"}, {"kind", on ? "pause" : "help"}};
    case 13:
      return {{"type", "keyframe"}, {"ssrc", 1 + below(8)}};
    case 14:
      return {{"type", "report"}, {"received", below(300)}, {"lost", below(9)}, {"playing", on}};
    case 19:
      return {{"type", "seen"}, {"signal", participant}};
    case 20:
      return {{"type", "done"}, {"signal", participant}};
    case 21:
      return {{"type", "takeLead"}};
    case 22:
      return {{"type", "remove"}, {"participant", participant}, {"closeLink", on}};
    case 23:
      return {{"type", "records"}, {"on", on}};
    default:
      // Rarely, since nothing comes after a `leave`.
      if (one_in(20)) return {{"type", "leave"}};
      return {{"type", "ping"}, {"sent", below(1U << 31U)}};
  }
}

nlohmann::json HostileGrammar::value(int depth) {
  switch (below(14)) {
    case 0:
      return nullptr;
    case 1:
      return one_in(2);
    case 2:
      return -1;
    case 3:
      return std::uint64_t{1} << 53U;
    case 4:
      return std::uint64_t{0} - 1;
    case 5:
      return 0.5;
    case 6:
      return 1e300;
    case 7:
      return "";
    case 8:
      return std::string(1 + below(5000), 'x');
    case 9:
      return "\u202E\u0007\n\u2028";
    case 10:
      return any_of(participants_);
    case 11:
      return any_of(kTypes);
    case 12:
      return nlohmann::json::array({depth < 4 ? value(depth + 1) : nlohmann::json{}});
    default:
      return {{any_of(kMembers), depth < 4 ? value(depth + 1) : nlohmann::json{}}};
  }
}

// Changes a request; the result is still JSON.
void HostileGrammar::change(nlohmann::json& request) {
  auto at = request.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(below(request.size())));
  const std::string name = at.key();
  switch (below(5)) {
    case 0:
      request.erase(name);
      break;
    case 1:
      request[any_of(kMembers)] = value();
      break;
    case 2:
      request["type"] = any_of(kTypes);
      break;
    case 3:
      request["more"][name] = request[name];
      break;
    default:
      request[name] = value();
  }
}

// Changes bytes; the result is most often no JSON any more.
std::string HostileGrammar::change_bytes(std::string text) {
  const std::size_t at = below(text.size());
  switch (below(9)) {
    case 0:
      return text.substr(0, at);
    case 1:
      text[at] = static_cast<char>(below(256));
      return text;
    case 2:
      return text + '\0' + text;
    case 3:
      return text.insert(at, "\xED\xA0\x80");
    case 4:
      return "\xEF\xBB\xBF" + text;
    case 5:
      return text + std::string(below(2) * 20'000, ' ') + text;
    case 6:
      return text.insert(1, "\"type\":\"ping\",");
    case 7:
      return std::string(1 + below(16'000), '[') + R"({"a":1,"a":2})";
    default:
      return noise(below(200));
  }
}

HostileMessage HostileGrammar::join(const std::string& token) {
  HostileMessage message;
  nlohmann::json wanted{{"type", "join"}, {"id", next_id_}, {"token", token}};
  if (one_in(2)) wanted["name"] = "Mallory";
  if (one_in(8)) wanted["token"] = change_bytes(token);
  if (one_in(10)) change(wanted);
  ++next_id_;
  message.bytes = wanted.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return message;  // a valid one is answered by `welcome`
}

HostileMessage HostileGrammar::ping() {
  HostileMessage message;
  message.id = next_id_++;
  message.bytes = nlohmann::json{{"type", "ping"}, {"id", *message.id}, {"sent", 1}}.dump();
  return message;
}

HostileMessage HostileGrammar::next() {
  HostileMessage message;
  if (one_in(5)) {
    message.binary = true;
    message.bytes = packet();
    return message;
  }
  nlohmann::json wanted = request();
  if (!one_in(6)) wanted["id"] = next_id_++;
  if (one_in(2)) change(wanted);
  const auto id = wanted.find("id");
  const bool numbered =
      id != wanted.end() && id->is_number_integer() && *id >= 0 && *id < std::int64_t{1} << 53U;
  message.bytes = wanted.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (one_in(5)) {
    message.bytes = change_bytes(message.bytes);
  } else if (numbered && message.bytes.size() <= std::size_t{16} * 1024) {
    message.id = id->get<std::int64_t>();
  }
  return message;
}

std::string HostileGrammar::packet() {
  const auto ssrc = static_cast<std::uint32_t>(below(8));
  const auto sequence = static_cast<std::uint16_t>(below(65536));
  const std::string payload = noise(1 + below(one_in(20) ? 70'000 : 300));
  const Packet made = one_in(2)
                          ? audio_packet(ssrc, sequence, sequence * 960U, payload)
                          : video_packet(ssrc, sequence, sequence * 6000U, one_in(2), payload);
  std::string bytes(made.begin(), made.end());
  if (one_in(2)) bytes[below(20)] = static_cast<char>(below(256));
  if (one_in(6)) bytes.resize(below(24));
  return bytes;
}

std::string HostileGrammar::noise(std::size_t size) {
  std::string bytes(size, '\0');
  for (char& each : bytes) each = static_cast<char>(below(256));
  return bytes;
}

std::string HostileGrammar::http_request() {
  constexpr std::array<const char*, 7> kMethods{"GET",  "POST", "DELETE", "HEAD",
                                                "BREW", "",     "OPTIONS"};
  constexpr std::array<const char*, 12> kPaths{"/ws",
                                               "/",
                                               "/api/sessions",
                                               "/%2e%2e/secret",
                                               "/../../etc/passwd",
                                               "//x",
                                               "/api/sessions/%00",
                                               "/%",
                                               "/ws?token=x",
                                               "/healthz#x",
                                               "*",
                                               "x"};
  constexpr std::array<const char*, 12> kHeaders{"Upgrade: websocket",
                                                 "Connection: Upgrade",
                                                 "Sec-WebSocket-Version: 12",
                                                 "Sec-WebSocket-Version: 13",
                                                 "Sec-WebSocket-Key: x",
                                                 "Sec-WebSocket-Protocol: stepback.v2",
                                                 "Origin: null",
                                                 "Authorization: Bearer e30.e30.",
                                                 "Transfer-Encoding: chunked",
                                                 "Content-Length: -5",
                                                 "Content-Length: 99999999999999999999",
                                                 "no header"};
  std::string text = std::string(any_of(kMethods)) + " " + any_of(kPaths) + " HTTP/1." +
                     (one_in(8) ? "9" : "1") + "\r\nHost: 127.0.0.1\r\n";
  for (std::size_t i = below(6); i > 0; --i) text += std::string(any_of(kHeaders)) + "\r\n";
  if (one_in(10)) text += "X-Long: " + std::string(below(20'000), 'x') + "\r\n";
  if (one_in(10)) text = change_bytes(text);
  return text + (one_in(10) ? "" : "\r\n");
}

}  // namespace stepback::flow
