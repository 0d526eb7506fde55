#pragma once

// How a listener's reception report reads: the judgement that leaders see of a stepped-back
// presenter, who would otherwise look the same whether they hear or have gone.

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::protocol {

/// Clients report this often.
inline constexpr Duration kReportPeriod = std::chrono::seconds{5};
/// No report for this long (two missed ones and some slack): nothing is known to be heard.
inline constexpr Duration kReportOverdue = std::chrono::seconds{12};
/// Beyond this share of lost packets listening is called poor. An assumption: concealment covers
/// single losses well, and speech becomes tiring somewhere between 5 and 10 %.
inline constexpr double kPoorLoss = 0.05;

/// Pure. Silence is no fault: a report of nothing received and nothing lost is good while sound is
/// being played out.
constexpr Hearing judge(const to_server::Report& report) {
  if (!report.playing) return Hearing::none;
  const auto lost = static_cast<double>(report.lost);
  const auto all = lost + static_cast<double>(report.received);
  return all > 0 && lost > kPoorLoss * all ? Hearing::poor : Hearing::ok;
}

}  // namespace stepback::protocol
