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
constexpr int kBadRequest = 400;
constexpr int kRequestTimeout = 408;

protocol::Duration uptime() {
  return SystemClock().uptime();
}

// Answers without libwebsockets, which would keep memory for a request's head for every refused
// client. Bytes that have arrived are read first: closing with unread bytes resets the connection,
// and the answer may be lost. A client that speaks TLS sees a failed connection.
void answer_and_close(int descriptor, const HttpResponse& response) {
  constexpr int most_reads = 16;
  const std::string text = to_text(response);
  std::array<char, 4096> unread{};
  for (int i = 0; i < most_reads; ++i) {
    if (::recv(descriptor, unread.data(), unread.size(), MSG_DONTWAIT) <= 0) break;
  }
  static_cast<void>(::send(descriptor, text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
  ::close(descriptor);
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

ConnectionAdmission::ConnectionAdmission(ev::loop_ref loop, Settings settings)
    : settings_(std::move(settings)),
      limits_(settings_.bounds),
      lines_(loop, [this](int descriptor, auto fault) { line_is_there(descriptor, fault); }) {}

void ConnectionAdmission::let_in(lws_vhost* host, int descriptor) {
  const ClientAddress peer = ClientAddress::of_peer(descriptor);
  Visitor visitor;
  if (settings_.proxies.trusts(peer)) visitor.proxy = peer;
  const protocol::Duration now = uptime();
  auto visit = limits_.arrive(visitor.proxy ? std::nullopt : std::optional(peer), now);
  if (!visit) return answer_and_close(descriptor, answer_to(visit.error()));
  visitor.visit = *std::move(visit);
  visitor.due = now + settings_.patience;
  Newcomer newcomer{std::move(visitor), host};
  if (settings_.over_tls) return hand_over(descriptor, std::move(newcomer));
  newcomer.visitor.visit.on_displaced([this, descriptor] { displace_newcomer(descriptor); });
  newcomers_.insert_or_assign(descriptor, std::move(newcomer));
  lines_.await(descriptor);
}

void ConnectionAdmission::line_is_there(int descriptor, std::optional<std::string_view> fault) {
  auto newcomer = std::move(newcomers_.extract(descriptor).mapped());
  if (!fault) return hand_over(descriptor, std::move(newcomer));
  if (fault->empty()) {
    ::close(descriptor);
  } else {
    answer_and_close(descriptor, problem(kBadRequest, *fault));
  }
}

// lws_adopt_socket_vhost() closes the descriptor if it fails.
void ConnectionAdmission::hand_over(int descriptor, Newcomer newcomer) {
  lws* const connection = lws_adopt_socket_vhost(newcomer.host, descriptor);
  if (connection == nullptr) return;
  newcomer.visitor.visit.on_displaced([this, connection] {
    settings_.on_displaced(connection, answer_to(TurnedAway::tooManyWaiting));
  });
  visitors_.insert_or_assign(connection, std::move(newcomer.visitor));
}

void ConnectionAdmission::displace_newcomer(int descriptor) {
  const auto newcomer = newcomers_.extract(descriptor);
  lines_.forget(descriptor);
  answer_and_close(descriptor, answer_to(TurnedAway::tooManyWaiting));
}

HttpResponse ConnectionAdmission::answer_to(TurnedAway why) const {
  if (settings_.on_turned_away) settings_.on_turned_away(why);
  HttpResponse response = problem(why == TurnedAway::serverFull ? 503 : 429, sentence_of(why));
  response.headers.emplace_back("retry-after", kRetryAfter);
  return response;
}

void ConnectionAdmission::forget(lws* connection) {
  visitors_.erase(connection);
}

std::optional<HttpResponse> ConnectionAdmission::refuse(lws* connection) {
  const auto found = visitors_.find(connection);
  if (found == visitors_.end()) return std::nullopt;
  Visitor& visitor = found->second;
  std::optional<TurnedAway> why;
  if (const auto proxy = std::exchange(visitor.proxy, std::nullopt)) {
    const std::string named = header(connection, WSI_TOKEN_X_FORWARDED_FOR);
    why = visitor.visit.is_of(settings_.proxies.client_of(*proxy, named), uptime());
  }
  if (!why) why = visitor.visit.fetches_too_little();
  if (!why) return std::nullopt;
  return answer_to(*why);
}

void ConnectionAdmission::heard(lws* connection) {
  const auto found = visitors_.find(connection);
  if (found != visitors_.end()) found->second.due.reset();
}

std::optional<HttpResponse> ConnectionAdmission::bad_token(lws* connection) {
  if (visit_of(connection).bad_token(uptime())) return std::nullopt;
  return answer_to(TurnedAway::tooManyBadTokens);
}

void ConnectionAdmission::owe(lws* connection, std::size_t bytes) {
  visit_of(connection).owe(bytes);
}

std::vector<lws*> ConnectionAdmission::overdue() {
  const protocol::Duration now = uptime();
  give_up_newcomers(now);
  std::vector<lws*> connections;
  for (auto& [connection, visitor] : visitors_) {
    if (!visitor.due || now < *visitor.due) continue;
    visitor.due.reset();
    connections.push_back(connection);
  }
  return connections;
}

// Connections that libwebsockets does not have are answered here.
void ConnectionAdmission::give_up_newcomers(protocol::Duration now) {
  std::erase_if(newcomers_, [&](const auto& each) {
    const auto& [descriptor, newcomer] = each;
    if (now < newcomer.visitor.due) return false;
    lines_.forget(descriptor);
    answer_and_close(descriptor, problem(kRequestTimeout, kTooLate));
    return true;
  });
}

void ConnectionAdmission::forget_idle() {
  limits_.forget_idle(uptime());
}

Visit& ConnectionAdmission::visit_of(lws* connection) {
  const auto found = visitors_.find(connection);
  return found == visitors_.end() ? nobody_ : found->second.visit;
}

}  // namespace stepback::signalling
