// The native module's part of the benchmarks: a host that only pushes a voice and pulls the others,
// in 10 ms blocks. It is a process of its own, so that its processor time is the module's.
//   stepback_bench_module voices SECONDS LINK...    several people who talk
//   stepback_bench_module listen SECONDS LINK       one, who is measured: prints JSON
//   stepback_bench_module delay SECONDS LINK LINK   how much later the second hears the first: JSON

#include <stepback.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <numbers>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "bench/measure/process.hpp"
#include "bench/measure/spread.hpp"
#include "support/people/measure.hpp"
#include "support/people/person.hpp"
#include "tests/plugin/audio/realtime_guard.hpp"

namespace stepback::bench {
namespace {

using Samples = std::vector<float>;
using plugin::RealtimeGuard;

constexpr std::size_t kBlock = flow::kSampleRate / 100;
constexpr std::size_t kSecond = flow::kSampleRate;
constexpr std::size_t kVoiceSeconds = 7;

/// Sound that Opus treats as speech: harmonics whose pitch wanders, syllables, and breath. Each
/// seed makes another voice. It is made beforehand, so that making it is not measured. A `lively`
/// voice is louder and never has the same pitch twice within a second. It is therefore found in a
/// mix at one place alone, and not a pitch period beside it too.
Samples voice(unsigned seed, bool lively) {
  std::mt19937 random{seed};
  std::uniform_real_distribution<float> breath{-0.02F, 0.02F};
  std::uniform_real_distribution<double> between{0, 1};
  const double pitch = 90 + 130 * between(random);
  const double syllables = 3 + 2 * between(random);
  const double wander = lively ? 1.3 : 0.3 + 0.4 * between(random);
  const double reach = lively ? 0.5 : 0.2;
  const double level = lively ? 0.16 : 0.08;
  Samples out(kVoiceSeconds * kSecond);
  double turn = 0;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double at = static_cast<double>(i) / flow::kSampleRate;
    const double bend = 1 + reach * std::sin(2 * std::numbers::pi * wander * at);
    turn += 2 * std::numbers::pi * pitch * bend / flow::kSampleRate;
    double sum = 0;
    for (int k = 1; k <= 12; ++k) sum += std::sin(k * turn) / k;
    const double loud = std::abs(std::sin(std::numbers::pi * syllables * at));
    out[i] = static_cast<float>(level * loud * sum) + breath(random);
  }
  return out;
}

/// A person with a microphone.
class Host {
 public:
  Host(const std::string& link, unsigned seed, bool lively = false)
      : person_(link), voice_(voice(seed, lively)) {
    if (const std::string refused = person_.publish(true); !refused.empty()) {
      throw std::runtime_error("the microphone stays closed: " + refused);
    }
  }

  void push() {
    stepback_push(person_.client(), voice_.data() + at_ % voice_.size(), kBlock);
    at_ += kBlock;
  }
  void pull() { stepback_pull(person_.client(), heard_.data(), kBlock); }

  const std::array<float, kBlock>& heard() const { return heard_; }
  /// The block of sound that is pushed next.
  std::span<const float> said_next() const {
    return std::span{voice_}.subspan(at_ % voice_.size(), kBlock);
  }
  stepback_statistics statistics() const {
    stepback_statistics all{};
    all.struct_size = sizeof all;
    stepback_get_statistics(person_.client(), &all);
    return all;
  }

 private:
  flow::Person person_;
  Samples voice_;
  std::size_t at_ = 0;
  std::array<float, kBlock> heard_{};
};

/// Waits from one block of ten milliseconds to the next, on one clock.
class Beat {
 public:
  void wait() {
    next_ += std::chrono::milliseconds{10};
    std::this_thread::sleep_until(next_);
  }
  void wait_half() const { std::this_thread::sleep_until(next_ + std::chrono::milliseconds{5}); }

