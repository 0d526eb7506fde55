// More and more sessions: does a packet cost the same, and when is one core full?

#include <algorithm>
#include <array>
#include <map>

#include "bench/figures.hpp"
#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

constexpr std::size_t kPeople = 12;
constexpr double kMostGrowth = 1.2;
constexpr double kMostP99Ms = 20;
constexpr int kServersCore = 1;
constexpr int kGeneratorsCore = 0;
/// Beyond these figures the load generator's own core is full, and the server is no longer
/// measured: cores, and the part of the packets that it was too late to send.
constexpr double kGeneratorFull = 0.97;
constexpr double kMostSkipped = 0.02;

/// Keeps the load generator on a core of its own while it lives.
class Apart {
 public:
  Apart() {
    if (cores() < 2) throw std::runtime_error("it takes two cores");
    pin(0, kGeneratorsCore);
  }
  ~Apart() { unpin(0); }
  Apart(const Apart&) = delete;
  Apart& operator=(const Apart&) = delete;
};

enum class Outcome { sustained, overloaded, generatorFull };

Outcome outcome_of(const Measured& run) {
  if (run.generator > kGeneratorFull || run.skipped > kMostSkipped) return Outcome::generatorFull;
  const bool whole = run.lost <= 0 && run.out_of_order <= 0;
  return whole && run.p99_ms < kMostP99Ms ? Outcome::sustained : Outcome::overloaded;
}

/// One target on a core of its own, with everybody there who may talk.
class Loaded {
 public:
  Loaded(Bench& bench, Target& target, std::size_t sessions)
      : bench_(bench), crowd_(bench.loop, target, sessions, kPeople), talk_(crowd_, {}) {
    pin(target.process(), kServersCore);
  }

  /// Tries a level that is too much a second time, since something else on the machine may have
  /// disturbed it.
  Measured run(std::size_t talking) {
    const Measured first = run_once(talking);
    return outcome_of(first) == Outcome::sustained ? first : run_once(talking);
  }

  /// Returns the largest number of sessions between `good` and `bad` whose talk is sustained, and
  /// whether the generator was the limit. `good` is known to be sustained.
  std::pair<std::size_t, bool> most_between(std::size_t good, std::size_t bad, Measured& best) {
    bool generator = false;
    while (bad - good > bench_.many(2, 10)) {
      const std::size_t middle = (good + bad) / 2;
      const Measured found = run(middle);
      const Outcome outcome = outcome_of(found);
      if (outcome == Outcome::sustained) {
        good = middle;
        best = found;
      } else {
        bad = middle;
        generator = outcome == Outcome::generatorFull;
      }
    }
    return {good, generator};
  }

 private:
  Measured run_once(std::size_t talking) {
    talk_.talk_in(talking);
    const Measured found = talk_.run(bench_.lasting(3, 0.6));
    bench_.loop.turn_for(0.2);
    return found;
  }

  Bench& bench_;
  Crowd crowd_;
  Talk talk_;
};

struct Most {
  std::vector<double> per_second;
  bool generator = false;  ///< the load generator was the limit
  bool all = false;        ///< the highest step was sustained
};

// Goes up in steps until it is too much, for the plot, and then searches the last step three times.
// The baseline has its turn after the server, since together they would share the core.
Most ramp(Bench& bench, Target& target, const std::string& name) {
  const std::vector<std::size_t> steps =
      bench.quick ? std::vector<std::size_t>{30, 60, 90}
                  : std::vector<std::size_t>{5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120};
  Loaded loaded{bench, target, steps.back()};
  auto file = bench.report.numbers("load-" + name, "delivered/s us p50 p99 cores generator lost");
  std::size_t good = 0;
  std::size_t bad = steps.back() + 1;
  Measured best;
  Most most;
  for (const std::size_t step : steps) {
    const Measured found = loaded.run(step);
    file << found.delivered_per_second << " " << found.us_per_packet << " " << found.p50_ms << " "
         << found.p99_ms << " " << found.processor << " " << found.generator << " " << found.lost
         << std::endl;
    bench.report.print_line(
        line_of("  " + name + ", " + std::to_string(step) + " sessions", {found}));
    const Outcome outcome = outcome_of(found);
    if (outcome != Outcome::sustained) {
      bad = step;
      most.generator = outcome == Outcome::generatorFull;
      break;
    }
    good = step;
    best = found;
  }
  most.all = good == steps.back();
  for (int i = 0; i < (bench.quick || most.all ? 1 : 3); ++i) {
    Measured highest = best;
    const auto [sessions, generator] = loaded.most_between(good, bad, highest);
    most.per_second.push_back(highest.delivered_per_second);
    most.generator = most.generator || generator;
  }
  return most;
}

/// Microseconds per delivered packet, by the number of sessions.
using Costs = std::map<std::size_t, double>;

/// Returns by how much the dearest is above the cheapest, from ten sessions on.
double growth_of(const Costs& costs) {
  double least = costs.at(10);
  double most = least;
  for (const auto& [sessions, cost] : costs) {
    if (sessions < 10) continue;
    least = std::min(least, cost);
    most = std::max(most, cost);
  }
  return most / least;
}

