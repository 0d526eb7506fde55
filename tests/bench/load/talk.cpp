#include "bench/load/talk.hpp"

#include <algorithm>

#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;
constexpr double kWarmUp = 0.5;  // or a quarter of the measured time, if that is less

}  // namespace

void turn_together(Loop& loop, std::span<Due* const> all, std::int64_t moment_ns) {
  for (std::int64_t now = now_ns(); now < moment_ns; now = now_ns()) {
    std::int64_t next = moment_ns;
    for (Due* each : all) {
      each->send_due(now);
      next = std::min(next, each->due_ns());
    }
    loop.turn(next);
  }
}

Talk::Talk(Crowd& crowd, const Plan& plan)
    : crowd_(crowd),
      plan_(plan),
      period_ns_(static_cast<std::int64_t>(1e9 / plan.per_second)),
      talking_sessions_(plan.sessions == 0 ? crowd.sessions() : plan.sessions) {
  std::uniform_int_distribution<std::int64_t> phase{0, period_ns_ - 1};
  const bool video = plan_.media == Media::video;
  for (std::size_t session = 0; session < talking_sessions_; ++session) {
    for (std::size_t i = 0; i < plan_.talkers; ++i) {
      Participant& who = crowd_.at(session, plan_.first_seat + i);
      if (plan_.open) crowd_.publish(who, !video, video);
      talkers_.push_back({&who, phase(random_), 0});
    }
    crowd_.wait_for_answers();
  }
  std::ranges::sort(talkers_, {}, &Talker::phase_ns);
  if (!video) return;
  crowd_.on_keyframe = [this](Participant& who) {
    const auto talker = std::ranges::find(talkers_, &who, &Talker::who);
    if (talker != talkers_.end()) send(*talker, true);
  };
}

Talk::~Talk() {
  if (plan_.media == Media::video) crowd_.on_keyframe = nullptr;
}

void Talk::talk_in(std::size_t sessions) {
  talking_sessions_ = sessions;
}

void Talk::begin() {
  crowd_.forget();
  late_.clear();
  sent_ = 0;
  skipped_ = 0;
  next_ = 0;
  cycle_ns_ = now_ns();
  for (Talker& each : talkers_) each.number = 0;
}

std::int64_t Talk::due_ns() const {
  return cycle_ns_ + talkers_[next_].phase_ns;
}

void Talk::send(Talker& talker, bool key_frame) {
  const Stamp stamp{talker.who->seat, ++talker.number, now_ns()};
  // A picture of a still face: a key frame is about twice as large as the others.
  const std::size_t size = key_frame ? 2 * plan_.payload_bytes : plan_.payload_bytes;
  talker.who->send_packet(media_packet(plan_.media, stamp, size, key_frame));
  ++sent_;
}

void Talk::send_due(std::int64_t now) {
  while (due_ns() <= now) {
    Talker& talker = talkers_[next_];
    const std::int64_t late = now - due_ns();
    if (talker.who->session >= talking_sessions_) {
      // Silent for now.
    } else if (late > period_ns_) {
      ++skipped_;  // sending it late would be a flood
    } else {
      late_.add(late);
      send(talker, plan_.media == Media::video && talker.number == 0);
    }
    if (++next_ == talkers_.size()) {
      next_ = 0;
      cycle_ns_ += period_ns_;
    }
  }
}

void Talk::drain(std::uint64_t expected) {
  const std::int64_t end = now_ns() + 3 * kNsPerSecond;
  while (crowd_.counts().packets < expected && now_ns() < end) crowd_.loop().turn(end);
}

Measured Talk::run(double seconds, Due* beside) {
  const pid_t target = crowd_.target().process();
  std::vector<Due*> all{this};
  if (beside != nullptr) all.push_back(beside);
  for (Due* each : all) each->begin();
  const auto talk_for = [&](double length) {
    const auto ns = static_cast<std::int64_t>(length * kNsPerSecond);
    turn_together(crowd_.loop(), all, now_ns() + ns);
  };
  talk_for(std::min(kWarmUp, seconds / 4));

  const std::int64_t begun = now_ns();
  const std::int64_t processor = processor_ns(target);
  const std::int64_t own = processor_ns(0);
  const std::int64_t waited = waited_ns(target);
  const std::uint64_t packets = crowd_.counts().packets;
  const std::uint64_t sent_before = sent_;
  talk_for(seconds);
  const auto used = static_cast<double>(processor_ns(target) - processor);
  const auto own_used = static_cast<double>(processor_ns(0) - own);
  const auto starved = static_cast<double>(waited_ns(target) - waited);
  const auto took = static_cast<double>(now_ns() - begun);
  const auto delivered = static_cast<double>(crowd_.counts().packets - packets);
  const auto sent = static_cast<double>(sent_ - sent_before);

  const std::uint64_t expected = sent_ * (crowd_.per_session() - 1);
  drain(expected);
  const Crowd::Counts& counts = crowd_.counts();
  return {.seconds = took / kNsPerSecond,
          .sent_per_second = sent / took * kNsPerSecond,
          .delivered_per_second = delivered / took * kNsPerSecond,
          .processor = used / took,
          .us_per_packet = used / 1000 / std::max(1.0, delivered),
          .p50_ms = counts.delays.quantile_ms(0.5),
          .p99_ms = counts.delays.quantile_ms(0.99),
          .lost = static_cast<double>(expected) - static_cast<double>(counts.packets),
          .out_of_order = static_cast<double>(counts.out_of_order),
          .generator = own_used / took,
          .late_p99_ms = late_.quantile_ms(0.99),
          .skipped = static_cast<double>(skipped_) / std::max(1.0, static_cast<double>(sent_)),
          .starved = starved / took};
}

}  // namespace stepback::bench
