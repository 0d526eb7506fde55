// Measures how changes that are kept on disk affect the sound of people who talk meanwhile.

#include <algorithm>

#include "bench/figures.hpp"
#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

constexpr std::size_t kSessions = 250;
/// A leader, one who talks, and two who open and close their microphones. Every change is sent to
/// all of them.
constexpr std::size_t kPeople = 4;
constexpr std::uint32_t kTalker = 1;
constexpr double kChangesPerSecond = 1000;
constexpr double kMostAddedMs = 5;

/// Opens and closes microphones at even intervals, over all sessions.
class Microphones final : public Due {
 public:
  explicit Microphones(Crowd& crowd) : crowd_(crowd), open_(kSessions) {}

  void begin() override { next_ns_ = now_ns(); }
  std::int64_t due_ns() const override { return next_ns_; }
  void send_due(std::int64_t now) override {
    for (; next_ns_ <= now; next_ns_ += static_cast<std::int64_t>(1e9 / kChangesPerSecond)) {
      const std::size_t session = changes_++ % kSessions;
      open_[session] = !open_[session];
      crowd_.ask(
          crowd_.at(session, kTalker + 1), "publish",
          std::string{",\"audio\":"} + (open_[session] ? "true" : "false") + ",\"video\":false");
    }
  }
  std::uint64_t changes() const { return changes_; }

 private:
  Crowd& crowd_;
  std::vector<bool> open_;
  std::uint64_t changes_ = 0;
  std::int64_t next_ns_ = 0;
};

}  // namespace

void measure_journal(Bench& bench) {
  Server server{false};
  Crowd crowd{bench.loop, server, kSessions, kPeople};
  Talk talk{crowd, {.talkers = 1, .first_seat = kTalker}};
  Microphones microphones{crowd};
  std::vector<Measured> quiet;
  std::vector<Measured> busy;
  std::vector<double> added;
  for (std::size_t i = 0; i < bench.runs(); ++i) {
    quiet.push_back(talk.run(bench.seconds()));
    busy.push_back(talk.run(bench.seconds(), &microphones));
    crowd.wait_for_answers();  // none may have been refused
    added.push_back(busy.back().p99_ms - quiet.back().p99_ms);
  }
  bench.report.print_line(line_of("without changes", quiet));
  bench.report.print_line(line_of("with 1,000 a second", busy));
  bench.report.print_line(
      "  " + std::to_string(microphones.changes()) + " changes in " +
      text_of(server.metric("stepback_journal_write_seconds_count"), 0) + " batches, " +
      text_of(1000 * server.metric("stepback_journal_write_seconds_sum") /
                  std::max(1.0, server.metric("stepback_journal_write_seconds_count")),
              2) +
      " ms each");
  double lost = 0;
  for (const Measured& each : busy) lost += std::max(each.lost, 0.0) + each.out_of_order;
  const Spread spread = spread_of(added);
  bench.report.row("journal: 1,000 changes a second over 250 sessions, added delay of audio, p99",
                   "5 ms", text_of(spread, 2) + " ms, " + text_of(lost, 0) + " lost",
                   spread.median < kMostAddedMs);
}

}  // namespace stepback::bench
