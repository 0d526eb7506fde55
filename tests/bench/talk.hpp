#pragma once

// Some of a crowd talk, or show themselves, each packet at its moment, and a while of that is
// measured. The loop's thread.

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "bench/crowd.hpp"

namespace stepback::bench {

/// Something that is sent at its moments, one after the other.
class Due {
 public:
  virtual ~Due() = default;
  /// Begins anew, now.
  virtual void begin() = 0;
  /// When the next is due.
  virtual std::int64_t due_ns() const = 0;
  /// Sends all that is due.
  virtual void send_due(std::int64_t now) = 0;
};

/// Turns the loop until that moment, and sends what each of them has.
void turn_together(Loop& loop, std::span<Due* const> all, std::int64_t moment_ns);

/// Who sends what.
struct Plan {
  std::size_t talkers = 3;   ///< of each session: those in seats `first_seat` and on
  std::size_t sessions = 0;  ///< that talk; 0: all
  std::uint32_t first_seat = 0;
  Media media = Media::audio;
  std::size_t payload_bytes = 80;  ///< what Opus makes of 20 ms of speech
  double per_second = 50;
  bool open = true;  ///< their microphones first; else they send without
};

struct Measured {
  double seconds = 0;
  double sent_per_second = 0;
  double delivered_per_second = 0;
  double processor = 0;      ///< of the target: cores
  double us_per_packet = 0;  ///< of the target, for each delivered packet
  double p50_ms = 0;
  double p99_ms = 0;
  double lost = 0;  ///< of the whole talk, its beginning and end too
  double out_of_order = 0;
  double generator = 0;    ///< cores that the load generator took
  double late_p99_ms = 0;  ///< of the load generator: when packets went, after they were due
  double skipped = 0;      ///< the part of the packets that it was too late to send
  double starved = 0;      ///< the part of the time in which the target waited for a processor
};

class Talk final : public Due {
 public:
  /// Opens the microphones (or cameras) of all who talk, and waits for the answers.
  Talk(Crowd& crowd, const Plan& plan);
  ~Talk() override;
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;

  /// Talks for so long, after a while that is not measured, and waits until everything that was
  /// said has arrived. May be called again. `beside`: what else is sent meanwhile, by others.
  Measured run(double seconds, Due* beside = nullptr);

  /// Only the first so many sessions talk from now on.
  void talk_in(std::size_t sessions);

  /// The parts of run(), for who wants to do something in between.
  void begin() override;
  std::int64_t due_ns() const override;
  void send_due(std::int64_t now) override;
  std::uint64_t sent() const { return sent_; }

 private:
  struct Talker {
    Participant* who = nullptr;
    std::int64_t phase_ns = 0;  ///< of its period, at random
    std::uint32_t number = 0;
  };
  /// Waits for what is on its way, three seconds at most, or until so many have arrived.
  void drain(std::uint64_t expected);
  void send(Talker& talker, bool key_frame);

  Crowd& crowd_;
  Plan plan_;
  std::int64_t period_ns_;
  std::vector<Talker> talkers_;  ///< in the order of their phases
  std::size_t next_ = 0;         ///< of them
  std::int64_t cycle_ns_ = 0;    ///< when the period began in which the next one's turn is
  std::size_t talking_sessions_;
  std::uint64_t sent_ = 0;
  std::uint64_t skipped_ = 0;
  Delays late_;
  std::mt19937_64 random_{20};  // the same phases in every run
};

}  // namespace stepback::bench
