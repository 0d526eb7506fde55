#pragma once

// Judges a listener's reception report, so that leaders see whether a stepped-back presenter still
// hears. Otherwise a presenter who listens and one who is gone would look the same.

#include <cstdint>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"

namespace stepback::protocol {

/// How often clients report.
inline constexpr Duration kReportPeriod = std::chrono::seconds{5};
/// After this long without a report (two missed ones and some slack) it is not known how well the
/// person hears. It is no sign that the person hears nothing: a browser may hold back the timers of
/// a hidden page for a minute.
inline constexpr Duration kReportOverdue = std::chrono::seconds{12};
/// Above this share of lost packets reception counts as poor. An assumption: concealment covers
/// single losses well, and speech becomes tiring somewhere between 5 and 10 %.
inline constexpr double kPoorLoss = 0.05;

/// Judges a listener's report: the packets that were received and lost since the last one, and
/// whether sound is being played out. Pure. Silence is no fault: nothing received and nothing lost
/// is good while sound is being played out.
constexpr Hearing judge(std::uint64_t received, std::uint64_t lost, bool playing) {
  if (!playing) return Hearing::none;
  const auto lost_packets = static_cast<double>(lost);
  const auto all = lost_packets + static_cast<double>(received);
  return all > 0 && lost_packets > kPoorLoss * all ? Hearing::poor : Hearing::ok;
}

}  // namespace stepback::protocol
