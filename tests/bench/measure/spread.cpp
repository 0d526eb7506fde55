#include "bench/measure/spread.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>

namespace stepback::bench {

Spread spread_of(std::vector<double> values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  const double median =
      values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  return {median, values.front(), values.back()};
}

std::string text_of(double value, int digits) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  std::string out = text.data();
  // From the point, or the end, to the left.
  for (std::size_t at = std::min(out.find('.'), out.size()); at > 3 && value > 0;) {
    at -= 3;
    out.insert(at, ",");
  }
  return out;
}

std::string text_of(const Spread& spread, int digits) {
  if (spread.least >= spread.most) return text_of(spread.median, digits);
  return text_of(spread.median, digits) + " (" + text_of(spread.least, digits) + "–" +
         text_of(spread.most, digits) + ")";
}

// Bucket b of octave 0 is b us; octave o > 0 has 64 buckets of 2^(o-1) us from 64 * 2^(o-1) us on.
void Delays::add(std::int64_t ns) {
  const auto us = static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 0) / 1000);
  const int octave = std::max(0, static_cast<int>(std::bit_width(us)) - 6);
  const int width = std::max(0, octave - 1);
  const auto fine = static_cast<int>(us >> width) - (octave > 0 ? kFine : 0);
  const int bucket = std::min(octave, kOctaves) * kFine + std::min(fine, kFine - 1);
  ++buckets_.at(static_cast<std::size_t>(bucket));
  ++count_;
}

void Delays::clear() {
  buckets_.fill(0);
  count_ = 0;
}

double Delays::quantile_ms(double part) const {
  if (count_ == 0) return 0;
  const auto wanted = static_cast<std::uint64_t>(std::ceil(part * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  int bucket = 0;
  for (; bucket < kFine * (kOctaves + 1) - 1; ++bucket) {
    seen += buckets_.at(static_cast<std::size_t>(bucket));
    if (seen >= std::max<std::uint64_t>(wanted, 1)) break;
  }
  const int octave = bucket / kFine;
  const int fine = bucket % kFine;
  const double us = octave == 0 ? fine : std::ldexp(kFine + fine, octave - 1);
  return us / 1000;
}

}  // namespace stepback::bench
