#include "signalling/lws_web_socket.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <string_view>

namespace stepback::signalling {
namespace {

/// How long a peer that does not read may keep a socket that is to be closed.
constexpr std::chrono::seconds kForceAfter{1};
/// Messages that one socket may send before the others get their turn.
constexpr int kMostInATurn = 64;

std::span<const unsigned char> bytes_of(const Outgoing& message) {
  if (const auto* text = std::get_if<SharedText>(&message)) {
    return {reinterpret_cast<const unsigned char*>((*text)->data()), (*text)->size()};
  }
  return *std::get<SharedBytes>(message);
}

}  // namespace

std::span<unsigned char> WriteBuffer::fill(std::span<const unsigned char> message) {
  bytes_.resize(std::max(bytes_.size(), LWS_PRE + message.size()));
  std::ranges::copy(message, bytes_.begin() + LWS_PRE);
  return std::span(bytes_).subspan(LWS_PRE, message.size());
}

WebSocket::WebSocket(lws* connection, Bounds bounds, WriteBuffer& buffer, Visit& visit,
                     const EventLoop::SocketFactory& factory)
    : connection_(connection),
      bounds_(bounds),
      buffer_(buffer),
      visit_(visit),
      force_(lws_get_context(connection)),
      handler_(factory(*this)) {}

void WebSocket::wake() {
  lws_callback_on_writable(connection_);
}

void WebSocket::close() {
  if (closing_) return;
  closing_ = true;
  // A peer that reads nothing leaves libwebsockets with bytes to flush, and it would wait for
  // longer than we do: with the socket shut down they fail at once.
  force_.start(kForceAfter, [this] { ::shutdown(lws_get_socket_fd(connection_), SHUT_RDWR); });
  wake();
}

void WebSocket::receive(std::span<unsigned char> piece) {
  lws_validity_confirmed(connection_);  // whatever comes is a sign of life
  if (closing_) return;
  const bool binary = lws_frame_is_binary(connection_) != 0;
  const bool first = lws_is_first_fragment(connection_) != 0;
  const bool last = lws_is_final_fragment(connection_) != 0;
  const std::size_t bound = binary ? bounds_.binary : bounds_.text;
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
    partial_.clear();
  }
}

void WebSocket::deliver(std::span<unsigned char> message, bool binary) {
  if (binary) return handler_->on_binary(message);
  handler_->on_text({reinterpret_cast<const char*>(message.data()), message.size()});
}

// libwebsockets keeps what the kernel does not take, one message at most: to write on nevertheless
// would mix up the frames.
bool WebSocket::takes_more() {
  return lws_partial_buffered(connection_) == 0 && lws_send_pipe_choked(connection_) == 0;
}

bool WebSocket::write() {
  // To ask for the close twice would not wait for the peer's own, and reset the connection if bytes
  // of the peer are still unread: what was sent last might not arrive.
  if (close_sent_) return true;
  for (int i = 0; i < kMostInATurn && takes_more(); ++i) {
    const auto message = handler_->next_message();
    if (message) {
      if (!send(*message)) return false;
      continue;
    }
    if (!closing_) return true;
    close_sent_ = true;
    lws_close_reason(connection_, LWS_CLOSE_STATUS_NORMAL, nullptr, 0);
    return false;
  }
  wake();
  return true;
}

bool WebSocket::send(const Outgoing& message) {
  const auto protocol =
      std::holds_alternative<SharedText>(message) ? LWS_WRITE_TEXT : LWS_WRITE_BINARY;
  const std::span<unsigned char> bytes = buffer_.fill(bytes_of(message));
  // A short return means that the rest is buffered.
  return lws_write(connection_, bytes.data(), bytes.size(), protocol) >= 0;
}

}  // namespace stepback::signalling
