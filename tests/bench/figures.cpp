#include "bench/figures.hpp"

#include <algorithm>

namespace stepback::bench {

const std::vector<Figure>& figures() {
  static const std::vector<Figure> all{
      {"forwarding", "CPU per delivered packet, delay and loss, plain and TLS", measure_forwarding},
      {"growth", "from 1 to 250 sessions", measure_growth},
      {"load", "how much one core can do", measure_load},
      {"memory", "resident memory per idle participant, plain and TLS", measure_memory},
      {"idle", "processor time of 3,000 idle participants", measure_idle},
      {"cutover", "the step back under load", measure_cutover},
      {"refused", "what a stepped-back presenter costs who goes on sending", measure_refused},
      {"journal", "what a thousand changes a second do to the sound", measure_journal},
      {"recovery", "the start with a journal of 1,000 sessions", measure_recovery},
      {"module", "the native module: cost, delay, allocations", measure_module},
      {"video", "twelve cameras in each of twenty sessions", measure_video},
      {"start", "from the process to `ready`", measure_start},
  };
  return all;
}

Spread spread_of(const std::vector<Measured>& runs, double Measured::*member) {
  std::vector<double> values;
  values.reserve(runs.size());
  for (const Measured& each : runs) values.push_back(each.*member);
  return spread_of(std::move(values));
}

Spread ratio(const std::vector<Measured>& runs, const std::vector<Measured>& baseline,
             double Measured::*member) {
  std::vector<double> values;
  for (std::size_t i = 0; i < std::min(runs.size(), baseline.size()); ++i) {
    values.push_back(runs[i].*member / std::max(baseline[i].*member, 1e-9));
  }
  return spread_of(std::move(values));
}

Turns by_turns(const Bench& bench, Talk& own, Talk& baseline) {
  Turns turns;
  for (std::size_t i = 0; i < bench.runs(); ++i) {
    turns.own.push_back(own.run(bench.seconds()));
    turns.baseline.push_back(baseline.run(bench.seconds()));
  }
  return turns;
}

std::string line_of(const std::string& what, const std::vector<Measured>& runs) {
  return what + ": " + text_of(spread_of(runs, &Measured::us_per_packet), 2) + " us, p50 " +
         text_of(spread_of(runs, &Measured::p50_ms), 2) + " ms, p99 " +
         text_of(spread_of(runs, &Measured::p99_ms), 2) + " ms, " +
         text_of(spread_of(runs, &Measured::delivered_per_second), 0) + "/s, " +
         text_of(spread_of(runs, &Measured::processor), 2) + " cores; generator " +
         text_of(spread_of(runs, &Measured::generator), 2) + " cores, late p99 " +
         text_of(spread_of(runs, &Measured::late_p99_ms), 2) + " ms; starved " +
         text_of(spread_of(runs, &Measured::starved), 2);
}

}  // namespace stepback::bench
