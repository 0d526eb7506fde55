// The clients' timings: C++ and the wire contract have one table.

#include "protocol/base/client_timings.hpp"

#include <gtest/gtest.h>

#include "tests/protocol/wire/golden.hpp"

namespace stepback::protocol {
namespace {

TEST(ClientTimings, AreThoseOfTheWireContract) {
  const nlohmann::json here{{"joinWithin", kClientTimings.join_within.count()},
                            {"leaveWithin", kClientTimings.leave_within.count()},
                            {"pingEvery", kClientTimings.ping_every.count()},
                            {"watchedPingEvery", kClientTimings.watched_ping_every.count()},
                            {"watchedDoubtAfter", kClientTimings.watched_doubt_after.count()},
                            {"reportEvery", kClientTimings.report_every.count()},
                            {"silenceLimit", kClientTimings.silence_limit.count()},
                            {"stableAfter", kClientTimings.stable_after.count()},
                            {"firstPause", kClientTimings.first_pause.count()},
                            {"longestPause", kClientTimings.longest_pause.count()},
                            {"mostUnreadable", kClientTimings.most_unreadable}};
  EXPECT_EQ(here, test::contract_document("behaviour/timings.json").at("client"));
}

}  // namespace
}  // namespace stepback::protocol
