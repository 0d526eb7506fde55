// The frames of the attacker's messages, and what is no frame.

#include <algorithm>

#include "flow/hostile/hostile_grammar.hpp"
#include "support/wire/frames.hpp"

namespace stepback::flow {
namespace {

constexpr std::uint8_t kContinuation = 0x0;
constexpr std::uint8_t kText = 0x1;
constexpr std::uint8_t kBinary = 0x2;
constexpr std::uint8_t kClose = 0x8;
constexpr std::uint8_t kPing = 0x9;
constexpr std::uint8_t kMasked = 0x80;

}  // namespace

// Builds a frame whose first byte is `first`.
std::string HostileGrammar::frame(std::uint8_t first, std::string_view payload) {
  Mask mask{};
  std::ranges::copy(view_bytes(noise(mask.size())), mask.begin());
  Bytes bytes;
  append_frame(bytes, first, mask, view_bytes(payload));
  return std::string{view_text(bytes)};
}

std::string HostileGrammar::in_frames(const HostileMessage& message) {
  const std::uint8_t kind = message.binary ? kBinary : kText;
  if (!one_in(4)) return frame(kFinal | kind, message.bytes);
  std::string bytes;
  std::string_view rest = message.bytes;
  std::uint8_t opcode = kind;
  for (int i = static_cast<int>(below(4)); i >= 0; --i) {
    const std::string_view part = rest.substr(0, below(rest.size() + 1));
    rest.remove_prefix(part.size());
    bytes += frame(opcode, part);
    opcode = kContinuation;
    if (one_in(3)) bytes += frame(kFinal | kPing, noise(below(126)));
  }
  return bytes + frame(kFinal | opcode, rest);
}

std::string HostileGrammar::broken_frames() {
  const std::string text = request().dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string bytes;
  Bytes length;
  switch (below(12)) {
    case 0:  // goes on with what was not begun
      return frame(kFinal | kContinuation, text);
    case 1:  // begins anew before the end
      return frame(kText, text) + frame(kFinal | kText, text);
    case 2:  // opcodes that there are not
      return frame(static_cast<std::uint8_t>(kFinal | (3 + below(5))), text);
    case 3:
      return frame(static_cast<std::uint8_t>(kFinal | (11 + below(5))), "x");
    case 4:  // reserved bits
      return frame(static_cast<std::uint8_t>(kFinal | (0x10U << below(3)) | kText), text);
    case 5:  // no mask
      bytes += static_cast<char>(kFinal | kText);
      bytes += static_cast<char>(text.size() < 126 ? text.size() : 125);
      return bytes + text;
    case 6:  // control frames that are too long, or in pieces
      return frame(kFinal | kPing, noise(300));
    case 7:
      return frame(kPing, "a") + frame(kFinal | kContinuation, "b");
    case 8:  // closes with half a code, or with one that nobody may send
      return frame(kFinal | kClose, noise(below(4)));
    case 9:  // a length that never comes
      bytes += static_cast<char>(kFinal | kBinary);
      bytes += static_cast<char>(kMasked | 127U);
      append_number(length, (below(2) << 63U) | random_(), 8);
      return bytes + std::string{view_text(length)} + noise(4 + below(2000));
    case 10:  // breaks off
      bytes = frame(kFinal | kText, text);
      return bytes.substr(0, 1 + below(bytes.size() - 1));
    default:
      return one_in(2) ? http_request() : noise(1 + below(400));
  }
}

}  // namespace stepback::flow
