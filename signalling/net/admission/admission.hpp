#pragma once

// Admits connections to libwebsockets. Each connection is a visit of its address (AddressLimits).
// It is turned away if there are too many of them, and watched until its request has arrived. Loop
// thread; owned by the event loop.

#include <libwebsockets.h>

#include <chrono>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "signalling/net/admission/address_limits.hpp"
#include "signalling/net/admission/trusted_proxies.hpp"
#include "signalling/net/http/message.hpp"
#include "signalling/net/http/visitors.hpp"

namespace stepback::signalling {

class ConnectionAdmission final : public Visitors {
 public:
  using OnTurnedAway = std::function<void(TurnedAway)>;
  /// A request is overdue `patience` after its connection was accepted. `on_turned_away` is called
  /// for each refusal and may be empty.
  ConnectionAdmission(const AddressBounds& bounds, TrustedProxies proxies,
                      std::chrono::seconds patience, OnTurnedAway on_turned_away);

  /// Takes an accepted connection and its descriptor. libwebsockets owns it from now on, or it has
  /// been closed after an answer that says why.
  void let_in(lws_vhost* host, int descriptor);
  /// LWS_CALLBACK_WSI_DESTROY: the connection is gone.
  void forget(lws* connection);

  // Visitors
  std::optional<HttpResponse> refuse(lws* connection, bool authorized) override;
  void heard(lws* connection) override;
  void bad_token(lws* connection) override;
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

  void turn_away(int descriptor, TurnedAway why) const;
  HttpResponse answer_to(TurnedAway why) const;

  AddressLimits limits_;
  TrustedProxies proxies_;
  std::chrono::seconds patience_;
  OnTurnedAway on_turned_away_;
  std::unordered_map<lws*, Visitor> visitors_;
  Visit nobody_;
};

}  // namespace stepback::signalling
