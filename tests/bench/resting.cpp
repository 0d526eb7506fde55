// Those who are there and silent: what memory they take, and what processor time.

#include <memory>

#include "bench/figures.hpp"
#include "bench/process.hpp"

namespace stepback::bench {
namespace {

constexpr std::size_t kPeople = 12;
constexpr double kMostPlain = 12;
constexpr double kMostTls = 32;
constexpr double kMostIdle = 0.01;

// The memory of a server with nobody, and with everybody, shared out among them: their sessions are
// in it. The allocator keeps what joining took for a while, so that is in it as well.
double kilobytes_each(Bench& bench, bool over_tls) {
  Server server{over_tls};
  const auto kilobytes = [&] {
    return static_cast<double>(resident_bytes(server.process())) / 1e3;
  };
  const double before = kilobytes();
  const std::size_t sessions = bench.many(250, 80);
  const Crowd crowd{bench.loop, server, sessions, kPeople};
  bench.loop.turn_for(bench.lasting(3, 1));
  return (kilobytes() - before) / static_cast<double>(sessions * kPeople);
}

}  // namespace

void measure_memory(Bench& bench) {
  for (const bool over_tls : {false, true}) {
    std::vector<double> each;
    for (int i = 0; i < 3; ++i) each.push_back(kilobytes_each(bench, over_tls));
    const double most = over_tls ? kMostTls : kMostPlain;
    const Spread spread = spread_of(each);
    bench.report.row(
        std::string{"memory per connected participant, idle, "} + (over_tls ? "TLS" : "plain"),
        text_of(most, 0) + " kB", text_of(spread, 1) + " kB", spread.median <= most);
  }
}

// Nobody says anything; but the server asks each of them every ten seconds whether they are still
// there.
void measure_idle(Bench& bench) {
  Server server{false};
  const Crowd crowd{bench.loop, server, 250, kPeople};
  // A round of pings, after which all have come to rest.
  bench.loop.turn_for(bench.lasting(11, 3));
  std::vector<double> shares;
  for (int i = 0; i < 3; ++i) {
    const std::int64_t begun = now_ns();
    const std::int64_t processor = processor_ns(server.process());
    bench.loop.turn_for(bench.lasting(20, 5));
    shares.push_back(static_cast<double>(processor_ns(server.process()) - processor) /
                     static_cast<double>(now_ns() - begun));
  }
  for (double& each : shares) each *= 100;
  const Spread spread = spread_of(shares);
  bench.report.row("3,000 idle participants", "1 % of a core", text_of(spread, 2) + " %",
                   spread.median < kMostIdle * 100);
  if (crowd.counts().gone > 0) throw std::runtime_error("some were sent away");
}

}  // namespace stepback::bench
