#include "signalling/net/websocket/frame.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace stepback::signalling::test {
namespace {

using testing::ElementsAre;

std::vector<std::uint8_t> head_of(std::size_t payload) {
  const WebSocketFrame frame = WebSocketFrame::text(std::string(payload, 'x'));
  EXPECT_EQ(frame.payload().size(), payload);
  const auto bytes = frame.bytes();
  const auto header = static_cast<std::ptrdiff_t>(bytes.size() - payload);
  return {bytes.begin(), bytes.begin() + header};
}

// RFC 6455, section 5.7, has these two as examples.
TEST(WebSocketFrame, ATextIsUnmaskedBehindTwoBytes) {
  const WebSocketFrame frame = WebSocketFrame::text("Hello");

  EXPECT_THAT(frame.bytes(), ElementsAre(0x81, 0x05, 'H', 'e', 'l', 'l', 'o'));
  EXPECT_TRUE(frame.is_text());
  EXPECT_EQ(frame.words(), "Hello");
}

TEST(WebSocketFrame, ALargePacketsLengthFollowsInTwoBytes) {
  const std::vector<std::uint8_t> packet(256, 7);
  const WebSocketFrame frame = WebSocketFrame::binary(packet);

  EXPECT_THAT(frame.bytes().first(5), ElementsAre(0x82, 0x7E, 0x01, 0x00, 7));
  EXPECT_FALSE(frame.is_text());
  EXPECT_THAT(frame.payload(), testing::ElementsAreArray(packet));
}

TEST(WebSocketFrame, TheLengthIsInTheFewestBytesThatHoldIt) {
  EXPECT_THAT(head_of(0), ElementsAre(0x81, 0));
  EXPECT_THAT(head_of(125), ElementsAre(0x81, 125));
  EXPECT_THAT(head_of(126), ElementsAre(0x81, 126, 0, 126));
  EXPECT_THAT(head_of(0xFFFF), ElementsAre(0x81, 126, 0xFF, 0xFF));
  EXPECT_THAT(head_of(0x10000), ElementsAre(0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0));
}

TEST(WebSocketFrame, CopiesShareTheBytes) {
  const WebSocketFrame frame = WebSocketFrame::text("said once");
  const WebSocketFrame copy = frame;  // NOLINT(performance-unnecessary-copy-initialization)

  EXPECT_EQ(copy.bytes().data(), frame.bytes().data());
}

}  // namespace
}  // namespace stepback::signalling::test
