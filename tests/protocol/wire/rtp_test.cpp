// RTP packets: golden bytes, round trip, and a reader that never looks beyond its bytes.

#include "protocol/wire/rtp.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "tests/protocol/wire/golden.hpp"

namespace stepback::protocol::test {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// A copy on the heap that ends where the bytes end, so that AddressSanitizer sees a read beyond.
class Exactly {
 public:
  explicit Exactly(std::span<const std::uint8_t> bytes)
      : size_(bytes.size()), bytes_(std::make_unique<std::uint8_t[]>(bytes.size())) {
    std::copy(bytes.begin(), bytes.end(), bytes_.get());
  }
  std::span<const std::uint8_t> span() const { return {bytes_.get(), size_}; }

 private:
  std::size_t size_;
  std::unique_ptr<std::uint8_t[]> bytes_;  // NOLINT(modernize-avoid-c-arrays)
};

/// Golden samples' `packet`.
nlohmann::json json_of(const RtpPacket& packet) {
  nlohmann::json json{{"payloadType", packet.payload_type},
                      {"marker", packet.marker},
                      {"sequence", packet.sequence},
                      {"timestamp", packet.timestamp},
                      {"ssrc", packet.ssrc},
                      {"audioLevel", nullptr},
                      {"keyFrame", nullptr},
                      {"payload", hex_of({packet.payload.begin(), packet.payload.end()})}};
  if (packet.audio_level) {
    json["audioLevel"] = {{"voice", packet.audio_level->voice},
                          {"minusDbov", packet.audio_level->minus_dbov}};
  }
  if (packet.key_frame) json["keyFrame"] = *packet.key_frame;
  return json;
}

/// Whether the payload lies within the bytes and is not empty.
bool lies_within(std::span<const std::uint8_t> payload, std::span<const std::uint8_t> bytes) {
  return !payload.empty() && payload.data() >= bytes.data() + kRtpHeaderBytes &&
         payload.data() + payload.size() <= bytes.data() + bytes.size();
}

struct AnyPacket {
  RtpPacket packet;
  Bytes payload;
};

AnyPacket any_packet() {
  AnyPacket any;
  any.packet.payload_type = *rc::gen::inRange<std::uint8_t>(0, 128);
  any.packet.marker = *rc::gen::arbitrary<bool>();
  any.packet.sequence = *rc::gen::arbitrary<std::uint16_t>();
  any.packet.timestamp = *rc::gen::arbitrary<std::uint32_t>();
  any.packet.ssrc = *rc::gen::arbitrary<std::uint32_t>();
  if (*rc::gen::arbitrary<bool>()) {
    any.packet.audio_level =
        AudioLevel{*rc::gen::arbitrary<bool>(), *rc::gen::inRange<std::uint8_t>(0, 128)};
  }
  if (*rc::gen::arbitrary<bool>()) any.packet.key_frame = *rc::gen::arbitrary<bool>();
  any.payload = *rc::gen::nonEmpty(rc::gen::arbitrary<Bytes>());
  return any;
}

TEST(Rtp, GoldenPacketsAreReadAndWritten) {
  const auto samples = golden_list("rtp/valid.json");
  ASSERT_GE(samples.size(), 10U);
  for (const auto& sample : samples) {
    SCOPED_TRACE(sample.at("why"));
    const std::string hex = sample.at("hex");
    const Exactly bytes{bytes_of_hex(hex)};
    const auto packet = read_rtp(bytes.span());
    ASSERT_TRUE(packet) << packet.error();
    EXPECT_EQ(json_of(*packet), sample.at("packet"));

    Bytes written;
    write_rtp(*packet, written);
    EXPECT_EQ(hex_of(written) == hex, sample.at("canonical").get<bool>()) << hex_of(written);
  }
}

TEST(Rtp, BadPacketsAreRefusedWithASentence) {
  const auto samples = golden_list("rtp/invalid.json");
  ASSERT_GE(samples.size(), 10U);
  for (const auto& sample : samples) {
    SCOPED_TRACE(sample.at("why"));
    const Exactly bytes{bytes_of_hex(sample.at("hex").get<std::string>())};
    const auto packet = read_rtp(bytes.span());
    ASSERT_FALSE(packet);
    EXPECT_GT(packet.error().size(), 10U);
  }
}

TEST(Rtp, EveryTruncationIsRefusedOrALonePrefixOfThePayload) {
  for (const auto& sample : golden_list("rtp/valid.json")) {
    SCOPED_TRACE(sample.at("why"));
    const Bytes whole = bytes_of_hex(sample.at("hex").get<std::string>());
    const auto packet = read_rtp(whole);
    ASSERT_TRUE(packet);
    const auto payload_begin = static_cast<std::size_t>(packet->payload.data() - whole.data());
    const bool padded = (whole[0] & 0x20U) != 0;

    for (std::size_t size = 0; size < whole.size(); ++size) {
      const Exactly bytes{std::span(whole).first(size)};
      const auto cut = read_rtp(bytes.span());
      if (size <= payload_begin) {
        EXPECT_FALSE(cut) << size;
      } else if (!padded) {  // a cut packet's last byte is not its padding's length
        ASSERT_TRUE(cut) << size;
        EXPECT_EQ(cut->payload.size(), size - payload_begin);
        EXPECT_TRUE(std::equal(cut->payload.begin(), cut->payload.end(), packet->payload.begin()));
        EXPECT_EQ(cut->audio_level, packet->audio_level);
        EXPECT_EQ(cut->key_frame, packet->key_frame);
      }
    }
  }
}

RC_GTEST_PROP(Rtp, EveryPacketComesBackAsItWas, ()) {
  AnyPacket any = any_packet();
  any.packet.payload = any.payload;
  Bytes written;
  write_rtp(any.packet, written);
  const auto read = read_rtp(written);
  RC_ASSERT(read.has_value());
  RC_ASSERT(json_of(*read) == json_of(any.packet));
}

RC_GTEST_PROP(Rtp, AnyBytesAreRefusedOrReadWithinTheirBounds, (Bytes bytes)) {
  // Half of them begin like RTP, so that the reader gets beyond the version.
  if (!bytes.empty() && *rc::gen::arbitrary<bool>()) {
    bytes[0] = static_cast<std::uint8_t>(0x80 | (bytes[0] & 0x3F));
  }
  const Exactly exactly{bytes};
  if (const auto packet = read_rtp(exactly.span())) {
    RC_ASSERT(lies_within(packet->payload, exactly.span()));
  }
}

RC_GTEST_PROP(Rtp, ADamagedPacketIsRefusedOrReadWithinItsBounds, ()) {
  AnyPacket any = any_packet();
  any.packet.payload = any.payload;
  Bytes bytes;
  write_rtp(any.packet, bytes);
  for (auto left = *rc::gen::inRange(1, 4); left > 0; --left) {
    const auto most = std::min<std::size_t>(bytes.size(), 20);  // the header and its extension
    bytes[*rc::gen::inRange<std::size_t>(0, most)] = *rc::gen::arbitrary<std::uint8_t>();
  }
  const Exactly exactly{bytes};
  if (const auto packet = read_rtp(exactly.span())) {
    RC_ASSERT(lies_within(packet->payload, exactly.span()));
  }
}

RC_GTEST_PROP(Rtp, UnknownElementsArePassedOver, ()) {
  Bytes elements;
  for (auto left = *rc::gen::inRange(0, 5); left > 0; --left) {
    const auto id = *rc::gen::inRange<std::uint8_t>(3, 15);
    const auto data = *rc::gen::container<Bytes>(*rc::gen::inRange<std::size_t>(1, 17),
                                                 rc::gen::arbitrary<std::uint8_t>());
    elements.push_back(static_cast<std::uint8_t>(unsigned{id} << 4U | (data.size() - 1)));
    elements.insert(elements.end(), data.begin(), data.end());
    if (*rc::gen::arbitrary<bool>()) elements.push_back(0);
  }
  elements.insert(elements.end(), {0x10, 0x85});  // the audio level
  while (elements.size() % 4 != 0) elements.push_back(0);

  Bytes bytes = bytes_of_hex("906f00010000000000000007");
  bytes.insert(bytes.end(), {0xBE, 0xDE, 0, static_cast<std::uint8_t>(elements.size() / 4)});
  bytes.insert(bytes.end(), elements.begin(), elements.end());
  bytes.push_back(0xAA);

  const auto packet = read_rtp(bytes);
  RC_ASSERT(packet.has_value());
  RC_ASSERT(packet->audio_level == (AudioLevel{true, 5}));
  RC_ASSERT(!packet->key_frame);
  RC_ASSERT(packet->payload.size() == 1U);
}

RC_GTEST_PROP(Rtp, OverwritingTheSsrcChangesNothingElse, (Ssrc ssrc)) {
  AnyPacket any = any_packet();
  any.packet.payload = any.payload;
  Bytes bytes;
  write_rtp(any.packet, bytes);
  overwrite_ssrc(bytes, ssrc);
  const auto read = read_rtp(bytes);
  RC_ASSERT(read.has_value());
  any.packet.ssrc = ssrc;
  RC_ASSERT(json_of(*read) == json_of(any.packet));
}

TEST(Rtp, WritingAgainIntoTheSameBytesLeavesNothingOfTheFirst) {
  const Bytes payload{0xAA};
  RtpPacket packet;
  packet.payload_type = kPayloadVp8;
  packet.ssrc = 1;
  packet.key_frame = true;
  packet.payload = payload;
  Bytes out;
  write_rtp(packet, out);

  packet.payload_type = kPayloadOpus;
  packet.ssrc = 2;
  packet.key_frame.reset();
  write_rtp(packet, out);

  EXPECT_EQ(hex_of(out), "806f00000000000000000002aa");
}

TEST(Rtp, PayloadTypesAreThoseOfThisProtocolAlone) {
  for (int type = 0; type < 256; ++type) {
    const auto media = media_of(static_cast<std::uint8_t>(type));
    if (type == 111) {
      EXPECT_EQ(media, Media::audio);
    } else if (type == 96) {
      EXPECT_EQ(media, Media::video);
    } else {
      EXPECT_EQ(media, std::nullopt) << type;
    }
  }
}

}  // namespace
}  // namespace stepback::protocol::test
