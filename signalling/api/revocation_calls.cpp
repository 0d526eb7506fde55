#include "signalling/api/revocation_calls.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "protocol/base/claims.hpp"
#include "protocol/base/text.hpp"
#include "signalling/access/tokens.hpp"
#include "signalling/api/session_calls.hpp"
#include "signalling/api/session_request.hpp"
#include "signalling/net/http/response.hpp"
#include "signalling/sessions/link_lifetime.hpp"

namespace stepback::signalling {
namespace {

using Json = nlohmann::ordered_json;
using protocol::Claims;

/// Reads {token} or {`other`}.
tl::expected<Named, HttpResponse> read_body(const HttpRequest& request, std::string_view other) {
  if (!is_json(request.content_type)) {
    return tl::unexpected(problem(415, "content-type: expected application/json"));
  }
  auto named = parse_named(request.body, other);
  if (named) return *std::move(named);
  const RequestFault& fault = named.error();
  return tl::unexpected(problem(fault.status, fault.detail, fault.pointer));
}

tl::unexpected<HttpResponse> not_understood(std::string_view pointer, const std::string& detail) {
  return tl::unexpected(problem(422, std::string(pointer) + ": " + detail, std::string(pointer)));
}

/// Reads a token of this session.
tl::expected<Claims, HttpResponse> read_token(const std::string& token, std::string_view session,
                                              const ApiContext& context) {
  auto claims = context.access.check(token, context.clock.now());
  if (!claims) return not_understood("/token", claims.error());
  if (claims->session.str() != session) return not_understood("/token", "of another session");
  return *std::move(claims);
}

/// Returns the link that is meant, as its token's claims: a role's shared link, or a person's own.
tl::expected<Claims, HttpResponse> read_link(const HttpRequest& request, std::string_view session,
                                             const ApiContext& context) {
  const auto named = read_body(request, "role");
  if (!named) return tl::unexpected(named.error());
  if (named->member != "role") {
    auto claims = read_token(named->value, session, context);
    if (claims && claims->shared) {
      return not_understood("/token", "expected the token of a link, not one to come back with");
    }
    return claims;
  }
  const auto role = protocol::from_word<protocol::Role>(named->value);
  if (!role) return not_understood("/role", "expected " + protocol::list_words<protocol::Role>());
  Claims claims;
  claims.session = protocol::SessionId(std::string(session));
  claims.role = *role;
  return claims;
}

tl::expected<protocol::ParticipantId, HttpResponse> read_person(const HttpRequest& request,
                                                                std::string_view session,
                                                                const ApiContext& context) {
  const auto named = read_body(request, "participant");
  if (!named) return tl::unexpected(named.error());
  if (named->member == "participant") {
    if (!protocol::valid_line(named->value, kMostIdentity)) {
      return not_understood("/participant", "expected a participant's id");
    }
    return protocol::ParticipantId(named->value);
  }
  const auto claims = read_token(named->value, session, context);
  if (!claims) return tl::unexpected(claims.error());
  if (!claims->subject)
    return not_understood("/token", "expected a person's own, not a shared one");
  return *claims->subject;
}

/// Finds the session's room and gives it the command, then answers with the result of `done` for
/// the session.
template <typename Done>
void take_back(const protocol::Command& what, std::string_view session, const ApiContext& context,
               const HttpReply& reply, Done done) {
  const protocol::SessionId id{std::string(session)};
  const Room::Reply taken_back = [&context, id, reply,
                                  done = std::move(done)](const Room::Outcome& taken) {
    if (!taken) return reply(problem(503, "this cannot be kept now; try again later"));
    if (!taken->kept) {
      return reply(problem(503, "this is in force and cannot be kept now; try again later"));
    }
    const Room* const then = context.directory.find(id);
    if (then == nullptr) return reply(no_such_session());
    if (then->session().ended_at) {
      return reply(problem(409, "the session has ended: its links are dead"));
    }
    reply(done(then->session()));
  };
  context.directory.locate(id, [what, reply, taken_back](const auto& where) {
    if (auto absent = refuse_absent(where)) return reply(*std::move(absent));
    std::get<Room*>(where)->take_back(what, taken_back);
  });
}

HttpResponse fresh_link(Claims claims, const protocol::Session& session,
                        const ApiContext& context) {
  claims.issuer = kIssuer;
  claims.expires = end_of_fresh_link(session, context.clock.now());
  claims.generation = claims.subject ? protocol::generation_of(session, *claims.subject)
                                     : protocol::generation_of(session, claims.role);
  const auto* them = claims.subject ? protocol::find(session, *claims.subject) : nullptr;
  if (claims.generation == protocol::kNoGeneration || (them != nullptr && them->removed)) {
    return problem(409, "this person was removed for good");
  }
  const std::string token = context.access.sign(claims);
  return json_response(200, Json{{"link", link_to(token, context)}, {"token", token}}.dump());
}

}  // namespace

void replace_link(const HttpRequest& request, std::string_view session, const ApiContext& context,
                  const HttpReply& reply) {
  auto claims = read_link(request, session, context);
  if (!claims) return reply(std::move(claims.error()));
  const protocol::Command what =
      claims->subject ? protocol::Command{protocol::command::ReplaceOwnLink{*claims->subject}}
                      : protocol::Command{protocol::command::ReplaceLink{claims->role}};
  take_back(what, session, context, reply,
            [&context, claims = *std::move(claims)](const protocol::Session& then) {
              return fresh_link(claims, then, context);
            });
}

void bar_person(const HttpRequest& request, std::string_view session, const ApiContext& context,
                const HttpReply& reply) {
  auto person = read_person(request, session, context);
  if (!person) return reply(std::move(person.error()));
  take_back(protocol::command::Bar{*std::move(person)}, session, context, reply,
            [](const protocol::Session&) { return json_response(204, ""); });
}

}  // namespace stepback::signalling
