// The points at which payloads are sealed and opened: sound and pictures pass them in both
// directions, and what cannot be sealed or opened goes no further.

#include "plugin/src/seal/payload_seal.hpp"

#include <gtest/gtest.h>

#include <type_traits>

#include "plugin/src/session/packet_media.hpp"
#include "protocol/base/limits.hpp"
#include "tests/plugin/session/conversation_fixture.hpp"

namespace stepback::plugin {
namespace {

using protocol::Ssrc;
using std::chrono::milliseconds;

constexpr std::size_t kTagBytes = 4;
constexpr Ssrc kBen = 21;

/// Turns each byte over with a key, and appends a tag over number and payload. Without a key
/// nothing is sealed or opened.
class XorSeal final : public PayloadSeal {
 public:
  using Result = std::optional<std::span<const std::uint8_t>>;

  explicit XorSeal(std::optional<std::uint8_t> its_key) : key(its_key) {}

  Result seal(const protocol::RtpPacket& packet, Bytes& room) noexcept override {
    if (!key) return std::nullopt;
    room.assign(packet.payload.begin(), packet.payload.end());
    const std::uint32_t tag = tag_of(packet.sequence, room);
    turn_over(room);
    for (int shift = 24; shift >= 0; shift -= 8) {
      room.push_back(static_cast<std::uint8_t>(tag >> shift & 0xFF));
    }
    return room;
  }
  Result open(const protocol::RtpPacket& packet, Bytes& room) noexcept override {
    if (!key || packet.payload.size() < kTagBytes) return std::nullopt;
    const auto sealed = packet.payload.first(packet.payload.size() - kTagBytes);
    std::uint32_t tag = 0;
    for (const std::uint8_t byte : packet.payload.last(kTagBytes)) tag = tag << 8 | byte;
    room.assign(sealed.begin(), sealed.end());
    turn_over(room);
    if (tag != tag_of(packet.sequence, room)) return std::nullopt;
    return room;
  }

  std::optional<std::uint8_t> key;

 private:
  void turn_over(Bytes& bytes) const {
    for (std::uint8_t& byte : bytes) byte ^= *key;
  }
  /// FNV-1a: any changed byte changes it.
  std::uint32_t tag_of(std::uint16_t sequence, const Bytes& payload) const {
    std::uint32_t hash = 2'166'136'261U;
    const auto add = [&hash](unsigned byte) { hash = (hash ^ byte) * 16'777'619U; };
    add(*key);
    add(sequence & 0xFFU);
    add(sequence >> 8U);
    for (const std::uint8_t byte : payload) add(byte);
    return hash;
  }
};

// An exception from a seal would end the host's process.
static_assert(std::is_nothrow_invocable_v<decltype(&PayloadSeal::seal), PayloadSeal&,
                                          const protocol::RtpPacket&, Bytes&>);
static_assert(std::is_nothrow_invocable_v<decltype(&PayloadSeal::open), PayloadSeal&,
                                          const protocol::RtpPacket&, Bytes&>);

/// A person's media with both devices open. The test is their connection.
class Person final : public Wire, public EventSink, public MediaControl {
 public:
  Person(const HandClock& clock, PayloadSeal& seal)
      : media(42, {.wire = *this,
                   .events = *this,
                   .clock = clock,
                   .playout = playout,
                   .statistics = statistics,
                   .presence = presence,
                   .seal = seal}) {
    media.begin(1, *this);
    media.set_open({.microphone = true, .camera = true});
    media.set_senders({{kBen, "ben"}});
  }

  void connect() override {}
  void disconnect() override {}
  void want_write() override {}
  void wish_key_frame(Ssrc) override {}
  bool emit(ModuleEvent event) override {
    events.push_back(std::move(event));
    return true;
  }