 private:
  std::chrono::steady_clock::time_point next_ = std::chrono::steady_clock::now();
};

using Links = std::vector<std::string>;

int talk(std::size_t blocks, const Links& links) {
  std::vector<std::unique_ptr<Host>> hosts;
  for (const std::string& link : links) {
    hosts.push_back(std::make_unique<Host>(link, static_cast<unsigned>(hosts.size() + 1)));
  }
  Beat beat;
  for (std::size_t i = 0; i < blocks; ++i) {
    for (const auto& each : hosts) {
      each->push();
      each->pull();
    }
    beat.wait();
  }
  return 0;
}

int listen(std::size_t blocks, const Links& links) {
  Host host{links.at(0), 99};
  Beat beat;
  std::size_t allocations = 0;
  std::size_t locks = 0;
  std::int64_t begun = 0;
  std::int64_t processor = 0;
  std::uint64_t received = 0;
  for (std::size_t i = 0; i < 200 + blocks; ++i) {
    if (i == 200) {  // two seconds until the jitter buffers have found their depth
      begun = now_ns();
      processor = processor_ns(0);
      received = host.statistics().packets_received;
    }
    {
      const RealtimeGuard guard;
      host.push();
      host.pull();
      allocations += guard.allocations();
      locks += guard.locks();
    }
    beat.wait();
  }
  const auto took = static_cast<double>(now_ns() - begun);
  const nlohmann::json found{
      {"core", static_cast<double>(processor_ns(0) - processor) / took},
      {"allocations", allocations},
      {"locks", locks},
      {"packetsPerSecond",
       static_cast<double>(host.statistics().packets_received - received) / took * 1e9},
      {"concealed", host.statistics().frames_concealed}};
  std::cout << found.dump() << "\n";
  return 0;
}

// The second host's blocks begin half a block after the first's, since two sound cards are not in
// step. Each second that was said is looked for in the sound that was heard from its moment on.
int delay(std::size_t blocks, const Links& links) {
  Host speaker{links.at(0), 98, true};
  Host listener{links.at(1), 99};
  Samples said;
  Samples heard;
  Beat beat;
  for (std::size_t i = 0; i < blocks; ++i) {
    const auto next = speaker.said_next();
    said.insert(said.end(), next.begin(), next.end());
    speaker.push();
    speaker.pull();
    beat.wait_half();
    listener.push();
    listener.pull();
    heard.insert(heard.end(), listener.heard().begin(), listener.heard().end());
    beat.wait();
  }
  constexpr std::size_t window = kSecond;
  constexpr double most_ms = 300;
  constexpr std::size_t tail = kSecond / 3;
  std::vector<double> delays;
  std::vector<double> likeness;
  for (std::size_t from = 2 * kSecond; from + window + tail < heard.size(); from += window / 4) {
    const auto found = flow::align(std::span{said}.subspan(from, window),
                                   std::span{heard}.subspan(from, window + tail), most_ms);
    delays.push_back(found.delay_ms + 5);
    likeness.push_back(found.correlation);
  }
  std::ranges::sort(delays);
  const auto at = [&](double part) {
    return delays.at(static_cast<std::size_t>(part * static_cast<double>(delays.size() - 1)));
  };
  const nlohmann::json found{{"p50", at(0.5)},
                             {"p95", at(0.95)},
                             {"most", delays.back()},
                             {"windows", delays.size()},
                             {"correlation", spread_of(likeness).median}};
  std::cout << found.dump() << "\n";
  return 0;
}

int run(const std::vector<std::string>& words) {
  if (words.size() < 3) return 2;
  const auto blocks = static_cast<std::size_t>(std::stod(words[1]) * 100);
  const Links links(words.begin() + 2, words.end());
  if (words[0] == "voices") return talk(blocks, links);
  if (words[0] == "listen") return listen(blocks, links);
  if (words[0] == "delay") return delay(blocks, links);
  return 2;
}

}  // namespace
}  // namespace stepback::bench

int main(int count, char** arguments) {
  try {
    return stepback::bench::run({arguments + 1, arguments + count});
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
