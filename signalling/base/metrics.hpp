#pragma once

// The server's counters, as Prometheus text. Labels are words from closed lists: never a name, a
// session, a token or an address. Loop thread.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "protocol/base/words.hpp"
#include "signalling/base/refusals.hpp"

namespace stepback::signalling {

class Metrics {
 public:
  Metrics();
  ~Metrics();

  /// One packet of this kind was put into `receivers` queues.
  /// stepback_packets_forwarded_total{media}
  void forwarded(protocol::Media media, std::size_t receivers);
  /// stepback_packets_refused_total{reason}
  void refused(PacketRefusal reason);
  /// Packets thrown away because they waited too long. stepback_queue_drops_total{media}
  void dropped(protocol::Media media, std::size_t packets);
  /// Packets taken out of queues because their sender lost the right. stepback_queue_purged_total
  void purged(std::size_t packets);
  /// A control message was refused. stepback_commands_refused_total{code}
  void command_refused(protocol::Code code);
  /// How late the loop's timer came. stepback_loop_lag_seconds (histogram)
  void loop_lag(std::chrono::microseconds late);
  /// A batch of changes was written to the journal, or could not be.
  /// stepback_journal_write_seconds (histogram; its count is that of the batches),
  /// stepback_journal_failures_total
  void journal_wrote(std::chrono::microseconds took, bool failed);
  /// Sessions that could not be read back at the start. stepback_journal_set_aside
  void set_aside(std::size_t sessions);
  /// Whether /readyz would say so. stepback_ready
  void set_ready(bool ready);
  /// stepback_sessions{phase="running"|"ended"|"waiting"}, stepback_participants{channel},
  /// stepback_connections
  void set_sessions(std::size_t waiting, std::size_t running, std::size_t ended);
  void set_participants(protocol::Channel channel, std::size_t connected);
  /// Somebody was turned away before anything else. stepback_connections_turned_away_total{reason}
  void turned_away(TurnedAway reason);
  /// stepback_connections_sent_away_total{reason}
  void sent_away(SentAway reason);
  /// What waits in all queues. stepback_queue_bytes
  void set_waiting(std::size_t bytes);
  void connection_opened();
  void connection_closed();

  /// The exposition (text format 0.0.4).
  std::string text() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace stepback::signalling