  void says(std::span<const float> frame) {
    media.capture().push(frame);
    media.take_sound();
  }
  void films(Bytes frame, bool key_frame) {
    media.send(Picture{
        .connection = 1, .frame = std::move(frame), .timestamp = 90, .key_frame = key_frame});
  }
  /// Returns what was sent, with Ben's SSRC, as the server would forward it.
  std::vector<Bytes> sent() {
    std::vector<Bytes> packets;
    while (auto message = media.next_message()) {
      protocol::overwrite_ssrc(message->bytes, kBen);
      packets.push_back(std::move(message->bytes));
    }
    return packets;
  }

  Playout playout;
  Statistics statistics;
  Presence presence;
  std::vector<ModuleEvent> events;
  PacketMedia media;
};

class SealTest : public testing::Test {
 protected:
  /// Says a second of a tone here, and returns what is heard of it there.
  Samples hear_a_second(Person& here, Person& there) {
    Samples heard;
    for (int i = 0; i < 50; ++i) {
      clock_.now += milliseconds{20};
      here.says(tone_.next(kFrame));
      for (const Bytes& packet : here.sent()) there.media.received(packet);
      Samples frame(kFrame);
      there.playout.pull(frame, clock_.now);
      heard.insert(heard.end(), frame.begin(), frame.end());
    }
    return heard;
  }
  static protocol::RtpPacket read(const Bytes& packet) {
    return protocol::read_rtp(packet).value();
  }

