#pragma once

// Who comes in to libwebsockets: each connection is a visit of its address (AddressLimits), told to
// go if there are too many of them, and watched until its request is there. Loop thread; owned by
// the event loop.

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

class Door final : public Visitors {
 public:
  using Told = std::function<void(TurnedAway)>;
  /// A request is overdue `patience` after its connection has come. `told`, which may be empty, is
  /// called whenever somebody is turned away.
  Door(const AddressBounds& bounds, TrustedProxies proxies, std::chrono::seconds patience,
       Told told);

  /// Takes a connection that was accepted: libwebsockets owns it from now on, or it was closed with
  /// an answer why.
  void let_in(lws_vhost* host, int descriptor);
  /// LWS_CALLBACK_WSI_DESTROY
  void forget(lws* connection);

  // Visitors
  std::optional<HttpResponse> refuse(lws* connection, bool authorized) override;
  void heard(lws* connection) override;
  void bad_token(lws* connection) override;
  void owe(lws* connection, std::size_t bytes) override;
  std::vector<lws*> overdue() override;

  /// To be called about every second.
  void forget_idle();

  /// The visit of a connection; one of nobody for what is no connection.
  Visit& visit_of(lws* connection);

 private:
  struct Visitor {
    Visit visit;
    std::optional<ClientAddress> proxy;     ///< who has not said yet for whom it asks
    std::optional<protocol::Duration> due;  ///< when the request is overdue
  };

  void turn_away(int descriptor, TurnedAway why) const;
  HttpResponse answer_to(TurnedAway why) const;

  AddressLimits limits_;
  TrustedProxies proxies_;
  std::chrono::seconds patience_;
  Told told_;
  std::unordered_map<lws*, Visitor> visitors_;
  Visit nobody_;
};

}  // namespace stepback::signalling