std::string words_of(const Costs& costs) {
  std::string words;
  for (const auto& [sessions, cost] : costs) words += text_of(cost, 2) + ", ";
  return words.substr(0, words.size() - 2) + " µs (" + text_of(growth_of(costs), 2) + " ×)";
}

}  // namespace

void measure_load(Bench& bench) {
  const Apart apart;
  for (const bool over_tls : {false, true}) {
    const std::string wire = over_tls ? "TLS" : "plain";
    Most own;
    {
      Server server{over_tls};
      own = ramp(bench, server, "server-" + wire);
    }
    Baseline baseline{over_tls};
    const Most base = ramp(bench, baseline, "baseline-" + wire);
    const auto words = [](const Most& most) {
      const std::string number = text_of(spread_of(most.per_second), 0);
      if (most.all) return number + " or more (no more was asked)";
      return number + (most.generator ? " or more (the load generator's core was full)" : "");
    };
    bench.report.row("highest load sustained on one core, delivered packets a second, " + wire,
                     "stated", words(own) + "; baseline " + words(base), Report::Verdict::stated);
  }
}

// Starts a server for each number of sessions, so that nobody else is connected. If there are few
// packets in a second, it measures for longer.
void measure_growth(Bench& bench) {
  constexpr std::array<std::size_t, 5> numbers{1, 10, 40, 100, 250};
  auto file = bench.report.numbers("growth", "sessions us least most baseline-us least most");
  Costs costs;
  Costs bare_costs;
  std::uint64_t gone = 0;
  for (const std::size_t sessions : numbers) {
    Server server{false};
    Baseline baseline{false};
    Crowd server_crowd{bench.loop, server, sessions, kPeople};
    Crowd baseline_crowd{bench.loop, baseline, sessions, kPeople};
    Talk server_talk{server_crowd, {.talkers = 1}};
    Talk baseline_talk{baseline_crowd, {.talkers = 1}};
    std::vector<Measured> runs;
    std::vector<Measured> base;
    for (int i = 0; i < 3; ++i) {
      runs.push_back(server_talk.run(bench.lasting(sessions < 40 ? 8 : 5, 0.6)));
      base.push_back(baseline_talk.run(bench.lasting(sessions < 40 ? 8 : 5, 0.6)));
      gone += server_crowd.counts().gone;
    }
    const Spread own = spread_of(runs, &Measured::us_per_packet);
    const Spread bare = spread_of(base, &Measured::us_per_packet);
    costs[sessions] = own.median;
    bare_costs[sessions] = bare.median;
    file << sessions << " " << own.median << " " << own.least << " " << own.most << " "
         << bare.median << " " << bare.least << " " << bare.most << std::endl;
    bench.report.print_line(line_of("  server,   " + std::to_string(sessions) + " sessions", runs));
    bench.report.print_line(line_of("  baseline, " + std::to_string(sessions) + " sessions", base));
  }
  bench.report.row(
      "growth: CPU per delivered packet at 1, 10, 40, 100, 250 sessions of 12, 1 talker",
      "flat within 20 % from 10 on", words_of(costs) + "; baseline " + words_of(bare_costs),
      growth_of(costs) <= kMostGrowth);
  bench.report.row("connections held", "3,000",
                   gone == 0 ? "3,000" : std::to_string(gone) + " lost", gone == 0);
}

// Everybody shows themselves: 150 kbit/s each, at 15 pictures a second.
void measure_video(Bench& bench) {
  constexpr std::size_t sessions = 20;
  const Plan plan{.talkers = kPeople,
                  .media = Media::video,
                  .payload_bytes = 150'000 / 8 / 15,
                  .per_second = 15};
  for (const bool over_tls : {false, true}) {
    const std::string wire = over_tls ? "TLS" : "plain";
    Server server{over_tls};
    Baseline baseline{over_tls};
    Crowd server_crowd{bench.loop, server, sessions, kPeople};
    Crowd baseline_crowd{bench.loop, baseline, sessions, kPeople};
    Talk server_talk{server_crowd, plan};
    Talk baseline_talk{baseline_crowd, plan};
    const Turns turns = by_turns(bench, server_talk, baseline_talk);
    const auto& runs = turns.own;
    const auto& base = turns.baseline;
    bench.report.print_line(line_of("server, " + wire, runs));
    bench.report.print_line(line_of("baseline, " + wire, base));
    double lost = 0;
    for (const Measured& each : runs) lost += std::max(each.lost, 0.0) + each.out_of_order;
    const auto both = [&](double Measured::*member) {
      return text_of(spread_of(runs, member).median, 2) + " (baseline " +
             text_of(spread_of(base, member).median, 2) + ")";
    };
    bench.report.row("video, 12 cameras of 150 kbit/s in 20 sessions, " + wire, "stated",
                     both(&Measured::us_per_packet) + " µs per picture, " +
                         text_of(ratio(runs, base, &Measured::us_per_packet), 2) + " ×; p50 " +
                         both(&Measured::p50_ms) + ", p99 " + both(&Measured::p99_ms) + " ms; " +
                         text_of(lost, 0) + " lost",
                     Report::Verdict::stated);
  }
}

}  // namespace stepback::bench
