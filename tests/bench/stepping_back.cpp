// The step back under load: the exactness of its cut, the time until everybody knows, and the cost
// of a presenter who goes on sending.

#include <algorithm>
#include <array>

#include "bench/figures.hpp"
#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

constexpr std::size_t kSessions = 40;
constexpr std::size_t kPeople = 12;
constexpr std::uint32_t kLeader = 0;
constexpr std::uint32_t kPresenter = 1;
constexpr std::int64_t kNsPerMs = 1'000'000;
constexpr double kMostMs = 5;

void advance(Crowd& crowd, std::size_t session, const std::string& phase) {
  crowd.ask(crowd.at(session, kLeader), "advance", ",\"phase\":\"" + phase + "\"");
}

// Goes to a phase in which the presenter may still speak.
void begin_sessions(Crowd& crowd) {
  for (std::size_t session = 0; session < crowd.sessions(); ++session) {
    advance(crowd, session, "opening");
    const std::string& presenter = crowd.at(session, kPresenter).id();
    crowd.ask(crowd.at(session, kLeader), "appoint", ",\"participant\":\"" + presenter + "\"");
    advance(crowd, session, "clarification");
    crowd.wait_for_answers();
  }
}

/// Changes the phase of one session at a time, while all talk. The presenter talks all the time,
/// allowed or not.
class Cutover {
 public:
  Cutover(Bench& bench, Crowd& crowd) : loop_(bench.loop), crowd_(crowd), knows_(kSessions) {
    crowd_.on_state = [this](Participant& who, std::string_view text) { take(who, text); };
    crowd_.on_stamp = [this](Participant& who, const Stamp& stamp) {
      if (stamp.seat != kPresenter) return;
      if (knows_.at(who.session).at(who.seat)) ++heard_after_;
    };
  }
  Cutover(const Cutover&) = delete;
  Cutover& operator=(const Cutover&) = delete;
  ~Cutover() {
    crowd_.on_state = nullptr;
    crowd_.on_stamp = nullptr;
  }

  /// Lets each session step back and return so many times. Returns the delays in ms from `advance`
  /// to the last of the states that tell of it.
  Delays run(Talk& talk, std::size_t rounds) {
    delays_.clear();
    const std::array<Due*, 1> talks{&talk};
    talk.begin();
    for (std::size_t i = 0; i < rounds * kSessions; ++i) {
      const std::size_t session = i % kSessions;
      change(talks, session, "discussion");
      pause(talks, 30);  // a packet and more of the presenter is refused
      change(talks, session, "return");
      crowd_.publish(crowd_.at(session, kPresenter), true, false);
      pause(talks, 25);
    }
    crowd_.wait_for_answers();
    return delays_;
  }

  /// Packets of a presenter that came to somebody after the state with the step back.
  std::uint64_t heard_after() const { return heard_after_; }

 private:
  void change(std::span<Due* const> talks, std::size_t session, const std::string& phase) {
    session_ = session;
    wanted_ = "\"phase\":{\"name\":\"" + phase + "\"";
    told_ = 0;
    const std::int64_t begun = now_ns();
    advance(crowd_, session, phase);
    while (told_ < kPeople) {
      if (now_ns() - begun > 10'000 * kNsPerMs) throw std::runtime_error("nobody was told");
      turn_together(loop_, talks, now_ns() + kNsPerMs / 5);
    }
    delays_.add(last_told_ns_ - begun);
  }

  void pause(std::span<Due* const> talks, std::int64_t ms) const {
    turn_together(loop_, talks, now_ns() + ms * kNsPerMs);
  }

  void take(Participant& who, std::string_view text) {
    knows_.at(who.session).at(who.seat) =
        text.find("\"phase\":{\"name\":\"discussion\"") != std::string_view::npos;
    if (who.session != session_ || text.find(wanted_) == std::string_view::npos) return;
    ++told_;
    last_told_ns_ = now_ns();
  }

  Loop& loop_;
  Crowd& crowd_;
  std::vector<std::array<bool, kPeople>> knows_;  ///< people who know that the presenter is back
  std::size_t session_ = kSessions;
  std::string wanted_;
  std::size_t told_ = 0;
  std::int64_t last_told_ns_ = 0;
  std::uint64_t heard_after_ = 0;
  Delays delays_;
};

}  // namespace

void measure_cutover(Bench& bench) {
  Server server{false};
  Crowd crowd{bench.loop, server, kSessions, kPeople};
  begin_sessions(crowd);
  Talk talk{crowd, {.talkers = 3, .first_seat = kPresenter}};
  Cutover cutover{bench, crowd};
  std::vector<double> p50;
  std::vector<double> p99;
  for (int i = 0; i < 3; ++i) {
    const Delays delays = cutover.run(talk, bench.many(6, 1));
    p50.push_back(delays.quantile_ms(0.5));
    p99.push_back(delays.quantile_ms(0.99));
  }
  const double refused = server.metric("stepback_packets_refused_total");
  bench.report.row(
      "cut-over: the presenter's packets after the change", "0",
      std::to_string(cutover.heard_after()) + " (" + text_of(refused, 0) + " were refused)",
      cutover.heard_after() == 0 && refused > 0);
  const Spread spread = spread_of(p99);
  bench.report.row("cut-over under load: `advance` to the last of 12 `state`s, p99", "5 ms",
                   text_of(spread, 2) + " ms (p50 " + text_of(spread_of(p50), 2) + ")",
                   spread.median <= kMostMs);
}

// Few talk, and twice as many as the main figure's presenters flood. Windows with and without the
// flood, by turns, show what the flood adds.
void measure_refused(Bench& bench) {
  constexpr std::size_t sessions = 80;
  constexpr std::size_t talking = 20;
  constexpr double flood_per_second = 118;  // the limit is 120
  Server server{false};
  Crowd crowd{bench.loop, server, sessions, kPeople};
  begin_sessions(crowd);
  for (std::size_t session = 0; session < sessions; ++session) {
    advance(crowd, session, "discussion");
  }
  crowd.wait_for_answers();
  Talk talk{crowd, {.talkers = 1, .sessions = talking, .first_seat = 2}};
  Talk flood{
      crowd,
      {.talkers = 1, .first_seat = kPresenter, .per_second = flood_per_second, .open = false}};
  std::vector<double> delivered;
  std::vector<double> refused;
  std::vector<double> part;
  for (std::size_t i = 0; i < bench.runs(); ++i) {
    const Measured without = talk.run(bench.seconds());
    const double before = server.metric("stepback_packets_refused_total");
    const Measured with = talk.run(bench.seconds(), &flood);
    const double all = server.metric("stepback_packets_refused_total") - before;
    if (all < 0.98 * static_cast<double>(flood.sent())) throw std::runtime_error("not refused");
    const double per_second = flood_per_second * static_cast<double>(sessions);
    const double added_us =
        with.processor * 1e6 - without.us_per_packet * with.delivered_per_second;
    delivered.push_back(without.us_per_packet);
    refused.push_back(added_us / per_second);
    part.push_back(refused.back() / delivered.back());
  }
  bench.report.row("a refused packet of a stepped-back presenter who floods",
                   "less than a delivered one",
                   text_of(spread_of(refused), 2) + " µs, delivered " +
                       text_of(spread_of(delivered), 2) + ": " + text_of(spread_of(part), 2) + " ×",
                   spread_of(part).median < 1);
}

}  // namespace stepback::bench
