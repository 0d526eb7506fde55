#include "signalling/api/session_calls.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "protocol/base/claims.hpp"
#include "signalling/access/tokens.hpp"
#include "signalling/api/session_request.hpp"
#include "signalling/net/http/response.hpp"
#include "signalling/sessions/link_lifetime.hpp"

namespace stepback::signalling {
namespace {

using Json = nlohmann::ordered_json;

Json time_or_null(const std::optional<protocol::Instant>& at) {
  return at ? Json(protocol::to_epoch_ms(*at)) : Json(nullptr);
}

Json to_json(const SessionSummary& session) {
  return {{"id", session.id.str()},
          {"title", session.title},
          {"template", session.template_id},
          {"createdAt", protocol::to_epoch_ms(session.created_at)},
          {"begunAt", time_or_null(session.begun_at)},
          {"endedAt", time_or_null(session.ended_at)},
          {"phase", session.phase},
          {"held", session.held},
          {"connected", session.connected},
          {"lobby", session.lobby},
          {"circle", session.circle},
          {"observer", session.observer}};
}

/// Signs the tokens of a new session, and notes each with its link.
class Invitations {
 public:
  Invitations(const protocol::Session& session, const ApiContext& context) : context_(context) {
    claims_.issuer = kIssuer;
    claims_.session = session.id;
    claims_.expires = end_of_first_links(session);
  }

  /// Makes a token for everyone with the link, in this role.
  void share(protocol::Role role) {
    const std::string word{protocol::to_word(role)};
    protocol::Claims claims = claims_;
    claims.role = role;
    tokens_[word] = context_.access.sign(claims);
    links_[word] = link_to(tokens_[word], context_);
  }

  /// Makes a token for one person, and that person's identity.
  void invite(const SessionRequest::Person& person) {
    protocol::Claims claims = claims_;
    claims.role = person.role;
    claims.subject = protocol::ParticipantId(context_.random.identifier());
    claims.name = person.name;
    const Json who{{"name", person.name}, {"role", protocol::to_word(person.role)}};
    Json token = who;
    token["token"] = context_.access.sign(claims);
    Json link = who;
    link["link"] = link_to(token["token"], context_);
    tokens_["participants"].push_back(std::move(token));
    links_["participants"].push_back(std::move(link));
  }

  Json links() const { return links_; }
  Json tokens() const { return tokens_; }

 private:
  const ApiContext& context_;
  protocol::Claims claims_;
  Json links_ = Json::object();
  Json tokens_ = Json::object();
};

/// Returns the answer with the links and tokens of a session that exists.
HttpResponse invitation_to(const protocol::Session& session,
                           const std::vector<SessionRequest::Person>& people,
                           const ApiContext& context) {
  Invitations invitations(session, context);
  for (const std::string_view word : protocol::words_of<protocol::Role>) {
    invitations.share(*protocol::from_word<protocol::Role>(word));
  }
  for (const SessionRequest::Person& person : people) invitations.invite(person);
  const Json body{
      {"id", session.id.str()}, {"links", invitations.links()}, {"tokens", invitations.tokens()}};
  HttpResponse response = json_response(201, body.dump());
  response.headers.emplace_back("location", "/api/sessions/" + session.id.str());
  return response;
}

bool may_end_then(protocol::Instant links_until, protocol::Instant now) {
  return links_until > now && links_until <= now + kMostLinkLifetime;
}

}  // namespace

HttpResponse no_such_session() {
  return problem(404, "there is no such session on this server");
}

std::optional<HttpResponse> refuse_absent(const Directory::Location& where) {
  if (std::holds_alternative<Room*>(where)) return std::nullopt;
  if (std::holds_alternative<Placement::Unknown>(where)) return no_such_session();
  return problem(503, "the session is not on this server now; try again later");
}

// In the fragment, which no browser sends: no server's log holds it.
std::string link_to(const std::string& token, const ApiContext& context) {
  return context.public_url + "/#join=" + token;
}

HttpResponse json_response(int status, std::string body) {
  HttpResponse response;
  response.status = status;
  response.body = std::move(body);
  response.headers = {{"cache-control", "no-store"}};
  return response;
}

void create_session(const HttpRequest& request, const ApiContext& context, const HttpReply& reply) {
  if (!is_json(request.content_type)) {
    return reply(problem(415, "content-type: expected application/json"));
  }
  auto wanted = parse_session_request(request.body);
  if (!wanted) {
    return reply(problem(wanted.error().status, wanted.error().detail, wanted.error().pointer));
  }
  const protocol::SessionTemplate* const template_ = context.templates.find(wanted->template_id);
  if (!template_) {
    return reply(problem(422,
                         "/template: expected the id of a template that GET /api/templates lists",
                         "/template"));
  }
  if (wanted->links_until && !may_end_then(*wanted->links_until, context.clock.now())) {
    return reply(problem(422,
                         "/linksUntil: expected a time from now to " +
                             std::to_string(kMostLinkLifetime.count()) +
                             " days ahead, in milliseconds since the Unix epoch",
                         "/linksUntil"));
  }
  if (context.stopping) return reply(problem(503, "the server is going down"));
  context.directory.create(
      wanted->title.value_or(template_->title), *template_,
      [&context, people = std::move(wanted->participants), reply](const auto& id) {
        if (!id) return reply(problem(503, "the session cannot be kept now; try again later"));
        reply(invitation_to(context.directory.find(*id)->session(), people, context));
      },
      wanted->links_until);
}

HttpResponse list_sessions(const ApiContext& context) {
  Json sessions = Json::array();
  for (const SessionSummary& session : context.directory.list()) {
    sessions.push_back(to_json(session));
  }
  return json_response(200, Json{{"sessions", std::move(sessions)}}.dump());
}

HttpResponse show_session(std::string_view id, const ApiContext& context) {
  const auto session = context.directory.summary(protocol::SessionId(std::string(id)));
  return session ? json_response(200, to_json(*session).dump()) : no_such_session();
}

void end_session(std::string_view id, const ApiContext& context, const HttpReply& reply) {
  const protocol::SessionId session{std::string(id)};
  context.directory.locate(session, [&context, session, reply](const auto& where) {
    if (auto absent = refuse_absent(where)) return reply(*std::move(absent));
    context.directory.end(session, [reply](const tl::expected<void, std::string>& ended) {
      reply(ended ? json_response(204, "")
                  : problem(503, "the session cannot be forgotten now; try again later"));
    });
  });
}

}  // namespace stepback::signalling
