#pragma once

// Admits connections to libwebsockets. Each connection is a visit of its address (AddressLimits).
// If there are too many of them, it is turned away, or an older one gives way to it. It is watched
// until its request has arrived. A connection without TLS is turned away also if its request line
// can be read in two ways (look_at_request_line). Loop thread; owned by the event loop.

#include <libwebsockets.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "signalling/net/admission/address_limits.hpp"
#include "signalling/net/admission/request_lines.hpp"
#include "signalling/net/admission/trusted_proxies.hpp"
#include "signalling/net/http/message.hpp"
#include "signalling/net/http/visitors.hpp"

namespace stepback::signalling {

class ConnectionAdmission final : public Visitors {
 public:
  using OnTurnedAway = std::function<void(TurnedAway)>;
  /// Closes a connection of libwebsockets that gives way to a newer one of its address. The
  /// response says why, if the connection waits for one.
  using OnDisplaced = std::function<void(lws*, HttpResponse)>;
  struct Settings {
    AddressBounds bounds;
    TrustedProxies proxies{};
    std::chrono::seconds patience{};  ///< after which a request is overdue
    OnTurnedAway on_turned_away{};    ///< called for each refusal of TurnedAway; may be empty
    OnDisplaced on_displaced{};       ///< empty only if no address has a bound of its own
    bool over_tls = false;            ///< the request line cannot be looked at
  };
  /// The loop outlives this object.
  ConnectionAdmission(ev::loop_ref loop, Settings settings);

  /// Takes an accepted connection and its descriptor. libwebsockets gets it when its request line
  /// is there; or it is closed after an answer that says why.
  void let_in(lws_vhost* host, int descriptor);
  /// LWS_CALLBACK_WSI_DESTROY: the connection is gone.
  void forget(lws* connection);
  /// Whether the connection was admitted here and is not gone.
  bool knows(lws* connection) const { return visitors_.contains(connection); }

  // Visitors
  std::optional<HttpResponse> refuse(lws* connection) override;
  void heard(lws* connection) override;
  std::optional<HttpResponse> bad_token(lws* connection) override;
  void owe(lws* connection, std::size_t bytes) override;
  std::vector<lws*> overdue() override;

  /// To be called about every second.
  void forget_idle();

  /// The visit of a connection; an uncounted visit if the connection is unknown.
  Visit& visit_of(lws* connection);

 private:
  struct Visitor {
    Visit visit;
    std::optional<ClientAddress> proxy;     ///< the peer, until it has named its client
    std::optional<protocol::Duration> due;  ///< when the request is overdue
  };

  /// A connection that libwebsockets does not have yet.
  struct Newcomer {
    Visitor visitor;
    lws_vhost* host = nullptr;
  };

  void line_is_there(int descriptor, std::optional<std::string_view> fault);
  void hand_over(int descriptor, Newcomer newcomer);
  void displace_newcomer(int descriptor);
  void give_up_newcomers(protocol::Duration now);
  HttpResponse answer_to(TurnedAway why) const;

  Settings settings_;
  AddressLimits limits_;
  std::unordered_map<int, Newcomer> newcomers_;  // by descriptor
  std::unordered_map<lws*, Visitor> visitors_;
  Visit nobody_;
  RequestLines lines_;
};

}  // namespace stepback::signalling
