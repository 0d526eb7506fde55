#pragma once

// The calls below /api/sessions. The caller has checked the coordinator's token.

#include <optional>
#include <string>
#include <string_view>

#include "signalling/api/routes.hpp"

namespace stepback::signalling {

/// 201 with the links and tokens of a new session, once it is kept; or a problem.
void create_session(const HttpRequest& request, const ApiContext& context, const HttpReply& reply);
/// 200 with all sessions.
HttpResponse list_sessions(const ApiContext& context);
/// Returns 200 with one session that this server has, or 404. Takes over no session.
HttpResponse show_session(std::string_view id, const ApiContext& context);
/// 204 once the session is forgotten for good; 404, or 503 if it cannot be now. Looks for the
/// session on other servers too.
void end_session(std::string_view id, const ApiContext& context, const HttpReply& reply);

/// Returns the link that carries this token.
std::string link_to(const std::string& token, const ApiContext& context);

/// The answer to a call that names a session which this server does not have: 404.
HttpResponse no_such_session();
/// Returns the answer for a session that was looked for, or nothing if it is here: 404 if the
/// journal does not have it, 503 if another server has it or nobody can say.
std::optional<HttpResponse> refuse_absent(const Directory::Location& where);

/// An answer of JSON that no one may keep.
HttpResponse json_response(int status, std::string body);

}  // namespace stepback::signalling
