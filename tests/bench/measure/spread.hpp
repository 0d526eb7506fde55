#pragma once

// The spread of several runs of one measure: the median, the least and the greatest. Also the
// delays of many packets, kept as counts.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace stepback::bench {

struct Spread {
  double median = 0;
  double least = 0;
  double most = 0;
};

/// The spread of these values; all zeros if there are none.
Spread spread_of(std::vector<double> values);

/// Formats as `1,235.23`, with so many digits after the point.
std::string text_of(double value, int digits);
/// Formats as `5.23 (5.10–5.61)`, or `5.23` alone if there was one value.
std::string text_of(const Spread& spread, int digits);

/// Counts of delays: exact below 64 us, within 1.6 % above. Adding a delay touches two numbers, so
/// it hardly disturbs the measurement.
class Delays {
 public:
  void add(std::int64_t ns);
  void clear();
  std::size_t count() const { return count_; }
  /// The delay in milliseconds below which this part of all delays lies. `part` is 0 to 1. Returns
  /// 0 if there are none.
  double quantile_ms(double part) const;

 private:
  static constexpr int kFine = 64;     // buckets of an octave
  static constexpr int kOctaves = 24;  // up to 64 us * 2^24: minutes
  std::array<std::uint64_t, std::size_t{kFine} * (kOctaves + 1)> buckets_{};
  std::size_t count_ = 0;
};

}  // namespace stepback::bench
