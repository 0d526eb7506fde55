#include "signalling/net/admission/admission.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <utility>

#include "signalling/base/clock.hpp"
#include "signalling/net/http/headers.hpp"
#include "signalling/net/http/response.hpp"

namespace stepback::signalling {
namespace {

/// The seconds after which a refused client may come again.
constexpr const char* kRetryAfter = "5";

protocol::Duration uptime() {
  return SystemClock().uptime();
}

std::string_view sentence_of(TurnedAway why) {
  switch (why) {
    case TurnedAway::serverFull:
      return "the server has all the connections that it can hold; try again soon";
    case TurnedAway::tooManyWaiting:
      return "too many connections from where you are have not joined a session; try again soon";
    case TurnedAway::tooManyArrivals:
      return "too many connections a second from where you are; try again soon";
    case TurnedAway::tooManyBadTokens:
      break;
  }
  return "too many tokens from where you are were no good; try again soon";
}

}  // namespace

ConnectionAdmission::ConnectionAdmission(const AddressBounds& bounds, TrustedProxies proxies,
                                         std::chrono::seconds patience, OnTurnedAway on_turned_away)
    : limits_(bounds),
      proxies_(std::move(proxies)),
      patience_(patience),
      on_turned_away_(std::move(on_turned_away)) {}

void ConnectionAdmission::let_in(lws_vhost* host, int descriptor) {
  const ClientAddress peer = ClientAddress::of_peer(descriptor);
  Visitor visitor;
  if (proxies_.trusts(peer)) visitor.proxy = peer;
  const protocol::Duration now = uptime();
  auto visit = limits_.arrive(visitor.proxy ? std::nullopt : std::optional(peer), now);
  if (!visit) return turn_away(descriptor, visit.error());
  visitor.visit = *std::move(visit);
  visitor.due = now + patience_;
  // lws_adopt_socket_vhost() closes the descriptor if it fails.
  lws* const connection = lws_adopt_socket_vhost(host, descriptor);
  if (connection != nullptr) visitors_.insert_or_assign(connection, std::move(visitor));
}

// Answers without libwebsockets, which would keep memory for a request's head for every refused
// client. Bytes that have arrived are read first: closing with unread bytes resets the connection,
// and the answer may be lost. A client that speaks TLS sees a failed connection.
void ConnectionAdmission::turn_away(int descriptor, TurnedAway why) const {
  const std::string text = to_text(answer_to(why));
  std::array<char, 4096> unread{};
  static_cast<void>(::recv(descriptor, unread.data(), unread.size(), MSG_DONTWAIT));
  static_cast<void>(::send(descriptor, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
  ::close(descriptor);
}

HttpResponse ConnectionAdmission::answer_to(TurnedAway why) const {
  if (on_turned_away_) on_turned_away_(why);
  HttpResponse response = problem(why == TurnedAway::serverFull ? 503 : 429, sentence_of(why));
  response.headers.emplace_back("retry-after", kRetryAfter);
  return response;
}

void ConnectionAdmission::forget(lws* connection) {
  visitors_.erase(connection);
}

std::optional<HttpResponse> ConnectionAdmission::refuse(lws* connection, bool authorized) {
  const auto found = visitors_.find(connection);
  if (found == visitors_.end()) return std::nullopt;
  Visitor& visitor = found->second;
  std::optional<TurnedAway> why;
  if (const auto proxy = std::exchange(visitor.proxy, std::nullopt)) {
    const std::string named = header(connection, WSI_TOKEN_X_FORWARDED_FOR);
    why = visitor.visit.is_of(proxies_.client_of(*proxy, named), uptime());
  }
  if (!why) why = visitor.visit.fetches_too_little();
  if (!why && authorized && !visitor.visit.may_try_token(uptime())) {
    why = TurnedAway::tooManyBadTokens;
  }
  if (!why) return std::nullopt;
  return answer_to(*why);
}

void ConnectionAdmission::heard(lws* connection) {
  const auto found = visitors_.find(connection);
  if (found != visitors_.end()) found->second.due.reset();
}

void ConnectionAdmission::bad_token(lws* connection) {
  visit_of(connection).bad_token(uptime());
}

void ConnectionAdmission::owe(lws* connection, std::size_t bytes) {
  visit_of(connection).owe(bytes);
}

std::vector<lws*> ConnectionAdmission::overdue() {
  const protocol::Duration now = uptime();
  std::vector<lws*> connections;
  for (auto& [connection, visitor] : visitors_) {
    if (!visitor.due || now < *visitor.due) continue;
    visitor.due.reset();
    connections.push_back(connection);
  }
  return connections;
}

void ConnectionAdmission::forget_idle() {
  limits_.forget_idle(uptime());
}

Visit& ConnectionAdmission::visit_of(lws* connection) {
  const auto found = visitors_.find(connection);
  return found == visitors_.end() ? nobody_ : found->second.visit;
}

}  // namespace stepback::signalling
