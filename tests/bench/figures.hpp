#pragma once

// The figures. Each is a function that starts what it needs, measures, and writes rows of the
// table.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "bench/load/loop.hpp"
#include "bench/load/talk.hpp"
#include "bench/measure/report.hpp"

namespace stepback::bench {

struct Bench {
  Loop& loop;
  Report& report;
  bool quick = false;

  /// The number of runs of one measurement.
  std::size_t runs() const { return quick ? 3 : 5; }
  double seconds() const { return quick ? 0.8 : 6; }
  /// Chooses a number, of seconds for example, for a full or a quick run.
  std::size_t many(std::size_t full, std::size_t few) const { return quick ? few : full; }
  double lasting(double full, double brief) const { return quick ? brief : full; }
};

struct Figure {
  std::string name;
  std::string says;  ///< what it measures
  std::function<void(Bench&)> measure;
};
/// All figures, in the order of the table.
const std::vector<Figure>& figures();

/// The spread of one member over several runs.
Spread spread_of(const std::vector<Measured>& runs, double Measured::*member);
/// The spread of the ratios between the runs of one target and the simultaneous runs of another. A
/// busy machine slows down both, so the ratio stays.
Spread ratio(const std::vector<Measured>& runs, const std::vector<Measured>& baseline,
             double Measured::*member);

/// The runs of the server and of the baseline, equally many.
struct Turns {
  std::vector<Measured> own;
  std::vector<Measured> baseline;
};
/// Lets two crowds talk by turns, A B A B, for Bench::runs() times.
Turns by_turns(const Bench& bench, Talk& own, Talk& baseline);
/// A line with the results of these runs.
std::string line_of(const std::string& what, const std::vector<Measured>& runs);

void measure_forwarding(Bench& bench);
void measure_growth(Bench& bench);
void measure_load(Bench& bench);
void measure_memory(Bench& bench);
void measure_idle(Bench& bench);
void measure_cutover(Bench& bench);
void measure_refused(Bench& bench);
void measure_journal(Bench& bench);
void measure_recovery(Bench& bench);
void measure_module(Bench& bench);
void measure_start(Bench& bench);
void measure_video(Bench& bench);

}  // namespace stepback::bench
