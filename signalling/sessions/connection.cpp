#include "signalling/sessions/connection.hpp"

#include <algorithm>
#include <utility>

#include "signalling/sessions/guest.hpp"

namespace stepback::signalling {
namespace {

using protocol::Code;

constexpr const char* kNotHereText = "The session is not on this server now. Join again.";

Outbox::Control kind_of(const protocol::ServerMessage& message) {
  if (std::holds_alternative<protocol::to_client::State>(message)) return Outbox::Control::state;
  if (std::holds_alternative<protocol::to_client::Chat>(message)) return Outbox::Control::chat;
  return Outbox::Control::other;
}

}  // namespace

Connection::Connection(Socket& socket, ConnectionDependencies dependencies)
    : socket_(socket),
      dependencies_(std::move(dependencies)),
      alive_(std::make_shared<bool>(true)) {
  dependencies_.metrics.connection_opened();
  dependencies_.after(kJoinDeadline, [this, alive = alive_] {
    if (!*alive || room_ != nullptr || closing_) return;
    if (entering_) return bye(Code::restarting, kNotHereText);
    bye(Code::notJoined, "Nobody joined on this connection: expected `join` within " +
                             std::to_string(kJoinDeadline.count()) + " seconds.");
  });
}

Connection::~Connection() {
  *alive_ = false;
  dependencies_.waiting.change(accounted_, 0);
  dependencies_.metrics.connection_closed();
}

void Connection::on_text(std::string_view text) {
  if (closing_) return;
  const bool in_time = limits_.control.take(1, dependencies_.clock.uptime());
  if (!in_time && !tolerates(limits_.excess_control)) return;
  const auto request = protocol::decode_request(text);
  if (!in_time) {
    return refuse(request ? request->id : request.error().id, Code::rateLimited,
                  too_many_messages());
  }
  if (!request) return refuse(request.error().id, request.error().code, request.error().message);

  if (const auto* wanted = std::get_if<protocol::to_server::Join>(&request->message)) {
    return join(*wanted, request->id);
  }
  if (entering_) {
    return refuse(request->id, Code::notJoined, "You are not in yet: wait for `welcome`.");
  }
  if (room_ == nullptr) {
    return refuse(request->id, Code::notJoined, "The first message is `join`.");
  }
  if (const auto* ping = std::get_if<protocol::to_server::Ping>(&request->message)) {
    send(protocol::to_client::Pong{ping->sent, dependencies_.clock.now()});
    if (request->id) send(protocol::to_client::Ok{*request->id});
    return;
  }
  forward_to_room(*request);
}

// Hands a request to the room. The answer may come later, when the connection is gone.
void Connection::forward_to_room(const protocol::Request& request) {
  const bool leaves = std::holds_alternative<protocol::to_server::Leave>(request.message);
  room_->handle(*participant_, request.message,
                [this, alive = alive_, id = request.id, leaves](const Room::Outcome& outcome) {
                  if (!*alive) return;
                  if (leaves && outcome) room_ = nullptr;  // the room has dropped its pointer
                  if (closing_) return;
                  if (!outcome) return refuse(id, outcome.error().code, outcome.error().message);
                  if (id) send(protocol::to_client::Ok{*id, outcome->kept});
                  if (leaves) finish_leaving();
                });
}

void Connection::finish_leaving() {
  room_ = nullptr;
  closing_ = true;
  outbox_.clear_media();
  socket_.close();
}

void Connection::on_binary(std::span<std::uint8_t> bytes) {
  if (closing_) return;
  const protocol::Duration now = dependencies_.clock.uptime();
  // The sender has done nothing wrong: the limits do not count the packet, and nobody complains.
  if (dependencies_.standstill.may_have_waited(now)) return dependencies_.metrics.outdated();
  if (!limits_.packets.take(1, now) ||
      !limits_.media_bits.take(8.0 * static_cast<double>(bytes.size()), now)) {
    if (!tolerates(limits_.excess_packets)) return;
    return refuse_packet(PacketRefusal::rateLimited, too_much_media());
  }
  if (room_ == nullptr || entering_) {
    return refuse_packet(PacketRefusal::notJoined, "The first message is `join`.");
  }
  const auto packet = read_packet(bytes);
  if (!packet) return refuse_packet(packet.error().reason, packet.error().message);
  if (const auto refusal = room_->media(*this, *packet)) {
    if (refusal == PacketRefusal::notHolding) {
      return refuse_packet(*refusal, "Nobody can hear you for a moment; it goes on by itself.");
    }
    return refuse_packet(*refusal, "You may not send this now: nobody has received it.");
  }
  in_vain_ = 0;
}

void Connection::on_too_large(bool text) {
  if (closing_ || !tolerates(text ? limits_.excess_control : limits_.excess_packets)) return;
  if (!text) {
    return refuse_packet(PacketRefusal::tooLarge, too_large_packet());
  }
  limits_.control.take(1, dependencies_.clock.uptime());
  refuse(std::nullopt, Code::tooLarge, too_large_message());
}

void Connection::on_answers(bool answers) {
  if (room_ != nullptr && !entering_ && !closing_) room_->answers(*participant_, *this, answers);
}

void Connection::on_sent_away(SentAway why) {
  dependencies_.metrics.sent_away(why);
  detach_from_room();
  closing_ = true;
  outbox_ = Outbox{};
  account_queue();
}

std::optional<WebSocketFrame> Connection::next_message() {
  // Packets and chat lines that were queued while the lease held must not leave after its end.
  if (room_ != nullptr && !room_->may_act()) {
    outbox_.clear_media();
    outbox_.clear_chat();
  }
  auto next = outbox_.pop(dependencies_.clock.uptime());
  settle_drops();
  account_queue();
  return next;
}

void Connection::on_closed() {
  closing_ = true;
  detach_from_room();
}

void Connection::detach_from_room() {
  if (Room* room = std::exchange(room_, nullptr)) room->lost(*participant_, *this);
}

void Connection::send(const protocol::ServerMessage& message) {
  if (closing_) return;
  const auto* chat = std::get_if<protocol::to_client::Chat>(&message);
  queue(protocol::encode(message), kind_of(message),
        chat == nullptr ? protocol::ParticipantId{} : chat->from);
}

void Connection::deliver(std::string_view message) {
  if (!closing_) queue(message, Outbox::Control::other, {});
}

void Connection::queue(std::string_view text, Outbox::Control kind,
                       const protocol::ParticipantId& from) {
  outbox_.bound(dependencies_.waiting.scarce() ? Outbox::kTight : Outbox::kAmple);
  outbox_.push(text, kind, from);
  if (outbox_.overflows()) {
    // The client has stopped reading, so the waiting messages are of no use. Its seat is kept.
    closing_ = true;
    outbox_ = Outbox{};
    account_queue();
    dependencies_.metrics.sent_away(SentAway::unread);
    socket_.close();
    return;
  }
  account_queue();
  socket_.wake();
}

void Connection::send(const FramedPacket& packet) {
  if (closing_ || (outbox_.lets_pass(packet) && socket_.write_now(packet.frame))) return;
  outbox_.bound(dependencies_.waiting.scarce() ? Outbox::kTight : Outbox::kAmple);
  outbox_.push(packet, dependencies_.clock.uptime());
  settle_drops();
  account_queue();
  socket_.wake_soon();
}

std::size_t Connection::withdraw(const Withdrawal& withdrawal) {
  const std::size_t taken = outbox_.withdraw(withdrawal);
  account_queue();
  return taken;
}

std::size_t Connection::withdraw_chat(const protocol::ParticipantId& from) {
  const std::size_t taken = outbox_.withdraw_chat(from);
  account_queue();
  return taken;
}

void Connection::become(const protocol::ParticipantId& participant) {
  participant_ = participant;
  // The new identity's state comes behind its `welcome`, and not in the place of this one.
  outbox_.clear_state();
  account_queue();
}

void Connection::bye(protocol::Code code, std::string_view message) {
  // The room has dropped its pointer, also if the connection is closing. It may be gone after this.
  room_ = nullptr;
  if (closing_) return;
  outbox_.clear_media();
  send(protocol::to_client::Bye{code, std::string{message}});
  closing_ = true;
  socket_.close();
}

void Connection::join(const protocol::to_server::Join& join,
                      std::optional<protocol::RequestId> id) {
  if (room_ != nullptr || entering_) {
    return refuse(id, Code::badMessage, "This connection has joined already.");
  }
  // A good token is always taken: others at the same address may show bad ones all the time.
  const auto claims = dependencies_.access.check(join.token, dependencies_.clock.now());
  if (!claims) {
    if (socket_.visit().bad_token(dependencies_.clock.uptime())) {
      return turn_away(id, Code::badToken, claims.error());
    }
    return turn_away(id, Code::rateLimited,
                     "Too many tokens from where you are were no good. Try again soon.");
  }
  entering_ = true;
  // Without the token, which nobody needs any more.
  const auto done = [this, alive = alive_, claims = *claims,
                     wishes = protocol::to_server::Join{{}, join.name, join.records},
                     id](const Directory::Location& where) {
    if (*alive && !closing_) located(where, claims, wishes, id);
  };
  dependencies_.directory.locate(claims->session, done);
}

// Goes on with a `join` whose session was looked for.
void Connection::located(const Directory::Location& where, const protocol::Claims& claims,
                         const protocol::to_server::Join& join,
                         std::optional<protocol::RequestId> id) {
  entering_ = false;
  if (std::holds_alternative<Placement::Unknown>(where)) {
    return turn_away(id, Code::unknownSession, "There is no such session on this server.");
  }
  const auto* const room = std::get_if<Room*>(&where);
  // The wire cannot name another server yet. The client comes again, and may then reach that one.
  if (room == nullptr) return turn_away(id, Code::restarting, kNotHereText);
  const auto guest = guest_of(claims, join.name, socket_.visit().network(), dependencies_.random);
  if (!guest) {
    return refuse(id, Code::badMessage,
                  "/name: expected the name to show, as the link names nobody.");
  }
  room_ = *room;
  participant_ = guest->id;
  entering_ = true;
  room_->enter(
      *guest, *this, *this,
      [this, alive = alive_, id, records = join.records](const Room::Outcome& entered) {
        if (!*alive) return;
        entering_ = false;
        if (!entered)
          room_ = nullptr;  // the room has dropped its pointer, also if this one is closing
        if (entered) socket_.visit().joined();
        if (entered && records && !closing_) {
          room_->handle(*participant_, protocol::to_server::Records{true}, [](const auto&) {});
        }
        if (entered || closing_) return;
        turn_away(id, entered.error().code, entered.error().message);
      });
}

void Connection::turn_away(std::optional<protocol::RequestId> id, Code code,
                           const std::string& message) {
  refuse(id, code, message);
  bye(code, message);
}

void Connection::refuse(std::optional<protocol::RequestId> id, Code code,
                        std::string_view message) {
  dependencies_.metrics.command_refused(code);
  send(protocol::to_client::Error{id, code, std::string{message}});
}

void Connection::refuse_packet(PacketRefusal reason, std::string_view message) {
  dependencies_.metrics.refused(reason);
  in_vain_ = std::min(in_vain_ + 1, kMostInVain);
  if (in_vain_ == kMostInVain) socket_.pause_reading();
  if (!limits_.complaints.take(1, dependencies_.clock.uptime())) return;
  send(protocol::to_client::Error{std::nullopt, code_of(reason), std::string(message)});
}

// Whether a client that exceeds a limit is only refused. One that exceeds it for seconds is closed.
bool Connection::tolerates(RateLimit& excess) {
  if (excess.take(1, dependencies_.clock.uptime())) return true;
  dependencies_.metrics.sent_away(SentAway::flood);
  detach_from_room();
  bye(Code::rateLimited, "Far too much for too long: come again in a while.");
  return false;
}

// Reports the outbox's bytes to the count of all waiting bytes.
void Connection::account_queue() {
  const std::size_t bytes = outbox_.bytes();
  dependencies_.waiting.change(std::exchange(accounted_, bytes), bytes);
}

// Counts dropped packets, and asks for the key frames that are needed now.
void Connection::settle_drops() {
  const Outbox::Drops drops = outbox_.take_drops();
  if (drops.audio > 0) dependencies_.metrics.dropped(protocol::Media::audio, drops.audio);
  if (drops.video > 0) dependencies_.metrics.dropped(protocol::Media::video, drops.video);
  if (room_ == nullptr) return;
  for (const protocol::Ssrc sender : outbox_.take_key_frame_wishes()) {
    room_->want_key_frame(*participant_, sender);
  }
}

}  // namespace stepback::signalling
