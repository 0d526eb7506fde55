#include "signalling/net/websocket/frame.hpp"

#include <algorithm>
#include <array>

namespace stepback::signalling {
namespace {

// Both with FIN, because the server sends no fragments.
constexpr std::uint8_t kText = 0x81;
constexpr std::uint8_t kBinary = 0x82;

struct Header {
  std::array<std::uint8_t, 10> bytes{};
  std::size_t size = 0;

  void add(std::size_t value, unsigned length) {
    for (unsigned i = length; i-- > 0;) bytes[size++] = static_cast<std::uint8_t>(value >> 8U * i);
  }
};

Header header_of(std::uint8_t opcode, std::size_t payload) {
  Header header;
  header.add(opcode, 1);
  if (payload <= 125) {
    header.add(payload, 1);
  } else if (payload <= 0xFFFF) {
    header.add(126, 1);
    header.add(payload, 2);
  } else {
    header.add(127, 1);
    header.add(payload, 8);
  }
  return header;
}

}  // namespace

WebSocketFrame::WebSocketFrame(std::uint8_t opcode, std::span<const std::uint8_t> payload) {
  const Header header = header_of(opcode, payload.size());
  header_bytes_ = static_cast<std::uint32_t>(header.size);
  size_ = static_cast<std::uint32_t>(header.size + payload.size());
  auto bytes = std::make_shared_for_overwrite<std::uint8_t[]>(size_);
  std::ranges::copy(payload, std::copy_n(header.bytes.begin(), header.size, bytes.get()));
  bytes_ = std::move(bytes);
}

WebSocketFrame WebSocketFrame::text(std::string_view payload) {
  return {kText, {reinterpret_cast<const std::uint8_t*>(payload.data()), payload.size()}};
}

WebSocketFrame WebSocketFrame::binary(std::span<const std::uint8_t> payload) {
  return {kBinary, payload};
}

bool WebSocketFrame::is_text() const {
  return bytes_[0] == kText;
}

std::string_view WebSocketFrame::words() const {
  return {reinterpret_cast<const char*>(payload().data()), payload().size()};
}

}  // namespace stepback::signalling
