#include "signalling/api/routes.hpp"

#include <strings.h>

#include <array>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "signalling/api/revocation_calls.hpp"
#include "signalling/api/session_calls.hpp"
#include "signalling/net/http/response.hpp"

namespace stepback::signalling {
namespace {

constexpr std::string_view kPage = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Stepback</title>
<h1>Stepback</h1>
<p>This is a signalling server for remote Balint groups. It serves no page to take part with.</p>
<p>If a link brought you here, copy the whole of it from the address bar, and join with</p>
<pre>stepback join 'LINK'</pre>
</html>
)";

struct Call {
  const HttpRequest& request;
  const ApiContext& context;
  std::string_view id;  ///< the path's part at the route's {id}
};

HttpResponse health(const Call&) {
  return json_response(200, R"({"status":"ok"})");
}
// An answer shows that the loop works, which serves the sessions. To be ready, the server must also
// be able to keep the sessions' changes.
HttpResponse readiness(const Call& call) {
  if (call.context.stopping) return problem(503, "the server is going down");
  if (const auto trouble = call.context.journal.trouble()) return problem(503, trouble->why);
  // Sessions go on by a clock of their own, so nobody needs to be sent to another server.
  if (call.context.clock.in_doubt()) {
    return json_response(200, R"({"status":"ready","trouble":"clock"})");
  }
  return json_response(200, R"({"status":"ready"})");
}

HttpResponse metrics(const Call& call) {
  call.context.metrics.set_ready(readiness(call).status == 200);
  call.context.metrics.set_clock_in_doubt(call.context.clock.in_doubt());
  HttpResponse response = json_response(200, call.context.metrics.text());
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

HttpResponse templates(const Call& call) {
  return json_response(200, R"({"templates":)" + call.context.templates.public_json() + "}");
}

HttpResponse support(const Call& call) {
  return json_response(200, nlohmann::json{{"contacts", call.context.support}}.dump());
}

HttpResponse page(const Call&) {
  HttpResponse response = json_response(200, std::string(kPage));
  response.content_type = "text/html; charset=utf-8";
  return response;
}

/// Gives a call that answers at once the form of one that may answer later.
template <HttpResponse (*call)(const Call&)>
void at_once(const Call& asked, const HttpReply& reply) {
  reply(call(asked));
}

struct Route {
  std::string_view method;
  std::string_view path;  ///< "{id}" stands for one segment
  bool coordinator = false;
  void (*call)(const Call&, const HttpReply&) = nullptr;
};

constexpr Route kHealth{"GET", "/healthz", false, at_once<health>};

constexpr std::array<Route, 3> kOperatorsRoutes{{
    kHealth,
    {"GET", "/readyz", false, at_once<readiness>},
    {"GET", "/metrics", false, at_once<metrics>},
}};

constexpr std::array<Route, 10> kRoutes{{
    kHealth,
    {"GET", "/", false, at_once<page>},
    {"GET", "/api/templates", false, at_once<templates>},
    {"GET", "/api/support", false, at_once<support>},
    {"GET", "/api/sessions", true,
     [](const Call& call, const HttpReply& reply) { reply(list_sessions(call.context)); }},
    {"POST", "/api/sessions", true,
     [](const Call& call, const HttpReply& reply) {
       create_session(call.request, call.context, reply);
     }},
    {"GET", "/api/sessions/{id}", true,
     [](const Call& call, const HttpReply& reply) { reply(show_session(call.id, call.context)); }},
    {"DELETE", "/api/sessions/{id}", true,
     [](const Call& call, const HttpReply& reply) { end_session(call.id, call.context, reply); }},
    {"POST", "/api/sessions/{id}/links", true,
     [](const Call& call, const HttpReply& reply) {
       replace_link(call.request, call.id, call.context, reply);
     }},
    {"POST", "/api/sessions/{id}/removals", true,
     [](const Call& call, const HttpReply& reply) {
       bar_person(call.request, call.id, call.context, reply);
     }},
}};

/// Returns the path's part at {id} (empty if the route has none), or nothing if the path does not
/// match.
std::optional<std::string_view> match(std::string_view path, const Route& route) {
  constexpr std::string_view placeholder = "{id}";
  const std::size_t at = route.path.find(placeholder);
  if (at == std::string_view::npos) {
    if (path != route.path) return std::nullopt;
    return std::string_view();
  }
  const std::string_view stem = route.path.substr(0, at);
  const std::string_view rest = route.path.substr(at + placeholder.size());
  if (!path.starts_with(stem) || !path.ends_with(rest)) return std::nullopt;
  if (path.size() < stem.size() + rest.size()) return std::nullopt;
  const std::string_view id = path.substr(stem.size(), path.size() - stem.size() - rest.size());
  if (id.empty() || id.find('/') != std::string_view::npos) return std::nullopt;
  return id;
}

/// Returns the refusal if the caller is no coordinator, else nothing (RFC 6750, section 3).
std::optional<HttpResponse> refuse_stranger(const Call& call) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view given = call.request.authorization;
  const bool bearer =
      given.size() > scheme.size() && strncasecmp(given.data(), scheme.data(), scheme.size()) == 0;
  if (!bearer) {
    HttpResponse response =
        problem(401, "authorization: expected Bearer and a coordinator's token");
    response.headers.emplace_back("www-authenticate", R"(Bearer realm="stepback")");
    return response;
  }
  const auto checked =
      call.context.access.check_coordinator(given.substr(scheme.size()), call.context.clock.now());
  if (checked) return std::nullopt;
  HttpResponse response = problem(401, checked.error());
  response.headers.emplace_back("www-authenticate",
                                R"(Bearer realm="stepback", error="invalid_token")");
  return response;
}

void answer_by(std::span<const Route> routes, const HttpRequest& request, const ApiContext& context,
               const HttpReply& reply) {
  const std::string_view method =
      request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
  std::string allowed;
  for (const Route& route : routes) {
    const auto id = match(request.path, route);
    if (!id) continue;
    if (route.method != method) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
      if (route.method == "GET") allowed += ", HEAD";
      continue;
    }
    const Call call{request, context, *id};
    if (route.coordinator) {
      if (auto refusal = refuse_stranger(call)) return reply(*std::move(refusal));
    }
    if (request.body_too_large) return reply(problem(413, "expected a body of at most 64 kB"));
    return route.call(call, reply);
  }
  if (allowed.empty()) {
    return reply(problem(404, "there is nothing here; see protocol/wire/openapi.json"));
  }
  HttpResponse response = problem(405, "this can be called with " + allowed);
  response.headers.emplace_back("allow", allowed);
  reply(std::move(response));
}

}  // namespace

void answer(const HttpRequest& request, const ApiContext& context, const HttpReply& reply) {
  answer_by(kRoutes, request, context, reply);
}

void answer_operator(const HttpRequest& request, const ApiContext& context,
                     const HttpReply& reply) {
  answer_by(kOperatorsRoutes, request, context, reply);
}

}  // namespace stepback::signalling
