#include "signalling/net/websocket/web_socket.hpp"

#include <sys/socket.h>

#include <array>
#include <string_view>
#include <utility>

#include "signalling/base/clock.hpp"
#include "signalling/net/websocket/bytes_read.hpp"

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

/// Returns a close frame with this status (RFC 6455, section 5.5.1).
std::array<unsigned char, 4> close_frame(WebSocket::Status why) {
  const auto status = static_cast<unsigned>(why);
  return {0x88, 2, static_cast<unsigned char>(status >> 8U), static_cast<unsigned char>(status)};
}

}  // namespace

WebSocket::WebSocket(lws* connection, Dependencies& dependencies, SocketVisit& visit,
                     const SocketFactory& factory)
    : connection_(connection),
      dependencies_(dependencies),
      visit_(visit),
      account_(lws_get_ssl(connection) != nullptr),
      read_before_(bytes_read_from(lws_get_socket_fd(connection)).value_or(0)),
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

// Any byte of a message, and any pong, is a sign of life.
void WebSocket::heard() {
  if (silence_.heard() && !closing_) handler_->on_answers(true);
}

void WebSocket::read(bool wanted) {
  paused_ = !wanted;
  set_reading();
}

void WebSocket::set_reading() {
  lws_rx_flow_control(connection_, paused_ || held_ || sent_away_ ? 0 : 1);
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

// The peer may not read, and it floods: libwebsockets' own way to close would go on reading until
// the peer has answered. So the close frame is written here, and nothing is read any more.
void WebSocket::send_away(Status why) {
  if (closing_) return;
  closing_ = true;
  sent_away_ = true;
  set_reading();
  if (!peer_closes_ && !broken_ && takes_more()) send(close_frame(why));
  force_ = std::make_unique<LoopTimer>(dependencies_.loop);
  force_->start(kForceAfter, [this] {
    broken_ = true;
    shut_down();
  });
  handler_->on_sent_away(why == Status::tryAgainLater ? SentAway::displaced : SentAway::flood);
}

void WebSocket::receive(std::span<unsigned char> piece) {
  heard();
  if (closing_) return;
  const bool binary = lws_frame_is_binary(connection_) != 0;
  const bool first = lws_is_first_fragment(connection_) != 0;
  const bool last = lws_is_final_fragment(connection_) != 0;
  if (!count(piece, first, last)) return;
  const std::size_t bound = binary ? dependencies_.bounds.binary : dependencies_.bounds.text;
  if (first) {
    partial_.clear();
    message_bytes_ = 0;
    too_large_ = false;
  }
  message_bytes_ += piece.size();
  if (!too_large_ && message_bytes_ > bound) {
    too_large_ = true;
    partial_.clear();
    handler_->on_too_large(!binary);
  }
  if (message_bytes_ > kMostTooLarge * bound) return send_away(Status::tooLarge);
  if (too_large_) return;
  if (first && last) return deliver(piece, binary);
  partial_.insert(partial_.end(), piece.begin(), piece.end());
  if (last) {
    deliver(partial_, binary);
    // Few messages come in pieces, so the memory for them is given back.
    partial_ = std::vector<unsigned char>();
  }
}

// Returns false if the connection is closed because of this piece.
bool WebSocket::count(std::span<const unsigned char> piece, bool first, bool last) {
  account_.seen(piece.size());
  if (is_too_much_before_joining(account_.bytes())) {
    send_away(Status::policyViolation);
    return false;
  }
  const bool begins = !within_frame_;
  within_frame_ = lws_remaining_packet_payload(connection_) != 0;
  if (begins) opens_message_ = first;
  if (within_frame_) return true;
  const bool whole = opens_message_ && last;
  const bool empty = begins && piece.empty();
  return (whole && !empty) || obey(account_.frame(SystemClock().uptime()));
}

void WebSocket::pong(std::size_t bytes) {
  heard();
  if (!closing_) obey(account_.pong(bytes, SystemClock().uptime()));
}

// Returns false if the connection is closed.
bool WebSocket::obey(FrameAccount::Verdict verdict) {
  if (verdict == FrameAccount::Verdict::pause) pause_reading();
  if (verdict == FrameAccount::Verdict::close) send_away(Status::policyViolation);
  return !closing_;
}

bool WebSocket::is_too_much_before_joining(std::uint64_t bytes) {
  newcomer_ = newcomer_ && visit_.waits();
  return newcomer_ && bytes > kMostBeforeJoining;
}

void WebSocket::look() {
  if (closing_ || held_) return;
  const std::uint64_t read = read_so_far();
  if (is_too_much_before_joining(read)) return send_away(Status::policyViolation);
  hold_if(account_.look(read));
}

std::uint64_t WebSocket::read_so_far() const {
  return bytes_read_from(lws_get_socket_fd(connection_)).value_or(read_before_) - read_before_;
}

// The pause is not that of PausedSockets, but lasts until the next second.
void WebSocket::look_for_hidden_frames() {
  hold_if(closing_ ? FrameAccount::Verdict::fine : account_.second_passed(read_so_far()));
}

void WebSocket::hold_if(FrameAccount::Verdict verdict) {
  if (verdict == FrameAccount::Verdict::close) return send_away(Status::policyViolation);
  const bool wanted = verdict == FrameAccount::Verdict::pause;
  if (std::exchange(held_, wanted) != wanted) set_reading();
}

void WebSocket::deliver(std::span<unsigned char> message, bool binary) {
  if (binary) return handler_->on_binary(message);
  handler_->on_text({reinterpret_cast<const char*>(message.data()), message.size()});
}

void WebSocket::second_passed() {
  look_for_hidden_frames();
  const SilenceWatch::Due due = silence_.second_passed(dependencies_.bounds.silence);
  if (due.hangup) {
    broken_ = true;
    return shut_down();
  }
  if (closing_ || peer_closes_ || broken_) return;
  if (due.tell) handler_->on_answers(false);
  if (!due.ping) return;
  account_.pinged();
  if (!send(kPing)) wake();
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
  if (close_sent_ || sent_away_) return true;
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
