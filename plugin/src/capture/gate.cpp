#include "plugin/src/capture/gate.hpp"

#include <algorithm>
#include <cmath>

namespace stepback::plugin {
namespace {

constexpr float kFloorDb = -127.0F;
constexpr std::size_t kPart = kSampleRate / 200;  // 5 ms

float to_db(double power) {
  if (power <= 0.0) return kFloorDb;
  return std::max(kFloorDb, static_cast<float>(10.0 * std::log10(power)));
}

}  // namespace

Loudness loudness(std::span<const float> frame) {
  double whole = 0.0;
  double loudest = 0.0;
  for (std::size_t at = 0; at < frame.size(); at += kPart) {
    const auto part = frame.subspan(at, std::min(kPart, frame.size() - at));
    double sum = 0.0;
    for (const float sample : part)
      sum += static_cast<double>(sample) * static_cast<double>(sample);
    whole += sum;
    loudest = std::max(loudest, sum / static_cast<double>(part.size()));
  }
  if (frame.empty()) return {};
  return {to_db(whole / static_cast<double>(frame.size())), to_db(loudest)};
}

std::uint8_t minus_dbov(float rms_db) {
  return static_cast<std::uint8_t>(std::clamp(std::lround(-rms_db), 0L, 127L));
}

Gate::Verdict Gate::next(float loudest_db) {
  if (loudest_db >= -static_cast<float>(kSilenceDbov)) {
    const bool first = !started_ || quiet_ > kHangover;
    started_ = true;
    quiet_ = 0;
    since_sent_ = 0;
    return first ? Verdict::sendFirst : Verdict::send;
  }
  const bool first = !started_;
  started_ = true;
  ++quiet_;
  if (first) return Verdict::sendFirst;
  if (quiet_ <= kHangover) return Verdict::send;
  if (++since_sent_ < kRefresh) return Verdict::hold;
  since_sent_ = 0;
  return Verdict::refresh;
}

}  // namespace stepback::plugin
