// stepback_sessions.h: the extension for coordinators.

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "plugin/src/abi/abi_support.hpp"
#include "plugin/src/abi/extensions.hpp"
#include "plugin/src/net/http_call.hpp"
#include "protocol/base/text.hpp"

namespace {

using nlohmann::json;
using stepback::plugin::is_text;

constexpr std::chrono::seconds kAnswerWithin{10};
constexpr unsigned kCreated = 201;

/// Whether an HTTP header can carry the text as one word: printable ASCII without spaces.
bool is_header_word(const char* text) {
  if (!is_text(text)) return false;
  const std::string_view word(text);
  return std::all_of(word.begin(), word.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

std::optional<json> participants_of(const stepback_session_request& request) {
  json list = json::array();
  for (std::size_t i = 0; i < request.participant_count; ++i) {
    const char* const name = request.names[i];
    unsigned role = 0;  // a number, since an enum of a C host may hold any value
    static_assert(sizeof(role) == sizeof(*request.roles));
    std::memcpy(&role, &request.roles[i], sizeof(role));
    if (name == nullptr || !stepback::protocol::valid_name(name) || role > STEPBACK_ROLE_OBSERVER) {
      return std::nullopt;
    }
    list.push_back(
        {{"name", name},
         {"role", stepback::protocol::to_word(static_cast<stepback::protocol::Role>(role))}});
  }
  return list;
}

std::optional<std::string> body_of(const stepback_session_request& request) {
  json body{{"template", request.template_id}};
  if (request.title != nullptr) body["title"] = request.title;
  if (request.links_until_ms != 0) body["linksUntil"] = request.links_until_ms;
  if (request.participant_count > 0) {
    if (request.names == nullptr || request.roles == nullptr) return std::nullopt;
    auto participants = participants_of(request);
    if (!participants) return std::nullopt;
    body["participants"] = std::move(*participants);
  }
  return body.dump();
}

/// A copy that the host frees with free_text().
char* text_for_host(const std::string& text) {
  auto* const copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

stepback_result create_session(const stepback_session_request* given, char** answer) {
  if (answer == nullptr) return STEPBACK_INVALID_ARGUMENT;
  *answer = nullptr;
  const auto request = stepback::plugin::copy_of(given, offsetof(stepback_session_request, title));
  if (!request || request->server == nullptr || !is_header_word(request->token) ||
      !is_text(request->template_id) || (request->title != nullptr && !is_text(request->title)) ||
      (request->ca_file != nullptr && !stepback::plugin::is_ca_file(request->ca_file))) {
    return STEPBACK_INVALID_ARGUMENT;
  }
  const auto server = stepback::plugin::parse_server(request->server);
  const auto body = body_of(*request);
  if (!server || !body) return STEPBACK_INVALID_ARGUMENT;
  const auto reply = stepback::plugin::post_json(
      *server, "api/sessions", request->token, *body,
      request->ca_file != nullptr ? request->ca_file : "", kAnswerWithin);
  if (!reply) return STEPBACK_NETWORK;
  if (!reply->body.empty()) *answer = text_for_host(reply->body);
  return reply->status == kCreated ? STEPBACK_OK : STEPBACK_REFUSED;
}

}  // namespace

namespace stepback::plugin {

extern constexpr stepback_sessions kSessions{
    .create =
        [](const stepback_session_request* request, char** answer) {
          return guarded([&] { return create_session(request, answer); });
        },
    .free_text = [](char* text) { std::free(text); }};

}  // namespace stepback::plugin
