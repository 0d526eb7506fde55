#include "flow/hostile/talk.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "flow/hostile/processor_watch.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kFrame{20};
constexpr std::size_t kPayloadBytes = 80;  // as Opus makes of 20 ms of speech

std::int64_t now_ns() {
  return std::chrono::nanoseconds{Clock::now().time_since_epoch()}.count();
}

Talk::Delays measure(std::vector<double> all) {
  if (all.empty()) return {};
  std::ranges::sort(all);
  return {.packets = all.size(),
          .median_ms = all[all.size() / 2],
          .p99_ms = all[all.size() * 99 / 100],
          .most_ms = all.back()};
}

}  // namespace

Talk::Talk(std::uint16_t port, const std::vector<std::string>& tokens)
    : all_said_(static_cast<std::ptrdiff_t>(tokens.size())) {
  for (const std::string& token : tokens) {
    people_.push_back(std::make_unique<Person>(Person{.client = WireClient{port}}));
    people_.back()->client.join(token);
  }
  for (const auto& each : people_) {
    if (each->client.ask({{"type", "publish"}, {"audio", true}, {"video", false}}).at("type") !=
        "ok") {
      throw std::runtime_error("nobody may speak");
    }
  }
  for (std::size_t i = 0; i < people_.size(); ++i) threads_.emplace_back([this, i] { run(i); });
}

Talk::~Talk() {
  silent_ = true;
  go_on();
}

void Talk::pause() {
  paused_ = true;
  for (std::size_t now = resting_; now < people_.size(); now = resting_) resting_.wait(now);
}

void Talk::go_on() {
  paused_ = false;
  paused_.notify_all();
}

void Talk::rest(Person& person) {
  person.client.settle();  // the server has taken every packet, and passed it on at once
  ++resting_;
  resting_.notify_all();
  paused_.wait(true);
  --resting_;
}

bool Talk::sees_connected(const std::string& participant) const {
  const std::lock_guard lock(mutex_);
  return connected_.contains(participant);
}

void Talk::run(std::size_t who) {
  run_first(0);
  Person& person = *people_[who];
  try {
    auto next = Clock::now();
    while (!silent_) {
      if (paused_) rest(person);
      send_packet(who);
      // A late packet is not made up for: that would be a flood.
      next = std::max(next + kFrame, Clock::now());
      while (!silent_ && Clock::now() < next) {
        person.client.read_until(next);
        look(who);
        if (person.client.closed()) throw std::runtime_error("the server has closed");
      }
    }
    person.client.settle();  // the server has taken every packet
  } catch (const std::runtime_error& error) {
    person.fault = error.what();
    ++resting_;
    resting_.notify_all();
  }
  all_said_.arrive_and_wait();
  try {
    if (person.fault.empty()) person.client.settle();  // and has sent everything of the others
  } catch (const std::runtime_error& error) {
    person.fault = error.what();
  }
  look(who);
}

void Talk::send_packet(std::size_t who) {
  Person& person = *people_[who];
  const std::uint64_t number = ++person.said;
  std::string payload =
      std::to_string(who) + ' ' + std::to_string(number) + ' ' + std::to_string(now_ns());
  payload.resize(kPayloadBytes, ' ');
  person.client.send_packet(audio_packet(0, static_cast<std::uint16_t>(number),
                                         static_cast<std::uint32_t>(number * 960), payload));
}

void Talk::look(std::size_t who) {
  Person& person = *people_[who];
  const std::int64_t now = now_ns();
  const auto& received = person.client.received();
  for (; person.looked_at < received.size(); ++person.looked_at) {
    if (const auto* message = std::get_if<Json>(&received[person.looked_at])) {
      if (who == 0 && message->at("type") == "state") note_state(*message);
      continue;
    }
    std::istringstream payload(payload_of(std::get<Packet>(received[person.looked_at])));
    std::size_t speaker = 0;
    std::uint64_t number = 0;
    std::int64_t sent = 0;
    // Offenders of the session may be heard as well.
    if (!(payload >> speaker >> number >> sent) || speaker >= people_.size()) continue;
    const auto first = person.heard.try_emplace(speaker, number - 1).first;
    if (number <= first->second) ++person.out_of_order;
    first->second = std::max(first->second, number);
    ++person.packets;
    constexpr double ns_per_ms = 1e6;
    person.delays_ms.at(period_).push_back(static_cast<double>(now - sent) / ns_per_ms);
  }
}

void Talk::note_state(const Json& state) {
  const std::lock_guard lock(mutex_);
  connected_.clear();
  for (const Json& each : state.at("participants")) {
    if (each.at("connected") == true) connected_.insert(each.at("id"));
  }
}

Talk::Report Talk::end() {
  silent_ = true;
  go_on();
  threads_.clear();
  Report report;
  std::array<std::vector<double>, 2> delays;
  for (const auto& each : people_) {
    if (!each->fault.empty()) throw std::runtime_error("a talk broke off: " + each->fault);
    report.sent += each->said;
    report.heard += each->packets;
    report.out_of_order += each->out_of_order;
    for (std::size_t i = 0; i < delays.size(); ++i) {
      delays.at(i).insert(delays.at(i).end(), each->delays_ms.at(i).begin(),
                          each->delays_ms.at(i).end());
    }
  }
  // Every microphone was open before the first word, so everybody hears each word of the others.
  report.lost = report.sent * (people_.size() - 1) - report.heard;
  for (std::size_t i = 0; i < delays.size(); ++i) report.delays.at(i) = measure(delays.at(i));
  return report;
}

}  // namespace stepback::flow
