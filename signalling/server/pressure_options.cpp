#include "signalling/server/pressure_options.hpp"

#include <CLI/CLI.hpp>

namespace stepback::signalling {
namespace {

constexpr std::size_t kMib = std::size_t{1024} * 1024;
constexpr std::size_t kMostConnections = 60'000;
constexpr std::size_t kMostMib = std::size_t{1024} * 1024;
constexpr std::size_t kMostOfAnAddress = 1'000'000;

}  // namespace

PressureOptions::PressureOptions(CLI::App& app) : waiting_mib_(pressure_.waiting_bytes / kMib) {
  AddressBounds& bounds = pressure_.bounds;
  app.add_option("--max-connections", bounds.connections,
                 "Connections that the server holds; half of them may wait to join")
      ->check(CLI::Range(std::size_t{2}, kMostConnections))
      ->capture_default_str();
  app.add_option("--max-queue-mib", waiting_mib_,
                 "MiB that wait for slow readers before they are cut short")
      ->check(CLI::Range(std::size_t{1}, kMostMib))
      ->capture_default_str();
  app.add_option("--address-waiting", bounds.waiting_each,
                 "Connections of one address that have not joined a session; 0: no limit")
      ->check(CLI::Range(std::size_t{0}, kMostOfAnAddress))
      ->capture_default_str();
  app.add_option("--address-arrivals", bounds.arrivals_each,
                 "Connections and requests of one address a second, ten seconds' worth of them at "
                 "once; 0: no limit")
      ->check(CLI::Range(std::size_t{0}, kMostOfAnAddress))
      ->capture_default_str();
  app.add_option("--address-bad-tokens", bounds.bad_tokens_each,
                 "Tokens of one address a second that are no good, likewise; 0: no limit")
      ->check(CLI::Range(std::size_t{0}, kMostOfAnAddress))
      ->capture_default_str();
  app.add_option("--trust-proxy", proxies_,
                 "A reverse proxy whose X-Forwarded-For is believed: loopback, or its address; may "
                 "be repeated")
      ->allow_extra_args(false);
}

tl::expected<Pressure, std::string> PressureOptions::read() const {
  Pressure pressure = pressure_;
  pressure.bounds.waiting = pressure.bounds.connections / 2;
  pressure.waiting_bytes = waiting_mib_ * kMib;
  auto proxies = TrustedProxies::parse(proxies_);
  if (!proxies) return tl::unexpected(std::move(proxies.error()));
  pressure.trusted_proxies = *std::move(proxies);
  return pressure;
}

}  // namespace stepback::signalling
