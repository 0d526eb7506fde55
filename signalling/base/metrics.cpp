#include "signalling/base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <string_view>

namespace stepback::signalling {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;
using prometheus::Registry;

/// One metric for each word of a closed list. All exist from the start: a counter that first
/// appears with its first count hides that count from rate().
template <typename Metric, typename Enum>
class PerWord {
 public:
  PerWord(Family<Metric>& family, const std::string& label) {
    const auto& words = protocol::words_of<Enum>;
    for (std::size_t i = 0; i < words.size(); ++i) {
      metrics_[i] = &family.Add({{label, std::string(words[i])}});
    }
  }
  Metric& operator[](Enum value) { return *metrics_[static_cast<std::size_t>(value)]; }

 private:
  std::array<Metric*, protocol::words_of<Enum>.size()> metrics_{};
};

Family<Counter>& counters(Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

Family<Gauge>& gauges(Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

/// Around the 20 ms of an audio packet: below a tenth nobody notices a delay, above 20 ms people
/// hear it.
const Histogram::BucketBoundaries& lag_seconds() {
  static const Histogram::BucketBoundaries bounds{0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005,
                                                  0.01,   0.02,   0.05,   0.1,   0.5};
  return bounds;
}

/// From a fast disk's flush to one that makes people wait.
const Histogram::BucketBoundaries& write_seconds() {
  static const Histogram::BucketBoundaries bounds{0.0005, 0.001, 0.002, 0.005, 0.01, 0.02,
                                                  0.05,   0.1,   0.2,   0.5,   1,    5};
  return bounds;
}

double to_double(std::size_t count) {
  return static_cast<double>(count);
}

}  // namespace

struct Metrics::Families {
  Registry registry;
  PerWord<Counter, protocol::Media> forwarded{
      counters(registry, "stepback_packets_forwarded_total",
               "Copies of media packets that were sent or queued, one for each receiver."),
      "media"};
  PerWord<Counter, PacketRefusal> refused{
      counters(registry, "stepback_packets_refused_total",
               "Media packets that the server did not forward to anyone, by reason."),
      "reason"};
  Counter& outdated = counters(registry, "stepback_packets_outdated_total",
                               "Media packets that were thrown away because they may have waited "
                               "while the server stood still.")
                          .Add({});
  PerWord<Counter, protocol::Media> dropped{
      counters(registry, "stepback_queue_drops_total",
               "Media packets that were dropped because they waited too long for a slow receiver."),
      "media"};
  Counter& withdrawn =
      counters(registry, "stepback_queue_purged_total",
               "Media packets and chat lines that were removed from queues because their "
               "sender lost the right to send.")
          .Add({});
  PerWord<Counter, protocol::Code> commands_refused{
      counters(registry, "stepback_commands_refused_total",
               "Control messages that the server refused, by error code."),
      "code"};
  Histogram& loop_lag =
      prometheus::BuildHistogram()
          .Name("stepback_loop_lag_seconds")
          .Help("The delay, in seconds, with which the server's loop ran its timer.")
          .Register(registry)
          .Add({}, lag_seconds());
  Histogram& restrictions =
      prometheus::BuildHistogram()
          .Name("stepback_restriction_seconds")
          .Help("The time, in seconds, until a command that takes something away was in force.")
          .Register(registry)
          .Add({}, lag_seconds());
  Histogram& changes_kept =
      prometheus::BuildHistogram()
          .Name("stepback_change_kept_seconds")
          .Help("The time, in seconds, from a change's decision until the journal had kept it.")
          .Register(registry)
          .Add({}, write_seconds());
  Histogram& journal_writes =
      prometheus::BuildHistogram()
          .Name("stepback_journal_write_seconds")
          .Help("The time, in seconds, that the journal took to write a batch of changes.")
          .Register(registry)
          .Add({}, write_seconds());
  Counter& journal_failures = counters(registry, "stepback_journal_failures_total",
                                       "Batches of changes that the journal could not write.")
                                  .Add({});
  Gauge& set_aside =
      gauges(registry, "stepback_journal_set_aside",
             "Sessions that the server could not read from the journal when it started.")
          .Add({});
  Gauge& ready = gauges(registry, "stepback_ready",
                        "1 if /readyz says that the server is ready, 0 if it does not.")
                     .Add({});
  Gauge& clock_in_doubt =
      gauges(registry, "stepback_clock_in_doubt",
             "1 if the machine's clock has jumped away from the sessions' clock.")
          .Add({});
  Family<Gauge>& sessions = gauges(registry, "stepback_sessions",
                                   "Sessions on this server: waiting to begin, running, or ended.");
  Gauge& waiting = sessions.Add({{"phase", "waiting"}});
  Gauge& running = sessions.Add({{"phase", "running"}});
  Gauge& ended = sessions.Add({{"phase", "ended"}});
  PerWord<Gauge, protocol::Channel> participants{
      gauges(registry, "stepback_participants", "People who are connected, by channel."),
      "channel"};
  PerWord<Counter, TurnedAway> turned_away{
      counters(registry, "stepback_connections_turned_away_total",
               "Connections that the server refused because of a limit, by reason."),
      "reason"};
  PerWord<Counter, SentAway> sent_away{
      counters(registry, "stepback_connections_sent_away_total",
               "WebSockets that the server closed because of what the client did, by reason."),
      "reason"};
  Gauge& waiting_bytes = gauges(registry, "stepback_queue_bytes",
                                "Bytes that wait in the queues of all connections together.")
                             .Add({});
  Gauge& connections =
      gauges(registry, "stepback_connections", "WebSockets that are open.").Add({});
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::forwarded(protocol::Media media, std::size_t receivers) {
  families_->forwarded[media].Increment(to_double(receivers));
}
void Metrics::refused(PacketRefusal reason) {
  families_->refused[reason].Increment();
}
void Metrics::outdated() {
  families_->outdated.Increment();
}
void Metrics::dropped(protocol::Media media, std::size_t packets) {
  families_->dropped[media].Increment(to_double(packets));
}
void Metrics::withdrawn(std::size_t messages) {
  families_->withdrawn.Increment(to_double(messages));
}
void Metrics::command_refused(protocol::Code code) {
  families_->commands_refused[code].Increment();
}
void Metrics::loop_lag(std::chrono::microseconds late) {
  families_->loop_lag.Observe(std::chrono::duration<double>(late).count());
}
void Metrics::restricted(std::chrono::microseconds took) {
  families_->restrictions.Observe(std::chrono::duration<double>(took).count());
}
void Metrics::change_kept(std::chrono::milliseconds took) {
  families_->changes_kept.Observe(std::chrono::duration<double>(took).count());
}
void Metrics::journal_wrote(std::chrono::microseconds took, bool failed) {
  families_->journal_writes.Observe(std::chrono::duration<double>(took).count());
  if (failed) families_->journal_failures.Increment();
}
void Metrics::set_aside(std::size_t sessions) {
  families_->set_aside.Set(to_double(sessions));
}
void Metrics::set_clock_in_doubt(bool doubted) {
  families_->clock_in_doubt.Set(doubted ? 1 : 0);
}

void Metrics::set_ready(bool ready) {
  families_->ready.Set(ready ? 1 : 0);
}
void Metrics::set_sessions(std::size_t waiting, std::size_t running, std::size_t ended) {
  families_->waiting.Set(to_double(waiting));
  families_->running.Set(to_double(running));
  families_->ended.Set(to_double(ended));
}
void Metrics::set_participants(protocol::Channel channel, std::size_t connected) {
  families_->participants[channel].Set(to_double(connected));
}
void Metrics::turned_away(TurnedAway reason) {
  families_->turned_away[reason].Increment();
}
void Metrics::sent_away(SentAway reason) {
  families_->sent_away[reason].Increment();
}
void Metrics::set_waiting(std::size_t bytes) {
  families_->waiting_bytes.Set(to_double(bytes));
}
void Metrics::connection_opened() {
  families_->connections.Increment();
}
void Metrics::connection_closed() {
  families_->connections.Decrement();
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace stepback::signalling
