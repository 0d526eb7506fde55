#include "signalling/server/parts_settings.hpp"

#include <optional>
#include <utility>

#include "protocol/base/limits.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::signalling {
namespace {

std::optional<WebOrigin> public_origin_of(const ServeOptions& options) {
  return options.public_url ? WebOrigin::of_url(*options.public_url) : std::nullopt;
}

}  // namespace

EventLoop::Settings loop_settings(const ServeOptions& options, Metrics& metrics, Tls* tls,
                                  std::function<void(std::chrono::microseconds)> on_lag,
                                  HttpHandler for_operator) {
  EventLoop::Settings settings;
  settings.listen = options.listen;
  settings.port = options.port;
  settings.hosts = options.reach.hosts;
  const auto public_origin = public_origin_of(options);
  if (public_origin) settings.hosts.push_back(public_origin->host());
  if (const auto& where = options.reach.operations) {
    settings.operations = {where->listen, where->port, std::move(for_operator)};
  }
  settings.web_root = options.web ? options.web->string() : "";
  settings.web_policy = WebPolicy(options.allow_origins, public_origin, !options.tls_self_signed);
  settings.tls = tls;
  settings.subprotocol = protocol::kSubprotocol;
  settings.max_text_bytes = protocol::kLimits.control_bytes;
  settings.max_binary_bytes = protocol::kLimits.media_bytes;
  settings.bounds = options.pressure.bounds;
  settings.trusted_proxies = options.pressure.trusted_proxies;
  settings.on_turned_away = [&metrics](TurnedAway why) { metrics.turned_away(why); };
  settings.on_lag = std::move(on_lag);
  return settings;
}

TlsSettings tls_settings(const ServeOptions& options) {
  const auto origin = public_origin_of(options);
  return {.certificate = options.tls_certificate,
          .key = options.tls_key,
          .self_signed = options.tls_self_signed,
          .data = options.data,
          .listen = options.listen,
          .public_host = origin ? origin->host() : std::string()};
}

std::string own_url(const ServeOptions& options, std::uint16_t port) {
  std::string host = options.listen;
  if (host == "0.0.0.0" || host.empty()) host = "127.0.0.1";
  if (host == "::") host = "::1";
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return (options.over_tls() ? "https://" : "http://") + host + ":" + std::to_string(port);
}

std::string default_public_url(const std::string& own_url, const Tls* tls) {
  const auto own = WebOrigin::of_url(own_url);
  if (tls == nullptr || !own || tls->certificate().is_for(own->host())) return own_url;
  const std::string name = tls->certificate().name();
  if (name.empty()) return own_url;
  const auto named = WebOrigin::parse("https://" + name + own_url.substr(own_url.rfind(':')));
  return named ? named->str() : own_url;
}

}  // namespace stepback::signalling
