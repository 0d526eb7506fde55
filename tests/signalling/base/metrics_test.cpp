#include "signalling/base/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace stepback::signalling {
namespace {

using testing::HasSubstr;

TEST(MetricsTest, CountersAreThereBeforeTheyCount) {
  const Metrics metrics;
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("stepback_packets_forwarded_total{media=\"audio\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("stepback_packets_refused_total{reason=\"notPermitted\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("stepback_queue_drops_total{media=\"video\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("stepback_queue_purged_total 0\n"));
  EXPECT_THAT(text, HasSubstr("stepback_commands_refused_total{code=\"wrongPhase\"} 0\n"));
}

TEST(MetricsTest, EachMetricIsExplainedInASentence) {
  std::istringstream text(Metrics().text());
  std::size_t explained = 0;
  for (std::string line; std::getline(text, line);) {
    if (!line.starts_with("# HELP stepback_")) continue;
    ++explained;
    EXPECT_THAT(line, testing::MatchesRegex("# HELP stepback_[a-z_]+ [A-Z1].*[^.]\\.$"));
  }
  EXPECT_EQ(explained, 20U);
}

TEST(MetricsTest, WhatHappensIsCounted) {
  Metrics metrics;
  metrics.forwarded(protocol::Media::audio, 11);
  metrics.forwarded(protocol::Media::audio, 1);
  metrics.refused(PacketRefusal::notRtp);
  metrics.dropped(protocol::Media::video, 3);
  metrics.outdated();
  metrics.withdrawn(4);
  metrics.command_refused(protocol::Code::restarting);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("stepback_packets_forwarded_total{media=\"audio\"} 12\n"));
  EXPECT_THAT(text, HasSubstr("stepback_packets_forwarded_total{media=\"video\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("stepback_packets_refused_total{reason=\"notRtp\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("stepback_queue_drops_total{media=\"video\"} 3\n"));
  EXPECT_THAT(text, HasSubstr("stepback_packets_outdated_total 1\n"));
  EXPECT_THAT(text, HasSubstr("stepback_queue_purged_total 4\n"));
  EXPECT_THAT(text, HasSubstr("stepback_commands_refused_total{code=\"restarting\"} 1\n"));
}

TEST(MetricsTest, GaugesShowWhatIs) {
  Metrics metrics;
  metrics.set_sessions(1, 2, 3);
  metrics.set_sessions(4, 5, 6);
  metrics.set_participants(protocol::Channel::observer, 7);
  metrics.connection_opened();
  metrics.connection_opened();
  metrics.connection_closed();
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("stepback_sessions{phase=\"waiting\"} 4\n"));
  EXPECT_THAT(text, HasSubstr("stepback_sessions{phase=\"running\"} 5\n"));
  EXPECT_THAT(text, HasSubstr("stepback_sessions{phase=\"ended\"} 6\n"));
  EXPECT_THAT(text, HasSubstr("stepback_participants{channel=\"observer\"} 7\n"));
  EXPECT_THAT(text, HasSubstr("stepback_connections 1\n"));
}

TEST(MetricsTest, TheJournalsBatchesAreTimedAndFailuresCounted) {
  Metrics metrics;
  metrics.journal_wrote(std::chrono::microseconds(700), false);
  metrics.journal_wrote(std::chrono::milliseconds(30), true);
  metrics.set_aside(2);
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("stepback_journal_write_seconds_count 2\n"));
  EXPECT_THAT(text, HasSubstr("stepback_journal_write_seconds_bucket{le=\"0.001\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("stepback_journal_failures_total 1\n"));
  EXPECT_THAT(text, HasSubstr("stepback_journal_set_aside 2\n"));
}

TEST(MetricsTest, RestrictionsAndTheirKeepingAreHistogramsInSeconds) {
  Metrics metrics;
  metrics.restricted(std::chrono::microseconds(300));
  metrics.change_kept(std::chrono::milliseconds(30));
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("stepback_restriction_seconds_count 1\n"));
  EXPECT_THAT(text, HasSubstr("stepback_restriction_seconds_bucket{le=\"0.0002\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("stepback_restriction_seconds_bucket{le=\"0.0005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("stepback_change_kept_seconds_count 1\n"));
  EXPECT_THAT(text, HasSubstr("stepback_change_kept_seconds_bucket{le=\"0.02\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("stepback_change_kept_seconds_bucket{le=\"0.05\"} 1\n"));
}

TEST(MetricsTest, LagIsAHistogramInSeconds) {
  Metrics metrics;
  metrics.loop_lag(std::chrono::microseconds(300));
  metrics.loop_lag(std::chrono::milliseconds(30));
  const std::string text = metrics.text();
  EXPECT_THAT(text, HasSubstr("stepback_loop_lag_seconds_count 2\n"));
  EXPECT_THAT(text, HasSubstr("stepback_loop_lag_seconds_bucket{le=\"0.0002\"} 0\n"));
  EXPECT_THAT(text, HasSubstr("stepback_loop_lag_seconds_bucket{le=\"0.0005\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("stepback_loop_lag_seconds_bucket{le=\"0.05\"} 2\n"));
}

}  // namespace
}  // namespace stepback::signalling
