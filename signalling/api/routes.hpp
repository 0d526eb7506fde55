#pragma once

// The HTTP calls (protocol/wire/openapi.json): a coordinator makes, lists and ends sessions;
// everyone may see the templates; the operator asks, on a port of their own, how the server is.
// Functions from a request to an answer: no socket in them, so their tests need none. Loop thread.

#include <chrono>
#include <string>
#include <vector>

#include "signalling/access/tokens.hpp"
#include "signalling/api/template_store.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/base/random.hpp"
#include "signalling/net/http/message.hpp"
#include "signalling/sessions/directory.hpp"

namespace stepback::signalling {

/// How far ahead the end of a session's links may lie. A course of meetings may last a year.
inline constexpr std::chrono::days kMostLinkLifetime{400};

/// The objects that the calls use. The references outlive the calls.
struct ApiContext {
  const Clock& clock;
  Random& random;
  const Access& access;
  Directory& directory;
  const TemplateStore& templates;
  Metrics& metrics;
  const Journal& journal;
  std::string public_url;            ///< the beginning of links, without a slash at the end
  std::vector<std::string> support;  ///< people and places to turn to, as lines to be shown
  bool stopping = false;  ///< the server goes down: not ready, and creates no session any more
};

/// Answers every request. An unknown path gets 404, and an unknown method 405. Never throws at a
/// client's whim. A change is answered once the journal has kept it; `context` lives until then.
void answer(const HttpRequest& request, const ApiContext& context, const HttpReply& reply);

/// Answers every request on the operator's port: /healthz, /readyz and /metrics. The metrics tell
/// how many people are in sessions and what the router refuses, so answer() knows only /healthz.
/// Never throws at a client's whim.
void answer_operator(const HttpRequest& request, const ApiContext& context, const HttpReply& reply);

}  // namespace stepback::signalling
