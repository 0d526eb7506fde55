// The event loop's tasks, timers and signals, its start and its end.

#include "signalling/net/event_loop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <future>
#include <thread>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

EventLoop quiet_loop() {
  return EventLoop(RunningLoop::settings(), nullptr, nullptr);
}

TEST(EventLoopStart, PicksAPortAndTellsIt) {
  RunningLoop running;
  EXPECT_GT(running.port(), 0);
  EXPECT_EQ(RawClient(running.port()).request("GET", "/").status, 200);
}

TEST(EventLoopStart, SaysWhereAndWhyItCannotListen) {
  RunningLoop first;
  EventLoop::Settings settings = RunningLoop::settings();
  settings.port = first.port();
  try {
    const EventLoop loop(settings, nullptr, nullptr);
    FAIL() << "two loops on one port";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot listen on 127.0.0.1:" +
                                        std::to_string(first.port()) + ": Address already in use"));
  }
}

TEST(EventLoopStart, SaysWhichAddressItDoesNotHave) {
  EventLoop::Settings settings = RunningLoop::settings();
  settings.listen = "192.0.2.1";  // RFC 5737: no machine's
  try {
    const EventLoop loop(settings, nullptr, nullptr);
    FAIL() << "listens on another's address";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot listen on 192.0.2.1:0: Cannot assign"));
  }
}

TEST(EventLoopStart, ListensOnIpv6IfTold) {
  EventLoop::Settings settings = RunningLoop::settings();
  settings.listen = "::1";
  try {
    EXPECT_GT(EventLoop(settings, nullptr, nullptr).port(), 0);
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("cannot listen on [::1]:0: "));  // a machine without IPv6
  }
}

TEST(EventLoopTasks, StopBeforeRunLetsRunReturn) {
  EventLoop loop = quiet_loop();
  loop.stop();
  loop.run();
}

TEST(EventLoopTasks, AreCalledOnceAfterTheirDelay) {
  EventLoop loop = quiet_loop();
  const auto begin = std::chrono::steady_clock::now();
  std::vector<int> order;
  loop.after(30ms, [&] {
    order.push_back(2);
    loop.after(30ms, [&] { loop.stop(); });
  });
  loop.after(1ms, [&] { order.push_back(1); });
  loop.run();
  EXPECT_THAT(order, testing::ElementsAre(1, 2));
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 60ms);
}

TEST(EventLoopTasks, ComeAgainAtAFixedRate) {
  EventLoop loop = quiet_loop();
  const auto begin = std::chrono::steady_clock::now();
  int calls = 0;
  loop.every(5ms, [&](std::chrono::microseconds late) {
    EXPECT_GE(late, 0us);
    if (++calls == 20) loop.stop();
  });
  loop.run();
  EXPECT_EQ(calls, 20);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 99ms);
}

TEST(EventLoopTasks, LatenessIsMeasured) {
  EventLoop loop = quiet_loop();
  std::vector<std::chrono::microseconds> lateness;
  loop.after(1ms, [] { std::this_thread::sleep_for(50ms); });  // makes the loop late
  loop.every(10ms, [&](std::chrono::microseconds late) {
    lateness.push_back(late);
    loop.stop();
  });
  loop.run();
  EXPECT_GE(lateness.front(), 30ms);
}

TEST(EventLoopPost, RunsEverythingOnTheLoopsThreadInOrder) {
  RunningLoop running;
  std::thread::id loop_thread;
  running.on_loop([&] { loop_thread = std::this_thread::get_id(); });
  constexpr int threads = 4;
  constexpr int each = 2000;
  std::vector<std::vector<int>> seen(threads);
  std::atomic<int> elsewhere{0};
  {
    std::vector<std::jthread> posters;
    posters.reserve(threads);
    for (int t = 0; t < threads; ++t) {
      posters.emplace_back([&, t] {
        for (int i = 0; i < each; ++i) {
          running.loop().post([&, t, i] {
            seen[static_cast<std::size_t>(t)].push_back(i);
            if (std::this_thread::get_id() != loop_thread) ++elsewhere;
          });
        }
      });
    }
  }
  running.on_loop([] {});
  EXPECT_EQ(elsewhere, 0);
  for (const auto& numbers : seen) {
    EXPECT_EQ(numbers.size(), static_cast<std::size_t>(each));
    EXPECT_TRUE(std::ranges::is_sorted(numbers));
  }
}

TEST(EventLoopSignals, BothAreTaken) {
  for (const int signal : {SIGTERM, SIGINT}) {
    EventLoop loop = quiet_loop();
    int called = 0;
    loop.on_terminate([&] {
      ++called;
      loop.stop();
    });
    loop.after(0ms, [&] { std::raise(signal); });
    loop.run();
    EXPECT_EQ(called, 1);
  }
}

TEST(EventLoopSignals, AHangupIsAnotherTaskAndMayComeAgain) {
  EventLoop loop = quiet_loop();
  int hangups = 0;
  loop.on_terminate([] { FAIL() << "nobody ends it"; });
  loop.on_hangup([&] {
    if (++hangups == 2) return loop.stop();
    std::raise(SIGHUP);
  });
  loop.after(0ms, [] { std::raise(SIGHUP); });
  loop.run();
  EXPECT_EQ(hangups, 2);
}

TEST(EventLoopSignals, AreGivenBackWithTheLoop) {
  {
    EventLoop loop = quiet_loop();
    loop.on_terminate([] {});
  }
  struct sigaction now {};
  sigaction(SIGTERM, nullptr, &now);
  EXPECT_EQ(now.sa_handler, SIG_DFL);
}

TEST(EventLoopDeathTest, AnExceptionOfAHandlerEndsTheProcessWithoutItsText) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto die = [] {
    EventLoop loop = quiet_loop();
    loop.after(0ms, [] { throw std::runtime_error("what Ann said"); });
    loop.run();
  };
  EXPECT_DEATH(die(), R"("level":"critical","event":"bug","exception":"St13runtime_error"\})");
}

}  // namespace
}  // namespace stepback::signalling::test
