#pragma once

// The server's counters, as Prometheus text. Labels are words from closed lists, and never a name,
// a session, a token or an address. Loop thread.

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

  /// A packet of this kind was written to `receivers` connections or queued for them.
  /// stepback_packets_forwarded_total{media}
  void forwarded(protocol::Media media, std::size_t receivers);
  /// A packet was not forwarded. stepback_packets_refused_total{reason}
  void refused(PacketRefusal reason);
  /// A packet was thrown away because it may have waited while the server stood still (Standstill).
  /// stepback_packets_outdated_total
  void outdated();
  /// The drop policy (Outbox) threw packets away. stepback_queue_drops_total{media}
  void dropped(protocol::Media media, std::size_t packets);
  /// Packets and chat lines were taken out of queues because their sender lost the right to send.
  /// stepback_queue_purged_total
  void withdrawn(std::size_t messages);
  /// A control message was refused. stepback_commands_refused_total{code}
  void command_refused(protocol::Code code);
  /// How late the loop's timer came. stepback_loop_lag_seconds (histogram)
  void loop_lag(std::chrono::microseconds late);
  /// A batch of changes was written to the journal, or could not be. stepback_journal_write_seconds
  /// (a histogram that counts all batches), stepback_journal_failures_total
  void journal_wrote(std::chrono::microseconds took, bool failed);
  /// How long a command that takes something away took, from its reading off the socket until every
  /// media plane forwarded by the new routes. stepback_restriction_seconds (histogram)
  void restricted(std::chrono::microseconds took);
  /// How long a change took from its decision until the journal had kept it, retries included.
  /// stepback_change_kept_seconds (histogram)
  void change_kept(std::chrono::milliseconds took);
  /// How many sessions could not be read back at the start. stepback_journal_set_aside
  void set_aside(std::size_t sessions);
  /// Whether /readyz answers that the server is ready. stepback_ready
  void set_ready(bool ready);
  /// Whether the machine's clock has jumped (Clock::in_doubt()). stepback_clock_in_doubt
  void set_clock_in_doubt(bool doubted);
  /// How many sessions the server has. stepback_sessions{phase="waiting"|"running"|"ended"}
  void set_sessions(std::size_t waiting, std::size_t running, std::size_t ended);
  /// How many people are connected in this channel. stepback_participants{channel}
  void set_participants(protocol::Channel channel, std::size_t connected);
  /// A connection or request was turned away on arrival.
  /// stepback_connections_turned_away_total{reason}
  void turned_away(TurnedAway reason);
  /// The server closed a connection early. stepback_connections_sent_away_total{reason}
  void sent_away(SentAway reason);
  /// How many bytes wait in all queues. stepback_queue_bytes
  void set_waiting(std::size_t bytes);
  /// A WebSocket was opened, or is gone. stepback_connections
  void connection_opened();
  void connection_closed();

  /// Returns all metrics (Prometheus text format 0.0.4).
  std::string text() const;

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace stepback::signalling
