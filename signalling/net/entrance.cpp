#include "signalling/net/entrance.hpp"

#include <stdexcept>
#include <utility>

#include "signalling/base/machine.hpp"
#include "signalling/net/admission/client_address.hpp"
#include "signalling/net/tls/tls.hpp"

namespace stepback::signalling {
namespace {

/// Connections accepted at once, before existing connections get their turn.
constexpr int kMostAccepted = 64;

Listener listen(const Entrance::Settings& settings) {
  auto listener = Listener::open(settings.listen, settings.port);
  if (!listener) throw std::runtime_error(listener.error());
  return *std::move(listener);
}

OwnHosts own_hosts(const Entrance::Settings& settings, const Listener& listener) {
  OwnHosts::Settings own{.anywhere = settings.hosts,
                         .here = {settings.listen},
                         .port = listener.port(),
                         .secure = settings.tls != nullptr};
  if (!ClientAddress::of_this_end(listener.descriptor()).is_loopback()) {
    for (std::string& name : machine_names()) own.here.push_back(std::move(name));
  }
  if (const Tls* const tls = settings.tls) {
    own.is_certified = [tls](const std::string& host) { return tls->certificate().is_for(host); };
  }
  return OwnHosts(std::move(own));
}

ConnectionAdmission::Settings admission_settings(const Entrance::Settings& settings) {
  ConnectionAdmission::Settings admission = settings.admission;
  admission.over_tls = settings.tls != nullptr;
  return admission;
}

HttpServer::Settings http_settings(const Entrance::Settings& settings, const Listener& listener) {
  HttpServer::Settings http = settings.http;
  http.over_tls = settings.tls != nullptr;
  http.hosts = own_hosts(settings, listener);
  return http;
}

}  // namespace

Entrance::Entrance(ev::loop_ref loop, Settings settings, HttpHandler http)
    : listener_(listen(settings)),
      listening_(loop, listener_.descriptor(), [this] { accept(); }),
      admission_(loop, admission_settings(settings)),
      http_(http_settings(settings, listener_), admission_, std::move(http)) {}

void Entrance::accept() {
  for (int i = 0; i < kMostAccepted; ++i) {
    const auto descriptor = listener_.accept();
    if (!descriptor) break;
    admission_.let_in(host_, *descriptor);
  }
}

void Entrance::close() {
  listening_.stop();
  listener_.close();
}

void Entrance::forget(lws* connection) {
  http_.forget(connection);
  admission_.forget(connection);
}

void Entrance::second_passed() {
  http_.give_up_overdue();
  admission_.forget_idle();
}

}  // namespace stepback::signalling
