#pragma once

// The calls with which a coordinator takes back a lost link, or keeps a person out. The caller has
// checked the coordinator's token.

#include <string_view>

#include "signalling/api/routes.hpp"

namespace stepback::signalling {

/// Answers 200 with the new link, once the old link is refused for good; or a problem.
void replace_link(const HttpRequest& request, std::string_view session, const ApiContext& context,
                  const HttpReply& reply);
/// 204 once this person is out for good, and has got their `bye` if they were in; or a problem.
void bar_person(const HttpRequest& request, std::string_view session, const ApiContext& context,
                const HttpReply& reply);

}  // namespace stepback::signalling
