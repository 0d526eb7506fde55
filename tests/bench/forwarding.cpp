// The main figure: 40 sessions of 12 with 3 talkers each, which is 66,000 deliveries a second, at
// the server and at the baseline by turns.

#include <algorithm>

#include "bench/figures.hpp"

namespace stepback::bench {
namespace {

constexpr std::size_t kSessions = 40;
constexpr std::size_t kPeople = 12;
constexpr double kMostCost = 1.35;
constexpr double kMostP50 = 1.5;
constexpr double kMostP99 = 2;

std::string against_baseline(const Spread& own, const Spread& baseline, const Spread& times,
                             const std::string& unit, int digits) {
  return text_of(own, digits) + " " + unit + ", baseline " + text_of(baseline, digits) + ": " +
         text_of(times, 2) + " ×";
}

}  // namespace

void measure_forwarding(Bench& bench) {
  for (const bool over_tls : {false, true}) {
    const std::string wire = over_tls ? "TLS" : "plain";
    Server server{over_tls};
    Baseline baseline{over_tls};
    Crowd server_crowd{bench.loop, server, kSessions, kPeople};
    Crowd baseline_crowd{bench.loop, baseline, kSessions, kPeople};
    Talk server_talk{server_crowd, {}};
    Talk baseline_talk{baseline_crowd, {}};
    const Turns turns = by_turns(bench, server_talk, baseline_talk);
    const auto& runs = turns.own;
    const auto& base = turns.baseline;
    bench.report.print_line(line_of("server, " + wire, runs));
    bench.report.print_line(line_of("baseline, " + wire, base));

    const auto compare = [&](double Measured::*member, const std::string& unit, int digits) {
      return against_baseline(spread_of(runs, member), spread_of(base, member),
                              ratio(runs, base, member), unit, digits);
    };
    bench.report.row("CPU per delivered packet, 40 sessions of 12, 3 talkers, " + wire,
                     "1.35 × the baseline's", compare(&Measured::us_per_packet, "µs", 2),
                     ratio(runs, base, &Measured::us_per_packet).median <= kMostCost);
    bench.report.row("one-way delay at that load, p50, " + wire, "1.5 × the baseline's",
                     compare(&Measured::p50_ms, "ms", 2),
                     ratio(runs, base, &Measured::p50_ms).median <= kMostP50);
    bench.report.row("one-way delay at that load, p99, " + wire, "2 × the baseline's",
                     compare(&Measured::p99_ms, "ms", 2),
                     ratio(runs, base, &Measured::p99_ms).median <= kMostP99);
    double lost = 0;
    double out_of_order = 0;
    double delivered = 0;
    for (const Measured& each : runs) {
      lost += std::max(each.lost, 0.0);
      out_of_order += each.out_of_order;
      delivered += each.delivered_per_second * each.seconds;
    }
    bench.report.row("lost or reordered audio at that load, " + wire, "0",
                     text_of(lost, 0) + " lost, " + text_of(out_of_order, 0) + " reordered of " +
                         text_of(delivered, 0),
                     lost + out_of_order == 0);
  }
}

}  // namespace stepback::bench
