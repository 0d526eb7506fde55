#pragma once

// Numbered packets, which a test recognises at the other end.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "signalling/net/websocket/frame.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {

/// Makes a packet of `size` bytes, or of more if its number needs more.
inline WebSocketFrame packet(std::size_t number, std::size_t size = 100) {
  std::string bytes = std::to_string(number) + ' ';
  bytes.resize(std::max(size, bytes.size()), static_cast<char>('a' + number % 26));
  return WebSocketFrame::binary(
      {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

/// Whether the client receives these packets, each whole and in their order.
inline testing::AssertionResult gets(RawClient& client,
                                     const std::vector<WebSocketFrame>& packets) {
  for (const WebSocketFrame& each : packets) {
    const Frame frame = client.frame();
    if (frame.opcode == Frame::binary && frame.final && frame.payload == each.words()) continue;
    return testing::AssertionFailure() << "not what was sent: " << frame.payload.substr(0, 10);
  }
  return testing::AssertionSuccess();
}

/// Makes packets of the sizes around which the frame's header grows, and one that no single send
/// takes whole.
inline std::vector<WebSocketFrame> packets_of_all_sizes() {
  std::vector<WebSocketFrame> packets;
  for (std::size_t i = 0; i < 600; ++i) packets.push_back(packet(i, 1 + i * 7919 % 5000));
  for (const std::size_t size : {125U, 126U, 65'535U, 65'536U})
    packets.push_back(packet(600, size));
  return packets;
}

}  // namespace stepback::signalling::test
