#include "plugin/src/audio/opus_codec.hpp"

#include <opus/opus.h>

#include <new>

namespace stepback::plugin {
namespace {

// 32 kbit/s gives full-band speech with FEC at good quality (RFC 7587, section 3.1.1, recommends 28
// to 40 kbit/s for full-band mono speech). Browsers use complexity 9 on desktop machines. The loss
// rate is the one that FEC is laid out for. The wire is TCP, so lost packets are those that were
// dropped because they were late.
constexpr opus_int32 kBitrate = 32'000;
constexpr opus_int32 kComplexity = 9;
constexpr opus_int32 kExpectedLossPercent = 10;

constexpr unsigned kFirstCeltOnlyConfiguration = 16;  // RFC 6716, table 2
constexpr unsigned kOneFrame = 0;                     // RFC 6716, section 3.2.2: code 0
constexpr opus_int32 kRate = static_cast<opus_int32>(kSampleRate);
constexpr int kSamples = static_cast<int>(kFrame);

opus_int32 size_of(std::span<const std::uint8_t> packet) {
  return static_cast<opus_int32>(packet.size());
}

}  // namespace

void VoiceEncoder::Free::operator()(OpusEncoder* encoder) const {
  opus_encoder_destroy(encoder);
}
void VoiceDecoder::Free::operator()(OpusDecoder* decoder) const {
  opus_decoder_destroy(decoder);
}

VoiceEncoder::VoiceEncoder() {
  int error = OPUS_OK;
  encoder_.reset(opus_encoder_create(kRate, 1, OPUS_APPLICATION_VOIP, &error));
  if (error != OPUS_OK) throw std::bad_alloc();
  opus_encoder_ctl(encoder_.get(), OPUS_SET_BITRATE(kBitrate));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_COMPLEXITY(kComplexity));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_INBAND_FEC(1));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_PACKET_LOSS_PERC(kExpectedLossPercent));
  opus_encoder_ctl(encoder_.get(), OPUS_SET_DTX(0));
}

std::optional<std::size_t> VoiceEncoder::encode(std::span<const float, kFrame> frame,
                                                std::span<std::uint8_t> out) {
  const opus_int32 bytes = opus_encode_float(encoder_.get(), frame.data(), kSamples, out.data(),
                                             static_cast<opus_int32>(out.size()));
  if (bytes <= 0) return std::nullopt;
  return static_cast<std::size_t>(bytes);
}

void VoiceEncoder::reset() {
  opus_encoder_ctl(encoder_.get(), OPUS_RESET_STATE);
}

VoiceDecoder::VoiceDecoder() {
  int error = OPUS_OK;
  decoder_.reset(opus_decoder_create(kRate, 1, &error));
  if (error != OPUS_OK) throw std::bad_alloc();
}

bool VoiceDecoder::decode(std::span<const std::uint8_t> packet, std::span<float, kFrame> out) {
  return opus_decode_float(decoder_.get(), packet.data(), size_of(packet), out.data(), kSamples,
                           0) == kSamples;
}

bool VoiceDecoder::recover(std::span<const std::uint8_t> next_packet,
                           std::span<float, kFrame> out) {
  return opus_decode_float(decoder_.get(), next_packet.data(), size_of(next_packet), out.data(),
                           kSamples, 1) == kSamples;
}

bool VoiceDecoder::conceal(std::span<float, kFrame> out) {
  return opus_decode_float(decoder_.get(), nullptr, 0, out.data(), kSamples, 0) == kSamples;
}

void VoiceDecoder::reset() {
  opus_decoder_ctl(decoder_.get(), OPUS_RESET_STATE);
}

bool is_voice_frame(std::span<const std::uint8_t> packet) {
  if (packet.empty() || packet.size() > kMaxOpusBytes) return false;
  return opus_packet_get_nb_samples(packet.data(), size_of(packet), kRate) == kSamples;
}

bool carries_fec(std::span<const std::uint8_t> packet) {
  if (packet.size() < 2) return false;
  const unsigned head = packet[0];
  const bool stereo = (head & 0x04U) != 0;
  if (head >> 3 >= kFirstCeltOnlyConfiguration || (head & 0x03U) != kOneFrame || stereo) {
    return false;
  }
  return (packet[1] & 0x40U) != 0;
}

}  // namespace stepback::plugin