  HandClock clock_;
  Tone tone_{440};
  XorSeal seal_{0x5A};
  XorSeal other_key_{0x33};
  XorSeal no_key_{std::nullopt};
  Unsealed unsealed_;
};

TEST_F(SealTest, SoundIsSealedOnItsWayAndHeard) {
  Person here(clock_, seal_);
  Person there(clock_, seal_);
  const Samples heard = hear_a_second(here, there);
  const auto middle = std::span(heard).subspan(kSampleRate / 4, kSampleRate / 2);
  EXPECT_NEAR(amplitude_of(440, middle), 0.3, 0.05);
  EXPECT_EQ(there.statistics.packets_received, 50U);
  EXPECT_EQ(there.statistics.packets_not_opened, 0U);
}

TEST_F(SealTest, ThePayloadAloneIsSealed) {
  Person sealed(clock_, seal_);
  Person plain(clock_, unsealed_);
  const Samples frame = tone_.next(kFrame);
  sealed.says(frame);
  plain.says(frame);
  const auto secret = sealed.sent();
  const auto open = plain.sent();
  ASSERT_EQ(secret.size(), 1U);
  ASSERT_EQ(open.size(), 1U);
  const protocol::RtpPacket one = read(secret[0]);
  const protocol::RtpPacket other = read(open[0]);
  EXPECT_EQ(one.audio_level, other.audio_level);
  EXPECT_EQ(one.timestamp, other.timestamp);
  EXPECT_EQ(one.sequence, other.sequence);
  ASSERT_EQ(one.payload.size(), other.payload.size() + kTagBytes);
  for (std::size_t i = 0; i < other.payload.size(); ++i) {
    ASSERT_EQ(one.payload[i], other.payload[i] ^ 0x5A) << i;
  }
}

TEST_F(SealTest, APictureIsSealedAndOpened) {
  Person here(clock_, seal_);
  Person there(clock_, seal_);
  here.films({1, 2, 3}, true);
  const auto sent = here.sent();
  ASSERT_EQ(sent.size(), 1U);
  EXPECT_EQ(read(sent[0]).key_frame, true);
  EXPECT_EQ(read(sent[0]).payload[0], 1 ^ 0x5A);

  there.media.received(sent[0]);
  ASSERT_EQ(there.events.size(), 1U);
  EXPECT_EQ(there.events[0].type, STEPBACK_EVENT_VIDEO);
  EXPECT_EQ(there.events[0].data, (Bytes{1, 2, 3}));
}

class UnopenedTest : public SealTest, public testing::WithParamInterface<int> {
 protected:
  PayloadSeal& speaker() {
    if (GetParam() == 0) return other_key_;
    return unsealed_;
  }
};

TEST_P(UnopenedTest, IsNeverPlayedOrShownButCounted) {
  Person here(clock_, speaker());
  Person there(clock_, seal_);
  EXPECT_EQ(rms(hear_a_second(here, there)), 0.0);
  here.films({1, 2, 3}, true);
  for (const Bytes& packet : here.sent()) there.media.received(packet);
  EXPECT_TRUE(there.events.empty());
  EXPECT_EQ(there.statistics.packets_not_opened, 51U);
  EXPECT_EQ(there.statistics.packets_received, 0U);
}

INSTANTIATE_TEST_SUITE_P(WithAnotherKeyOrNone, UnopenedTest, testing::Values(0, 1));

TEST_F(SealTest, APacketThatWasChangedOnItsWayIsALostOne) {
  Person here(clock_, seal_);
  Person there(clock_, seal_);
  for (int i = 0; i < 3; ++i) here.says(tone_.next(kFrame));
  auto sent = here.sent();
  ASSERT_EQ(sent.size(), 3U);
  sent[1].back() ^= 1;
  for (const Bytes& packet : sent) there.media.received(packet);
  const auto report = there.media.take_report();
  EXPECT_EQ(report.received, 2U);
  EXPECT_EQ(report.lost, 1U);
  EXPECT_EQ(there.statistics.packets_not_opened, 1U);
}

TEST_F(SealTest, WithoutAKeyNothingIsSent) {
  Person here(clock_, no_key_);
  for (int i = 0; i < 5; ++i) here.says(tone_.next(kFrame));
  here.films({1, 2, 3}, true);
  EXPECT_TRUE(here.sent().empty());
  EXPECT_EQ(here.statistics.packets_sent, 0U);
  EXPECT_EQ(here.statistics.packets_not_sealed, 6U);
}

TEST_F(SealTest, PicturesBeginWithAKeyFrameOnceThereIsAKey) {
  Person here(clock_, no_key_);
  here.films({1}, true);
  ASSERT_EQ(here.events.size(), 1U);
  EXPECT_EQ(here.events[0].type, STEPBACK_EVENT_KEYFRAME);
  here.films({2}, true);  // there is no key yet: the host is asked again
  EXPECT_EQ(here.events.size(), 2U);
  no_key_.key = 7;
  for (int i = 0; i < 5; ++i) here.films({3}, false);  // made before the host has heard
  EXPECT_TRUE(here.sent().empty());
  here.films({4}, true);
  here.films({5}, false);
  const auto sent = here.sent();
  ASSERT_EQ(sent.size(), 2U);
  EXPECT_EQ(read(sent[0]).key_frame, true);
  EXPECT_EQ(read(sent[1]).sequence, static_cast<std::uint16_t>(read(sent[0]).sequence + 1));
  EXPECT_EQ(here.events.size(), 2U);
  EXPECT_EQ(here.statistics.packets_not_sealed, 2U);
}

TEST_F(SealTest, ACameraThatOpensAgainOwesNoKeyFrameOfTheTimeBefore) {
  Person here(clock_, no_key_);
  here.films({1}, true);
  no_key_.key = 7;
  here.media.set_open({});
  here.media.set_open({.camera = true});
  here.films({2}, false);
  EXPECT_EQ(here.sent().size(), 1U);
}

TEST_F(SealTest, APictureThatTheSealMakesTooLargeIsNotSent) {
  constexpr std::size_t kHeader = protocol::kRtpHeaderBytes + 8;
  const Bytes largest(protocol::kLimits.media_bytes - kHeader, 1);
  Person plain(clock_, unsealed_);
  plain.films(largest, true);
  EXPECT_EQ(plain.sent().size(), 1U);
  Person sealed(clock_, seal_);
  sealed.films(largest, true);
  EXPECT_TRUE(sealed.sent().empty());
  EXPECT_EQ(sealed.statistics.packets_not_sealed, 1U);
}

}  // namespace
}  // namespace stepback::plugin
