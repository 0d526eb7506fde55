// The C interface as a host sees it, without a server.

#include <gtest/gtest.h>
#include <stepback_sessions.h>

#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <string>
#include <vector>

#include "header.h"
#include "tests/plugin/session/loopback.hpp"

namespace stepback::plugin {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

/// Less than the 2.5 seconds that stepback_leave() and stepback_destroy() wait for a server at
/// most.
constexpr seconds kPromptly{2};

/// Whether `attempt`, which returns the time that a call took, succeeds promptly once in ten times.
/// A call that waits for a server takes too long each time. One on a busy machine does so now and
/// then.
template <typename Attempt>
bool is_prompt(const Attempt& attempt) {
  for (int i = 0; i < 10; ++i) {
    if (attempt() < kPromptly) return true;
  }
  return false;
}

template <typename Call>
steady_clock::duration time_of(const Call& call) {
  const auto before = steady_clock::now();
  call();
  return steady_clock::now() - before;
}

stepback_config config_for(const std::string& link) {
  stepback_config config{};
  config.struct_size = sizeof(config);
  config.link = link.c_str();
  config.name = "Mina";
  return config;
}

class AbiTest : public testing::Test {
 protected:
  void SetUp() override {
    const stepback_config config = config_for(link_);
    ASSERT_EQ(stepback_create(&config, &client_), STEPBACK_OK);
  }
  void TearDown() override { stepback_destroy(client_); }

