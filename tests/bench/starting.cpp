// The time from the start of the process to its `ready`: with an empty journal, and with one of a
// thousand sessions.

#include "bench/figures.hpp"
#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

constexpr double kMostStartMs = 100;
constexpr double kMostRecoverySeconds = 2;
constexpr std::size_t kSessions = 1000;

}  // namespace

// Each server starts on the folder of the one before, so the secret is there, as after an update.
void measure_start(Bench& bench) {
  for (const bool over_tls : {false, true}) {
    Server server{over_tls};
    std::vector<double> ms;
    for (std::size_t i = 0; i < bench.many(21, 9); ++i) ms.push_back(server.start_again() * 1000);
    const Spread spread = spread_of(ms);
    bench.report.row(std::string{"start: process to `ready`"} + (over_tls ? ", TLS" : ""),
                     text_of(kMostStartMs, 0) + " ms", text_of(spread, 0) + " ms",
                     spread.median < kMostStartMs);
  }
}

// A journal like the one after an evening. In each session everybody has come, some have opened
// their microphone, somebody presents, and the presenter has stepped back. The server was killed,
// so that the write-ahead log has to be read too.
void measure_recovery(Bench& bench) {
  Server server{false};
  const std::size_t people = bench.many(12, 3);
  const std::size_t gathered = bench.many(kSessions, 250);  // a quick run's others wait
  constexpr std::size_t at_once = 250;
  for (std::size_t made = 0; made < gathered; made += at_once) {
    Crowd crowd{bench.loop, server, at_once, people};
    for (std::size_t session = 0; session < at_once; ++session) {
      Participant& leader = crowd.at(session, 0);
      crowd.ask(leader, "advance", R"(,"phase":"opening")");
      crowd.ask(leader, "appoint", R"(,"participant":")" + crowd.at(session, 1).id() + "\"");
      crowd.publish(crowd.at(session, 1), true, false);
      crowd.publish(crowd.at(session, 2), true, false);
      crowd.wait_for_answers();
      crowd.ask(leader, "advance", R"(,"phase":"discussion")");
      crowd.wait_for_answers();
    }
  }
  server.open(kSessions - gathered, people);
  bench.report.print_line("  the journal has " +
                          text_of(static_cast<double>(std::filesystem::file_size(
                                      server.data_folder() / "journal.sqlite")) /
                                      1e6,
                                  1) +
                          " MB");
  std::vector<double> seconds;
  for (int i = 0; i < 3; ++i) {
    seconds.push_back(server.start_again());
    const auto known = nlohmann::json::parse(server.get("/api/sessions")).at("sessions");
    if (known.size() != kSessions) throw std::runtime_error("some are missing");
  }
  const Spread spread = spread_of(seconds);
  bench.report.row("recovery of 1,000 sessions of " + std::to_string(people) + " from the journal",
                   text_of(kMostRecoverySeconds, 0) + " s", text_of(spread, 2) + " s",
                   spread.median < kMostRecoverySeconds);
}

}  // namespace stepback::bench
