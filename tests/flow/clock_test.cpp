// A real server on a machine whose clock is wrong, or is set while people talk. libfaketime moves
// the wall clock of the server alone, and leaves the time since the machine's start as it is.

#include <gmock/gmock.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "flow/hostile/adversary.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

/// The clock of every server that is started while this object lives.
class ServersClock {
 public:
  ServersClock() {
    set("+0");
    ::setenv("FAKETIME_TIMESTAMP_FILE", file_.c_str(), 1);
    ::setenv("FAKETIME_NO_CACHE", "1", 1);
    ::setenv("FAKETIME_DONT_FAKE_MONOTONIC", "1", 1);
    ::setenv("LD_PRELOAD", STEPBACK_FAKETIME, 1);
  }
  ~ServersClock() {
    for (const char* each : {"FAKETIME_TIMESTAMP_FILE", "FAKETIME_NO_CACHE",
                             "FAKETIME_DONT_FAKE_MONOTONIC", "LD_PRELOAD"}) {
      ::unsetenv(each);
    }
  }
  ServersClock(const ServersClock&) = delete;
  ServersClock& operator=(const ServersClock&) = delete;
  /// Sets it at once, to so much before or after the right time: "+40d", "-1h".
  void set(const std::string& offset) const {
    // Renamed, so that no reader sees half of it.
    std::ofstream(file_.string() + ".new") << offset << "\n";
    std::filesystem::rename(file_.string() + ".new", file_);
  }

 private:
  stepback::test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "offset";
};

constexpr std::array<const char*, 8> kOffsets{"+10m", "-10m", "+1h",  "-1h",
                                              "+25h", "-25h", "+40d", "-40d"};

class ClockFlow : public Adversary {
 protected:
  std::size_t jumps_logged() const {
    const std::string log = server_.log();
    std::size_t count = 0;
    for (std::size_t at = 0; (at = log.find("clockJumped", at)) != std::string::npos; ++at) ++count;
    return count;
  }
  /// Waits, a minute at most, until the log names so many jumps.
  bool jumps(std::size_t wanted) const {
    for (const auto end = std::chrono::steady_clock::now() + 60s;
         std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(20ms)) {
      if (jumps_logged() >= wanted) return true;
    }
    return false;
  }
  std::string id() const { return session_.at("id"); }
};

// Made before the server of the fixture's base, and gone after it.
class OnServersClock : private ServersClock, public ClockFlow {
 protected:
  using ServersClock::set;
};

TEST_F(OnServersClock, AJumpWhileTheGroupTalksChangesNothing) {
  present();
  step_back();
  const Json before = leader_.state().at("session");
  std::size_t logged = 0;

  for (const char* offset : kOffsets) {
    set(offset);
    ASSERT_TRUE(jumps(++logged)) << offset;
    EXPECT_EQ(server_.operations("/readyz").body, R"({"status":"ready","trouble":"clock"})");
    leader_.settle();
    const Json& after = leader_.state().at("session");
    EXPECT_EQ(after.at("phase"), before.at("phase")) << offset;
    EXPECT_EQ(after.at("returnAt"), before.at("returnAt")) << offset;
    expect_stepped_back(presenter_);
  }
  set("+0");
  ASSERT_TRUE(jumps(++logged));
  EXPECT_EQ(server_.operations("/readyz").body, R"({"status":"ready"})");
  EXPECT_THAT(server_.log(), Not(HasSubstr("clockAnchored")));
}

TEST_F(OnServersClock, AStartWithAWrongClockDeletesNothing) {
  present();
  step_back();
  const Json before = leader_.state().at("session");
  std::size_t logged = 0;

  for (const char* offset : kOffsets) {
    server_.kill();
    server_.wait_for_end();
    set(offset);
    server_.start_again();
    EXPECT_EQ(jumps_logged(), ++logged) << offset;
    EXPECT_EQ(server_.operations("/readyz").body, R"({"status":"ready","trouble":"clock"})");
    WireClient leader{server_.port()};
    leader.join(leader_.resume());
    EXPECT_EQ(leader.state().at("session").at("phase"), before.at("phase")) << offset;
    EXPECT_EQ(leader.state().at("session").at("returnAt"), before.at("returnAt")) << offset;
    const auto by_hand = server_.command("purge", {"--older-than", "1s"});
    EXPECT_EQ(by_hand.status, 2) << offset;
    EXPECT_THAT(by_hand.errors, HasSubstr("--clock-is-right"));
  }
  EXPECT_THAT(server_.log(), Not(HasSubstr("purged")));
  EXPECT_EQ(server_.command("verify").status, 0);
}

}  // namespace
}  // namespace stepback::flow