  ClosedPort closed_;
  std::string link_ = closed_.url() + "/#join=token";
  stepback_client* client_ = nullptr;
  stepback_event event_{};
};

TEST(Header, IsTheSameInCAndInCpp) {
  const std::vector<std::size_t> here{STEPBACK_HEADER_SIZES};
  ASSERT_EQ(stepback_size_count, here.size());
  for (std::size_t i = 0; i < here.size(); ++i) EXPECT_EQ(stepback_sizes_in_c[i], here[i]) << i;
}

TEST(Header, ModuleIsAsNewAsTheHeader) {
  EXPECT_GE(stepback_abi_version(), stepback_abi_seen_by_c());
}

TEST(ResultText, IsASentencePartForEachResult) {
  for (int result = STEPBACK_OK; result <= STEPBACK_INTERNAL; ++result) {
    EXPECT_GT(std::strlen(stepback_result_text(static_cast<stepback_result>(result))), 3U);
  }
}

TEST(Create, RefusesWhatItCannotUse) {
  stepback_client* client = nullptr;
  const ClosedPort closed;
  const std::string link = closed.url() + "/#join=token";
  stepback_config config = config_for(link);
  EXPECT_EQ(stepback_create(nullptr, &client), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_create(&config, nullptr), STEPBACK_INVALID_ARGUMENT);
  config.link = nullptr;
  EXPECT_EQ(stepback_create(&config, &client), STEPBACK_INVALID_ARGUMENT);
  config.link = "http://host/no-token";
  EXPECT_EQ(stepback_create(&config, &client), STEPBACK_INVALID_LINK);
  config = config_for(link);
  config.name = "a\nb";
  EXPECT_EQ(stepback_create(&config, &client), STEPBACK_INVALID_ARGUMENT);
  config = config_for(link);
  config.ca_file = "/nonexistent/authorities.pem";
  EXPECT_EQ(stepback_create(&config, &client), STEPBACK_INVALID_ARGUMENT);
  config = config_for(link);
  config.struct_size = sizeof(std::size_t);
  EXPECT_EQ(stepback_create(&config, &client), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(client, nullptr);
}

TEST(Create, AnOlderHostsShorterStructureIsEnough) {
  const ClosedPort closed;
  const std::string link = closed.url() + "/#join=token";
  stepback_config config = config_for(link);
  config.struct_size = offsetof(stepback_config, name);
  config.name = "a\nb";  // unknown to that host
  stepback_client* client = nullptr;
  EXPECT_EQ(stepback_create(&config, &client), STEPBACK_OK);
  stepback_destroy(client);
}

TEST(Destroy, OfNothingDoesNothing) {
  stepback_destroy(nullptr);
  stepback_state_free(nullptr);
}

TEST(NullClient, IsRefusedByEveryFunction) {
  std::uint32_t request = 77;
  std::vector<float> samples(10, 1.0F);
  stepback_event event{};
  stepback_statistics statistics{};
  statistics.struct_size = sizeof(statistics);
  const std::uint8_t byte = 0;
  for (const stepback_result result : {stepback_join(nullptr),
                                       stepback_leave(nullptr),
                                       stepback_admit(nullptr, "x", &request),
                                       stepback_admit_as(nullptr, "x", "y", &request),
                                       stepback_admit_new(nullptr, "x", &request),
                                       stepback_way_back(nullptr, "x", &request),
                                       stepback_remove(nullptr, "x", &request),
                                       stepback_remove_and_close_link(nullptr, "x", &request),
                                       stepback_lock(nullptr, 1, &request),
                                       stepback_appoint(nullptr, "x", &request),
                                       stepback_advance(nullptr, "x", &request),
                                       stepback_schedule_return(nullptr, 1, &request),
                                       stepback_mute(nullptr, "x", &request),
                                       stepback_handover(nullptr, "x", &request),
                                       stepback_take_lead(nullptr, &request),
                                       stepback_publish(nullptr, 1, 1, &request),
                                       stepback_hand(nullptr, 1, &request),
                                       stepback_records(nullptr, 1, &request),
                                       stepback_chat(nullptr, "x", &request),
                                       stepback_signal(nullptr, STEPBACK_SIGNAL_HELP, &request),
                                       stepback_request_keyframe(nullptr, 1, &request),
                                       stepback_send_video(nullptr, &byte, 1, 0, 0),
                                       stepback_get_statistics(nullptr, &statistics)}) {
    EXPECT_EQ(result, STEPBACK_INVALID_ARGUMENT);
  }
  EXPECT_EQ(request, 77U);
  EXPECT_EQ(stepback_poll(nullptr, &event, 0), 0);
  EXPECT_EQ(stepback_push(nullptr, samples.data(), samples.size()), 0U);
  EXPECT_EQ(stepback_pull(nullptr, samples.data(), samples.size()), 0U);
  EXPECT_EQ(samples, std::vector<float>(10, 0.0F));
}

TEST_F(AbiTest, NullAndMalformedArgumentsAreRefused) {
  const std::uint8_t byte = 0;
  EXPECT_EQ(stepback_admit(client_, nullptr, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_admit_as(client_, nullptr, "y", nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_admit_as(client_, "x", nullptr, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_admit_as(client_, "x", "", nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_admit_new(client_, nullptr, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_remove_and_close_link(client_, nullptr, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_remove_and_close_link(client_, "", nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_way_back(client_, nullptr, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_appoint(client_, "", nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_chat(client_, "\xC3\x28", nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_schedule_return(client_, -1, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_signal_seen(client_, nullptr, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_signal_done(client_, "", nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_send_video(client_, nullptr, 1, 0, 0), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_send_video(client_, &byte, 0, 0, 0), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_send_video(client_, &byte, 65'536, 0, 0), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_get_statistics(client_, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_publish(client_, 2, 0, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_publish(client_, 0, -2, nullptr), STEPBACK_INVALID_ARGUMENT);
  EXPECT_EQ(stepback_poll(client_, nullptr, 0), 0);
  EXPECT_EQ(stepback_push(client_, nullptr, 10), 0U);
  EXPECT_EQ(stepback_pull(client_, nullptr, 10), 0U);
}

TEST_F(AbiTest, NothingCanBeAskedBeforeJoining) {
  std::uint32_t request = 77;
  const std::uint8_t byte = 1;
  EXPECT_EQ(stepback_hand(client_, 1, &request), STEPBACK_NOT_JOINED);
  EXPECT_EQ(stepback_publish(client_, 1, 0, &request), STEPBACK_NOT_JOINED);
  EXPECT_EQ(stepback_publish(client_, STEPBACK_AS_IT_IS, 1, &request), STEPBACK_NOT_JOINED);
  EXPECT_EQ(stepback_send_video(client_, &byte, 1, 0, 1), STEPBACK_NOT_JOINED);
  EXPECT_EQ(request, 77U);
}

TEST_F(AbiTest, PollWithoutJoiningGivesNothing) {
  EXPECT_EQ(stepback_poll(client_, &event_, 0), 0);
  EXPECT_EQ(stepback_poll(client_, &event_, 5), 0);
}

TEST_F(AbiTest, SoundIsTakenAndSilenceGivenWithoutASession) {
  const std::vector<float> tone(960, 0.5F);
  std::vector<float> heard(4800, 1.0F);
  EXPECT_EQ(stepback_push(client_, tone.data(), tone.size()), tone.size());
  EXPECT_EQ(stepback_pull(client_, heard.data(), heard.size()), 0U);
  EXPECT_EQ(heard, std::vector<float>(4800, 0.0F));
}

TEST_F(AbiTest, StatisticsFillNoMoreThanTheHostKnows) {
  stepback_statistics statistics{};
  std::memset(&statistics, 0xAB, sizeof(statistics));
  statistics.struct_size = offsetof(stepback_statistics, packets_lost);
  ASSERT_EQ(stepback_get_statistics(client_, &statistics), STEPBACK_OK);
  EXPECT_EQ(statistics.packets_received, 0U);
  EXPECT_EQ(statistics.packets_lost, 0xABABABABABABABABU);
  EXPECT_EQ(statistics.struct_size, offsetof(stepback_statistics, packets_lost));
}

TEST_F(AbiTest, AServerThatRefusesIsTriedAgainUntilTheClientLeaves) {
  ASSERT_EQ(stepback_join(client_), STEPBACK_OK);
  ASSERT_EQ(stepback_poll(client_, &event_, 60'000), 1);
  EXPECT_EQ(event_.type, STEPBACK_EVENT_CONNECTION);
  EXPECT_EQ(event_.connection, STEPBACK_CONNECTION_CONNECTING);
  EXPECT_EQ(event_.text, nullptr);
  for (int attempt = 0; attempt < 2; ++attempt) {
    ASSERT_EQ(stepback_poll(client_, &event_, 60'000), 1);
    EXPECT_EQ(event_.connection, STEPBACK_CONNECTION_CONNECTING);
    ASSERT_NE(event_.text, nullptr);
    EXPECT_EQ(std::string{event_.text}.find("token"), std::string::npos);
  }

  EXPECT_EQ(stepback_leave(client_), STEPBACK_OK);
  ASSERT_EQ(stepback_poll(client_, &event_, 60'000), 1);
  EXPECT_EQ(event_.connection, STEPBACK_CONNECTION_ENDED);
  EXPECT_STREQ(event_.code, "left");
}

TEST_F(AbiTest, LeavingWaitsForNoServerThatRefuses) {
  EXPECT_TRUE(is_prompt([this] {
    EXPECT_EQ(stepback_join(client_), STEPBACK_OK);
    do {
      EXPECT_EQ(stepback_poll(client_, &event_, 60'000), 1);
    } while (event_.text == nullptr);  // the first attempt has failed
    return time_of([this] { EXPECT_EQ(stepback_leave(client_), STEPBACK_OK); });
  }));
}

TEST_F(AbiTest, DestroyingAClientThatConnectsWaitsForNoServer) {
  const stepback_config config = config_for(link_);
  EXPECT_TRUE(is_prompt([&] {
    stepback_client* client = nullptr;
    EXPECT_EQ(stepback_create(&config, &client), STEPBACK_OK);
    EXPECT_EQ(stepback_join(client), STEPBACK_OK);
    return time_of([&] { stepback_destroy(client); });
  }));
}

TEST(SilentServer, DoesNotKeepAClientFromBeingDestroyed) {
  const Listener listener;  // accepts by the kernel alone and sends nothing
  const std::string link = listener.url() + "/#join=token";
  const stepback_config config = config_for(link);
  EXPECT_TRUE(is_prompt([&] {
    stepback_client* client = nullptr;
    EXPECT_EQ(stepback_create(&config, &client), STEPBACK_OK);
    EXPECT_EQ(stepback_join(client), STEPBACK_OK);
    const Descriptor accepted = listener.accept_one();
    return time_of([&] { stepback_destroy(client); });
  }));
}

TEST(Callback, ComesOnTheModulesThreadAndMayCallTheModule) {
  struct Host {
    std::mutex mutex;
    std::condition_variable changed;
    stepback_client* client = nullptr;
    bool called = false;
    stepback_result result = STEPBACK_OK;
  } host;
  const ClosedPort closed;
  const std::string link = closed.url() + "/#join=token";
  stepback_config config = config_for(link);
  config.user = &host;
  config.on_event = [](const stepback_event*, void* user) {
    auto& self = *static_cast<Host*>(user);
    const std::lock_guard lock(self.mutex);
    self.result = stepback_hand(self.client, 1, nullptr);
    self.called = true;
    self.changed.notify_all();
  };
  {
    const std::lock_guard lock(host.mutex);
    ASSERT_EQ(stepback_create(&config, &host.client), STEPBACK_OK);
    ASSERT_EQ(stepback_join(host.client), STEPBACK_OK);
  }
  {
    std::unique_lock lock(host.mutex);
    EXPECT_TRUE(host.changed.wait_for(lock, seconds{60}, [&] { return host.called; }));
    EXPECT_EQ(host.result, STEPBACK_NOT_JOINED);
  }
  stepback_destroy(host.client);
}

TEST(ManyClients, LiveBesideEachOtherInOneProcess) {
  const ClosedPort closed;
  const std::string link = closed.url() + "/#join=token";
  const stepback_config config = config_for(link);
  std::vector<stepback_client*> clients(8);
  for (stepback_client*& client : clients) {
    ASSERT_EQ(stepback_create(&config, &client), STEPBACK_OK);
    ASSERT_EQ(stepback_join(client), STEPBACK_OK);
  }
  for (stepback_client* const client : clients) stepback_destroy(client);
}

}  // namespace
}  // namespace stepback::plugin
