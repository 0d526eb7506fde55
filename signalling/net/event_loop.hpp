#pragma once

// The server's one loop: libev's, and on it a libwebsockets context on one port, serving HTTP and
// WebSocket, and perhaps on a second one for the operator; timers and signals. Only event_loop.cpp
// and the folders below this one include headers of the two. The C callback only translates a
// reason into one of the virtual calls of socket.hpp, and no exception crosses it.
//
// Everything runs on the thread that calls run(), except post(), the one function for other
// threads.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "signalling/net/admission/address_limits.hpp"
#include "signalling/net/admission/trusted_proxies.hpp"
#include "signalling/net/http/message.hpp"
#include "signalling/net/http/web_policy.hpp"
#include "signalling/net/socket.hpp"

namespace stepback::signalling {

class Tls;

class EventLoop {
 public:
  /// A second port, for the operator: plain HTTP, without a WebSocket and without files. The bounds
  /// of addresses do not hold there, so that a crowd at the other port does not hide the server's
  /// state.
  struct Operations {
    std::string listen = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0 picks a free one
    HttpHandler http;        ///< answers every request
  };

  struct Settings {
    std::string listen = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0 picks a free one
    /// Names under which people reach the server, with any port. The loop adds the names of the
    /// certificate and, with the port alone, localhost, the address of `listen` and those at which
    /// a request can come. Beyond loopback it adds the machine's name. A request for any other host
    /// is refused, with 403 if it is for the WebSocket, else with 421. /healthz is answered
    /// whatever the host is.
    std::vector<std::string> hosts;
    std::string web_root;  ///< static files served below "/"; empty: none
    WebPolicy web_policy;  ///< applied to every answer, and to pages that open the WebSocket
    std::string socket_path = "/ws";
    Tls* tls = nullptr;       ///< null: plain HTTP; outlives the loop
    std::string subprotocol;  ///< a client that does not offer it is refused with HTTP 400
    std::size_t max_text_bytes = 0;
    std::size_t max_binary_bytes = 0;
    std::size_t max_body_bytes = std::size_t{64} * 1024;
    AddressBounds bounds;                  ///< how much of the server an address may take
    TrustedProxies trusted_proxies;        ///< proxies that are believed about a client's address
    std::optional<Operations> operations;  ///< none: no second port
    std::function<void(TurnedAway)> on_turned_away;  ///< called for each refusal; may be empty
    /// Called every 20 ms (one audio frame) with the loop's delay; may be empty.
    std::function<void(std::chrono::microseconds)> on_lag;
    /// How long a request may take to arrive, with its body (only a coordinator's request has one).
    std::chrono::seconds request_deadline{15};
    /// Lengths of silence after which a connection is pinged and given up. Both may come a second
    /// late.
    std::chrono::seconds ping_after{10};
    std::chrono::seconds hangup_after{20};
  };

  /// Binds and listens. `http` answers every request that is neither a WebSocket upgrade nor for a
  /// file below web_root, whether the API knows its path or not; after the answer the connection is
  /// closed. Throws std::runtime_error with a sentence (what, where, or what is missing)
  /// if it cannot.
  EventLoop(const Settings& settings, SocketFactory sockets, HttpHandler http);
  ~EventLoop();
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;

  /// The port that the loop listens on.
  std::uint16_t port() const;
  /// The second port; 0 if there is none.
  std::uint16_t operations_port() const;

  /// Runs until stop() is called.
  void run();
  /// Makes run() return soon. Loop thread.
  void stop();
  /// Refuses new connections and closes every WebSocket as Socket::close() does. run() returns when
  /// the last WebSocket is gone, or after `at_most`. Loop thread.
  void drain(std::chrono::milliseconds at_most);

  /// Calls `task` every `period` until the loop ends, and passes how late the call is. Loop thread,
  /// or before run().
  void every(std::chrono::milliseconds period, std::function<void(std::chrono::microseconds)> task);
  /// Calls `task` once, after `delay`. Loop thread, or before run().
  void after(std::chrono::milliseconds delay, std::function<void()> task);
  /// Calls `task` on the loop's thread. Any thread may call post(), and no other function.
  void post(std::function<void()> task);
  /// Calls `task` on the loop's thread when the process gets SIGTERM or SIGINT. Call it before
  /// run().
  void on_terminate(std::function<void()> task);
  /// As on_terminate(), for SIGHUP.
  void on_hangup(std::function<void()> task);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace stepback::signalling
