// The native module in a host: eleven others talk. The measured process knows of them only what
// comes over the wire.

#include <nlohmann/json.hpp>

#include "bench/figures.hpp"
#include "support/places.hpp"

namespace stepback::bench {
namespace {

using Json = nlohmann::json;
using Arguments = std::vector<std::string>;

constexpr std::size_t kPeople = 12;
constexpr double kMostCore = 4;  // percent
constexpr double kMostDelayMs = 60;

/// Makes a session whose last `measured` people are the measured process. Another process talks for
/// the others. Returns the figures that the measured process prints.
Json measure_host(const Server& server, const std::string& what, std::size_t measured,
                  double seconds) {
  const Json session = server.create(kPeople);
  Arguments voices{stepback::test::program("stepback_bench_module"), "voices",
                   text_of(seconds + 10, 0)};
  Arguments host{stepback::test::program("stepback_bench_module"), what, text_of(seconds, 1)};
  for (std::size_t i = 0; i < kPeople; ++i) {
    const std::string link = session.at("links").at("participants").at(i).at("link");
    (i < kPeople - measured ? voices : host).push_back(link);
  }
  const flow::ChildProcess others{voices, server.data_folder() / "voices"};
  flow::ChildProcess one{host, server.data_folder() / "host"};
  if (one.exit_code(std::chrono::seconds{static_cast<int>(seconds) + 30}) != 0) {
    throw std::runtime_error("the module's host: " + one.output() + others.output());
  }
  return Json::parse(one.output());
}

}  // namespace

void measure_module(Bench& bench) {
  const Server server{false};
  std::vector<double> core;
  std::vector<double> p50;
  std::vector<double> p95;
  std::size_t allocations = 0;
  std::size_t locks = 0;
  for (int i = 0; i < 3; ++i) {
    const Json heard = measure_host(server, "listen", 1, bench.lasting(15, 2));
    bench.report.print_line("  listen: " + heard.dump());
    core.push_back(100 * heard.at("core").get<double>());
    allocations += heard.at("allocations").get<std::size_t>();
    locks += heard.at("locks").get<std::size_t>();
    const Json late = measure_host(server, "delay", 2, bench.lasting(20, 4));
    bench.report.print_line("  delay: " + late.dump());
    p50.push_back(late.at("p50"));
    p95.push_back(late.at("p95"));
  }
  bench.report.row("native module: 11 voices in, 1 out", "4 % of a core",
                   text_of(spread_of(core), 2) + " %", spread_of(core).median <= kMostCore);
  bench.report.row("from push to the other's pull, 11 voices, p95", "60 ms",
                   text_of(spread_of(p95), 1) + " ms (p50 " + text_of(spread_of(p50), 1) + ")",
                   spread_of(p95).median < kMostDelayMs);
  bench.report.row("allocations on the two audio calls", "0",
                   std::to_string(allocations) + ", and " + std::to_string(locks) + " locks",
                   allocations == 0);
}

}  // namespace stepback::bench
