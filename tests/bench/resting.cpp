// The memory and the processor time of people who are present and silent.

#include <algorithm>

#include "bench/figures.hpp"
#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

constexpr std::size_t kPeople = 12;
constexpr std::size_t kSome = 10;
constexpr double kMostPlain = 12;
constexpr double kMostTls = 32;
constexpr double kMostIdle = 0.01;

// Compares the memory of many people with that of some, and divides the difference among them.
// Their sessions are in it; the server's fixed memory is not. The allocator keeps some memory of
// joining for a while, so that is in it too.
double kilobytes_each(Bench& bench, bool over_tls) {
  Server server{over_tls};
  const auto kilobytes = [&] {
    return static_cast<double>(resident_bytes(server.process())) / 1e3;
  };
  const Crowd some{bench.loop, server, kSome, kPeople};
  const double before = kilobytes();
  const std::size_t sessions = bench.many(240, 60);
  const Crowd crowd{bench.loop, server, sessions, kPeople};
  bench.loop.turn_for(bench.lasting(3, 0.5));
  return (kilobytes() - before) / static_cast<double>(sessions * kPeople);
}

}  // namespace

void measure_memory(Bench& bench) {
  for (const bool over_tls : {false, true}) {
    std::vector<double> each;
    each.reserve(3);
    for (int i = 0; i < 3; ++i) each.push_back(kilobytes_each(bench, over_tls));
    const double most = over_tls ? kMostTls : kMostPlain;
    const Spread spread = spread_of(each);
    bench.report.row(
        std::string{"memory per connected participant, idle, "} + (over_tls ? "TLS" : "plain"),
        text_of(most, 0) + " kB", text_of(spread, 1) + " kB", spread.median <= most);
  }
}

// Nobody says anything. The server pings each connection every ten seconds, all those together that
// came together. So whole rounds are measured; in a quick run they overlap.
void measure_idle(Bench& bench) {
  constexpr std::size_t runs = 3;
  constexpr double round_seconds = 10;
  Server server{false};
  const Crowd crowd{bench.loop, server, 250, kPeople};
  const double step = bench.lasting(2 * round_seconds, 2);
  const auto steps_of_a_run = static_cast<std::size_t>(std::max(1.0, round_seconds / step));
  bench.loop.turn_for(bench.lasting(round_seconds, 1));
  std::vector<std::int64_t> moments;
  std::vector<std::int64_t> processor;
  while (true) {
    moments.push_back(now_ns());
    processor.push_back(processor_ns(server.process()));
    if (moments.size() == runs + steps_of_a_run) break;
    bench.loop.turn_for(step);
  }
  std::vector<double> shares;
  for (std::size_t i = 0; i < runs; ++i) {
    const std::size_t end = i + steps_of_a_run;
    shares.push_back(static_cast<double>(processor[end] - processor[i]) /
                     static_cast<double>(moments[end] - moments[i]));
  }
  for (double& each : shares) each *= 100;
  const Spread spread = spread_of(shares);
  bench.report.row("3,000 idle participants", "1 % of a core", text_of(spread, 2) + " %",
                   spread.median < kMostIdle * 100);
  if (crowd.counts().gone > 0) throw std::runtime_error("some were sent away");
}

}  // namespace stepback::bench
