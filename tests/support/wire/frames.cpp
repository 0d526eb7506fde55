#include "support/wire/frames.hpp"

#include <algorithm>
#include <cstring>

namespace stepback {
namespace {

// Works on eight bytes at a time, as a good server does too.
void unmask(std::span<std::uint8_t> payload, std::span<const std::uint8_t> mask) {
  std::array<std::uint8_t, 8> twice{};
  for (std::size_t i = 0; i < twice.size(); ++i) twice.at(i) = mask[i % 4];
  std::uint64_t pattern = 0;
  std::memcpy(&pattern, twice.data(), sizeof pattern);
  std::size_t at = 0;
  for (; at + sizeof pattern <= payload.size(); at += sizeof pattern) {
    std::uint64_t word = 0;
    std::memcpy(&word, payload.data() + at, sizeof word);
    word ^= pattern;
    std::memcpy(payload.data() + at, &word, sizeof word);
  }
  for (; at < payload.size(); ++at) payload[at] ^= mask[at % 4];
}

}  // namespace

void append_number(Bytes& out, std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<std::uint8_t>(value >> shift & 0xFF));
  }
}

std::uint64_t number_at(std::span<const std::uint8_t> bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : bytes.subspan(at, size)) value = value << 8 | byte;
  return value;
}

void append_frame(Bytes& out, std::uint8_t first, const std::optional<Mask>& mask,
                  std::span<const std::uint8_t> payload) {
  const std::uint8_t masked = mask ? 0x80 : 0;
  out.push_back(first);
  if (payload.size() < 126) {
    out.push_back(static_cast<std::uint8_t>(masked | payload.size()));
  } else if (payload.size() < 65536) {
    out.push_back(masked | 126U);
    append_number(out, payload.size(), 2);
  } else {
    out.push_back(masked | 127U);
    append_number(out, payload.size(), 8);
  }
  if (mask) out.insert(out.end(), mask->begin(), mask->end());
  const std::size_t from = out.size();
  out.insert(out.end(), payload.begin(), payload.end());
  if (mask) unmask(std::span{out}.subspan(from), *mask);
}

void append_frame(Bytes& out, Opcode opcode, const std::optional<Mask>& mask,
                  std::span<const std::uint8_t> payload) {
  append_frame(out, static_cast<std::uint8_t>(kFinal | static_cast<unsigned>(opcode)), mask,
               payload);
}

FrameView first_frame(std::span<std::uint8_t> bytes) {
  if (bytes.size() < 2) return {};
  std::size_t header = 2;
  std::uint64_t size = bytes[1] & 0x7FU;
  if (size >= 126) {
    const std::size_t width = size == 126 ? 2 : 8;
    if (bytes.size() < header + width) return {};
    size = number_at(bytes, header, width);
    header += width;
  }
  const bool masked = (bytes[1] & 0x80U) != 0;
  const std::size_t mask_at = header;
  if (masked) header += kMask.size();
  if (bytes.size() < header || bytes.size() - header < size) return {};
  const auto payload = bytes.subspan(header, size);
  if (masked) unmask(payload, bytes.subspan(mask_at, kMask.size()));
  return {static_cast<Opcode>(bytes[0] & 0x0FU), (bytes[0] & kFinal) != 0, payload, header + size};
}

void FrameReader::offer(std::span<std::uint8_t> bytes) {
  if (!begun_.empty()) {
    begun_.insert(begun_.end(), bytes.begin(), bytes.end());
    bytes_ = begun_;
  } else {
    bytes_ = bytes;
  }
}

std::optional<FrameView> FrameReader::next() {
  const FrameView frame = first_frame(bytes_);
  if (frame.size == 0) {
    // Not assigned directly, since the bytes may be those of begun_ itself.
    begun_ = Bytes(bytes_.begin(), bytes_.end());
    bytes_ = {};
    return std::nullopt;
  }
  bytes_ = bytes_.subspan(frame.size);
  return frame;
}

std::string upgrade_headers(std::string_view subprotocol) {
  return "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: " +
         std::string{subprotocol} + "\r\n";
}

std::size_t end_of_head(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view end = "\r\n\r\n";
  const auto found = std::search(bytes.begin(), bytes.end(), end.begin(), end.end());
  return found == bytes.end() ? 0 : static_cast<std::size_t>(found - bytes.begin()) + end.size();
}

}  // namespace stepback
