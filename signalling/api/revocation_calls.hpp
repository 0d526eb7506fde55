#pragma once

// The calls with which a coordinator takes back what was handed out: a link that has gone astray, a
// person who is not to come. Whoever calls these functions has checked the coordinator's token.

#include <string_view>

#include "signalling/api/routes.hpp"

namespace stepback::signalling {

/// 200 with the link that takes the old one's place, once the old one is worth nothing for good; or
/// a problem.
void replace_link(const HttpRequest& request, std::string_view session, const ApiContext& context,
                  const HttpReply& reply);
/// 204 once this person is out for good, and has got their `bye` if they were in; or a problem.
void bar_person(const HttpRequest& request, std::string_view session, const ApiContext& context,
                const HttpReply& reply);

}  // namespace stepback::signalling
