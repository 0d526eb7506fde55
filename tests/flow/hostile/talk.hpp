#pragma once

// People who talk without a pause, each on a thread of their own. Each counts the packets of the
// others that arrive: whether all do, in their order, and how long they take. They use bare
// WebSockets, so that only the server is measured.

#include <array>
#include <atomic>
#include <barrier>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "support/wire/wire_client.hpp"

namespace stepback::flow {

class Talk {
 public:
  /// Everybody joins with their token, a leader first, opens their microphone and begins to talk.
  Talk(std::uint16_t port, const std::vector<std::string>& tokens);
  /// Ends the talk if end() was not called.
  ~Talk();
  Talk(const Talk&) = delete;
  Talk& operator=(const Talk&) = delete;

  /// Packets that are heard from now on count for this period, 0 (as at first) or 1.
  void count_as(std::size_t period) { period_ = period; }
  /// Everybody stops talking. Returns when the server has passed on every packet, so that it has
  /// none in its hands.
  void pause();
  /// Everybody talks again after pause().
  void go_on();
  /// Whether the leader sees this person connected. Any thread.
  bool sees_connected(const std::string& participant) const;

  struct Delays {
    std::size_t packets = 0;
    double median_ms = 0;
    double p99_ms = 0;
    double most_ms = 0;
  };
  struct Report {
    std::size_t sent = 0;   ///< packets, each to all the others
    std::size_t heard = 0;  ///< of them, by all together
    std::size_t lost = 0;   ///< of them, by all together
    std::size_t out_of_order = 0;
    std::array<Delays, 2> delays;  ///< by period
  };
  /// Everybody stops talking and receives the rest. Throws std::runtime_error if a thread failed.
  Report end();

 private:
  struct Person {
    WireClient client;
    std::size_t looked_at = 0;
    std::uint64_t said = 0;
    std::map<std::size_t, std::uint64_t> heard{};  ///< the newest packet's number, by who said it
    std::size_t out_of_order = 0;
    std::size_t packets = 0;
    std::array<std::vector<double>, 2> delays_ms{};
    std::string fault{};  ///< why their thread ended before its time
  };

  void run(std::size_t who);
  void rest(Person& person);
  void send_packet(std::size_t who);
  void look(std::size_t who);
  void note_state(const Json& state);

  std::vector<std::unique_ptr<Person>> people_;
  std::atomic<std::size_t> period_ = 0;
  std::atomic<bool> silent_ = false;
  std::atomic<bool> paused_ = false;
  std::atomic<std::size_t> resting_ = 0;  ///< people whose packets have all been passed on
  std::barrier<> all_said_;
  mutable std::mutex mutex_;
  std::set<std::string> connected_;
  std::vector<std::jthread> threads_;
};

}  // namespace stepback::flow
