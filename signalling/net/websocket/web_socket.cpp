#include "signalling/net/websocket/web_socket.hpp"

#include <sys/socket.h>

#include <array>
#include <string_view>
#include <utility>

namespace stepback::signalling {
namespace {

/// How long a peer that does not read may delay the closing of its socket.
constexpr std::chrono::seconds kForceAfter{1};
/// Sends of one socket before the others get their turn.
constexpr int kMostInATurn = 16;
/// Once so many bytes are gathered, they go out without a further message. It is as much as the
/// kernel holds unsent (Listener), because written bytes can no longer be purged.
constexpr std::size_t kGathered = std::size_t{4} * 1024;
/// Bytes that are written before the socket is asked whether it has room, which costs a system
/// call. Up to so many more bytes may wait in the kernel.
constexpr std::size_t kUnchecked = 1024;
/// RFC 6455, section 5.5.2. It has a payload, so that the pong has one too: libwebsockets does not
/// report an empty pong.
constexpr std::array<unsigned char, 3> kPing{0x89, 1, '?'};

}  // namespace

WebSocket::WebSocket(lws* connection, Dependencies& dependencies, SocketVisit& visit,
                     const SocketFactory& factory)
    : connection_(connection),
      dependencies_(dependencies),
      visit_(visit),
      handler_(factory(*this)) {}

WebSocket::~WebSocket() {
  if (batched_) dependencies_.batching.remove(*this);
  if (paused_) dependencies_.paused.remove(*this);
}

void WebSocket::wake() {
  lws_callback_on_writable(connection_);
}

void WebSocket::wake_soon() {
  if (batched_) return;
  if (!dependencies_.batching.is_on()) return wake();
  batched_ = true;
  dependencies_.batching.add(*this);
}

bool WebSocket::write_now(const WebSocketFrame& frame) {
  if (closing_ || peer_closes_ || broken_ || dependencies_.batching.is_on() || !takes_more()) {
    return false;
  }
  if (!send(frame.bytes())) wake();
  return true;
}

void WebSocket::pause_reading() {
  if (paused_) return;
  paused_ = true;
  dependencies_.paused.add(*this);
}

void WebSocket::read(bool wanted) {
  paused_ = !wanted;
  lws_rx_flow_control(connection_, wanted ? 1 : 0);
}

void WebSocket::close() {
  if (closing_) return;
  closing_ = true;
  // If the peer reads nothing, libwebsockets keeps bytes to flush, and would wait longer than we
  // do.
  force_ = std::make_unique<LoopTimer>(dependencies_.loop);
  force_->start(kForceAfter, [this] { shut_down(); });
  wake();
}

// After the shutdown every operation on the socket fails at once. Then libwebsockets closes it from
// within its own code, where that is safe.
void WebSocket::shut_down() {
  ::shutdown(lws_get_socket_fd(connection_), SHUT_RDWR);
  wake();
}

void WebSocket::receive(std::span<unsigned char> piece) {
  heard();  // any message is a sign of life
  if (closing_) return;
  const bool binary = lws_frame_is_binary(connection_) != 0;
  const bool first = lws_is_first_fragment(connection_) != 0;
  const bool last = lws_is_final_fragment(connection_) != 0;
  const std::size_t bound = binary ? dependencies_.bounds.binary : dependencies_.bounds.text;
  if (first) {
    partial_.clear();
    too_large_ = false;
  }
  if (!too_large_ && partial_.size() + piece.size() > bound) {
    too_large_ = true;
    partial_.clear();
    handler_->on_too_large(!binary);
  }
  if (too_large_) return;
  if (first && last) return deliver(piece, binary);
  partial_.insert(partial_.end(), piece.begin(), piece.end());
  if (last) {
    deliver(partial_, binary);
    // Few messages come in pieces, so the memory for them is given back.
    partial_ = std::vector<unsigned char>();
  }
}

void WebSocket::deliver(std::span<unsigned char> message, bool binary) {
  if (binary) return handler_->on_binary(message);
  handler_->on_text({reinterpret_cast<const char*>(message.data()), message.size()});
}

void WebSocket::second_passed() {
  // Only a part of the first of these seconds was silent.
  const std::chrono::seconds silent = std::exchange(silence_, silence_ + std::chrono::seconds{1});
  if (silent >= dependencies_.bounds.hangup_after) {
    broken_ = true;
    shut_down();
  } else if (silent == dependencies_.bounds.ping_after && !closing_ && !peer_closes_ && !broken_) {
    if (!send(kPing)) wake();
  }
}

// libwebsockets keeps what the kernel does not take. If we went on writing, it would keep more and
// more; so we leave it one message at most.
bool WebSocket::takes_more() {
  if (lws_partial_buffered(connection_) != 0) return false;
  if (unchecked_ < kUnchecked) return true;
  if (lws_send_pipe_choked(connection_) != 0) return false;
  unchecked_ = 0;
  return true;
}

bool WebSocket::send(std::span<const unsigned char> bytes) {
  unchecked_ += bytes.size();
  // Written raw, so that neither the bytes nor the memory before them are changed. If the kernel
  // takes fewer, libwebsockets keeps the rest.
  auto* const unchanged = const_cast<unsigned char*>(bytes.data());
  broken_ = lws_write(connection_, unchanged, bytes.size(), LWS_WRITE_RAW) < 0;
  return !broken_;
}

// Gathers the handler's messages for the next send. Returns false if there are none.
bool WebSocket::gather() {
  auto& gathered = dependencies_.gathered;
  gathered.clear();
  while (gathered.size() < kGathered) {
    const auto message = handler_->next_message();
    if (!message) break;
    const auto bytes = message->bytes();
    gathered.insert(gathered.end(), bytes.begin(), bytes.end());
  }
  return !gathered.empty();
}

// Returns true if the handler has nothing more, or a write has failed; false if messages are left.
bool WebSocket::write_waiting() {
  for (int i = 0; i < kMostInATurn && takes_more(); ++i) {
    if (!gather() || !send(dependencies_.gathered)) return true;
  }
  return false;
}

bool WebSocket::write() {
  if (broken_) return false;
  // A second request to close would not wait for the peer's close, and would reset the connection
  // if bytes of the peer are unread. The last messages might then not arrive.
  if (close_sent_) return true;
  unchecked_ = 0;
  if (!write_waiting()) {
    wake();
    return true;
  }
  if (broken_) return false;
  if (!closing_) return true;
  close_sent_ = true;
  lws_close_reason(connection_, LWS_CLOSE_STATUS_NORMAL, nullptr, 0);
  return false;
}

void WebSocket::flush() {
  batched_ = false;
  if (closing_ || peer_closes_ || broken_) return;  // woken already
  if (!write_waiting() || broken_) wake();
}

}  // namespace stepback::signalling
