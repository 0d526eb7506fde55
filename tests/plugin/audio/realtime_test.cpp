// The two audio calls neither allocate nor lock, whatever packets arrive.

#include <gtest/gtest.h>
#include <stepback.h>

#include <memory>
#include <mutex>
#include <vector>

#include "plugin/src/playout/playout.hpp"
#include "tests/plugin/audio/realtime_guard.hpp"
#include "tests/plugin/playout/sound.hpp"
#include "tests/plugin/session/loopback.hpp"

namespace stepback::plugin {
namespace {

using std::chrono::milliseconds;

class RealtimeTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!RealtimeGuard::watches()) GTEST_SKIP() << "a sanitizer stands in for malloc here";
  }
};

TEST_F(RealtimeTest, TheGuardSeesAnAllocationAndALock) {
  std::mutex mutex;
  const RealtimeGuard guard;
  const auto owned = std::make_unique<std::vector<int>>(100);
  mutex.lock();
  mutex.unlock();
  EXPECT_GE(guard.allocations(), 2U);
  EXPECT_EQ(guard.locks(), 1U);
}

TEST_F(RealtimeTest, PushAndPullOfAClientTouchNeitherMemoryNorLocks) {
  const ClosedPort closed;
  const std::string link = closed.url() + "/#join=token";
  stepback_config config{};
  config.struct_size = sizeof(config);
  config.link = link.c_str();
  stepback_client* client = nullptr;
  ASSERT_EQ(stepback_create(&config, &client), STEPBACK_OK);
  ASSERT_EQ(stepback_join(client), STEPBACK_OK);
  std::vector<float> samples = Tone(440).next(4096);
  std::vector<float> heard(4096);

  std::size_t allocations = 0;
  std::size_t locks = 0;
  {
    const RealtimeGuard guard;
    for (const std::size_t size : {1U, 64U, 480U, 960U, 4096U, 4096U}) {
      stepback_push(client, samples.data(), size);
      stepback_pull(client, heard.data(), size);
    }
    allocations = guard.allocations();
    locks = guard.locks();
  }
  stepback_destroy(client);

  EXPECT_EQ(allocations, 0U);
  EXPECT_EQ(locks, 0U);
}

TEST_F(RealtimeTest, PullingVoicesWithLossReorderingAndSilenceTouchesNeitherMemoryNorLocks) {
  Playout playout;
  std::vector<std::vector<SentPacket>> voices;
  for (protocol::Ssrc ssrc = 1; ssrc <= 20; ++ssrc) voices.push_back(speech(80, ssrc));
  std::vector<float> block(kFrame);
  SteadyTime now = SteadyTime{} + std::chrono::hours{1};

  std::size_t allocations = 0;
  std::size_t locks = 0;
  for (std::size_t i = 0; i < 80; ++i) {
    for (std::size_t who = 0; who < voices.size(); ++who) {
      const std::size_t which = i % 7 == who % 7 && i > 0 ? i - 1 : i;  // lost, and twice
      playout.offer(voices[who][which].rtp(), i < 60 ? 1 : 2, now);
    }
    const RealtimeGuard guard;
    playout.pull(block, now);
    allocations += guard.allocations();
    locks += guard.locks();
    now += i % 40 == 39 ? milliseconds{900} : milliseconds{20};  // and the host pauses
  }
  for (int i = 0; i < 60; ++i) {
    const RealtimeGuard guard;
    playout.pull(block, now);
    allocations += guard.allocations();
    locks += guard.locks();
    now += milliseconds{20};
  }

  EXPECT_EQ(allocations, 0U);
  EXPECT_EQ(locks, 0U);
  EXPECT_GT(playout.counts().played, 500U);
  EXPECT_GT(playout.counts().recovered, 20U);
  EXPECT_GT(playout.counts().concealed, 20U);
}

}  // namespace
}  // namespace stepback::plugin
