#pragma once

// The options of the command line as settings of the server's parts.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "signalling/base/metrics.hpp"
#include "signalling/net/event_loop.hpp"
#include "signalling/net/tls/source.hpp"
#include "signalling/server/options.hpp"

namespace stepback::signalling {

/// `metrics` and `tls` outlive the loop. `on_lag` is told of the loop's delay. `for_operator`
/// answers the requests on the operator's port if the options ask for one.
EventLoop::Settings loop_settings(const ServeOptions& options, Metrics& metrics, Tls* tls,
                                  std::function<void(std::chrono::microseconds)> on_lag,
                                  HttpHandler for_operator);

TlsSettings tls_settings(const ServeOptions& options);

/// Returns where this machine reaches the server.
std::string own_url(const ServeOptions& options, std::uint16_t port);

/// Returns the beginning of links if no option sets it: the address at which this machine reaches
/// the server, but with a name from its certificate.
std::string default_public_url(const std::string& own_url, const Tls* tls);

}  // namespace stepback::signalling
