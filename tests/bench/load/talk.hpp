#pragma once

// Lets some people of a crowd talk or show themselves, each packet at its time, and measures part
// of that. The loop's thread.

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "bench/load/crowd.hpp"

namespace stepback::bench {

/// A series of packets, each sent at its time.
class Due {
 public:
  virtual ~Due() = default;
  /// Restarts the series now.
  virtual void begin() = 0;
  /// The time of the next packet, as of now_ns().
  virtual std::int64_t due_ns() const = 0;
  /// Sends all packets that are due.
  virtual void send_due(std::int64_t now) = 0;
};

/// Turns the loop until `moment_ns`, and sends each packet of the series when it is due.
void turn_together(Loop& loop, std::span<Due* const> all, std::int64_t moment_ns);

/// The senders, and what they send.
struct Plan {
  std::size_t talkers = 3;   ///< of each session: those in seats `first_seat` and on
  std::size_t sessions = 0;  ///< that talk; 0: all
  std::uint32_t first_seat = 0;
  Media media = Media::audio;
  std::size_t payload_bytes = 80;  ///< what Opus makes of 20 ms of speech
  double per_second = 50;
  bool open = true;  ///< their microphones are opened first
};

struct Measured {
  double seconds = 0;
  double sent_per_second = 0;
  double delivered_per_second = 0;
  double processor = 0;      ///< of the target: cores
  double us_per_packet = 0;  ///< of the target, for each delivered packet
  double p50_ms = 0;
  double p99_ms = 0;
  double lost = 0;  ///< of the whole talk, with its beginning and end
  double out_of_order = 0;
  double generator = 0;    ///< cores that the load generator took
  double late_p99_ms = 0;  ///< of the load generator: how long after their time packets went
  double skipped = 0;      ///< the part of the packets that it was too late to send
  double starved = 0;      ///< the part of the time in which the target waited for a processor
};

class Talk final : public Due {
 public:
  /// Opens the microphones (or cameras) of all talkers and waits for the answers.
  Talk(Crowd& crowd, const Plan& plan);
  ~Talk() override;
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;

  /// Talks for `seconds` after a time that is not measured, and waits until all packets have
  /// arrived. May be called again. `beside` is another series that is sent meanwhile.
  Measured run(double seconds, Due* beside = nullptr);

  /// From now on only the first `sessions` sessions talk.
  void talk_in(std::size_t sessions);

  /// The parts of run(), for callers that do something in between.
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
  /// Waits until `expected` packets have arrived, three seconds at most.
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
