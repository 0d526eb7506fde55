#pragma once

// Everybody who takes part in the sessions of one target: seats them, counts what they get, and
// checks that no packet is missing or out of order. The loop's thread.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bench/loop.hpp"
#include "bench/participant.hpp"
#include "bench/spread.hpp"
#include "bench/target.hpp"

namespace stepback::bench {

class Crowd final : public Hears {
 public:
  /// Opens so many sessions of so many people each, and waits until all are seated and the server
  /// has said nothing for a moment. The loop and the target outlive it.
  Crowd(Loop& loop, Target& target, std::size_t sessions, std::size_t people);
  ~Crowd() override;
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  std::size_t sessions() const { return people_.size() / per_session_; }
  std::size_t per_session() const { return per_session_; }
  Participant& at(std::size_t session, std::size_t seat) {
    return *people_[session * per_session_ + seat];
  }

  /// Opens a microphone or a camera, and waits for the `ok` of all that were asked for since the
  /// last wait_for_answers().
  void publish(Participant& who, bool audio, bool video);
  /// Sends a request with an id; its `ok` or `error` is counted.
  void ask(Participant& who, const std::string& type, const std::string& members = {});
  /// Throws std::runtime_error if one of them was an `error`.
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
