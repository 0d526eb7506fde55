#pragma once

// All participants in the sessions of one target. Seats them, counts what they receive, and checks
// that no packet is missing or out of order. The loop's thread.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bench/load/loop.hpp"
#include "bench/load/packets.hpp"
#include "bench/load/participant.hpp"
#include "bench/load/target.hpp"
#include "bench/measure/spread.hpp"

namespace stepback::bench {

class Crowd final : public Hears {
 public:
  /// Opens `sessions` sessions of `people` people each. Waits until all are seated and 0.3 s
  /// pass without a new state. Throws std::runtime_error if somebody was sent away. The loop and
  /// the target outlive the crowd.
  Crowd(Loop& loop, Target& target, std::size_t sessions, std::size_t people);
  ~Crowd() override;
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  std::size_t sessions() const { return people_.size() / per_session_; }
  std::size_t per_session() const { return per_session_; }
  Participant& at(std::size_t session, std::size_t seat) {
    return *people_[session * per_session_ + seat];
  }

  /// Asks to open or close a microphone and a camera. The answer is counted, as for ask().
  void publish(Participant& who, bool audio, bool video);
  /// Sends a request with an id. Its `ok` or `error` is counted.
  void ask(Participant& who, const std::string& type, const std::string& members = {});
  /// Waits until every request has its answer. Throws std::runtime_error if one of them is an
  /// `error`.
  void wait_for_answers();

  /// Counts since the last forget().
  struct Counts {
    std::uint64_t packets = 0;
    std::uint64_t out_of_order = 0;  ///< came after a later one of the same sender, or twice
    std::uint64_t states = 0;
    std::uint64_t gone = 0;  ///< connections that ended
    Delays delays;           ///< from the packets' stamps to now
  };
  const Counts& counts() const { return counts_; }
  /// Begins to count anew. Senders may begin with number 1 again.
  void forget();

  /// Called for each `state`, and for each packet, if set.
  std::function<void(Participant&, std::string_view)> on_state;
  std::function<void(Participant&, const Stamp&)> on_stamp;
  /// Called for each `keyframe` that asks a camera for one, if set.
  std::function<void(Participant&)> on_keyframe;

  Loop& loop() { return loop_; }
  Target& target() { return target_; }

 private:
  void on_seated(Participant& who) override;
  void on_text(Participant& who, std::string_view text) override;
  void on_packet(Participant& who, std::span<const std::uint8_t> packet) override;
  void on_gone(Participant& who) override;

  Loop& loop_;
  Target& target_;
  std::size_t per_session_;
  std::vector<std::unique_ptr<Participant>> people_;
  std::vector<std::uint32_t> heard_;  ///< for each participant and seat: the last number
  std::size_t seated_ = 0;
  std::size_t asked_ = 0;
  std::size_t answered_ = 0;
  bool ending_ = false;
  std::string refusal_;  ///< the last `error` to a request
  Counts counts_;
};

}  // namespace stepback::bench
