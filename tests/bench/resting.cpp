// Those who are there and silent: what memory they take, and what processor time.

#include <algorithm>

#include "bench/figures.hpp"
#include "bench/process.hpp"

namespace stepback::bench {
namespace {

constexpr std::size_t kPeople = 12;
constexpr std::size_t kSome = 10;
constexpr double kMostPlain = 12;
constexpr double kMostTls = 32;
constexpr double kMostIdle = 0.01;

// The memory that many more take than some, shared out among them: their sessions are in it. With
// some there already, what the server needs once is not. The allocator keeps what joining took for
// a while, so that is in it as well.
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

// Nobody says anything; but the server asks each of them every ten seconds whether they are still
// there, all those at once who came at once. So what is measured are whole rounds; in a quick run
// they overlap.
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
