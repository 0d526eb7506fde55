#include "tests/support/fakes.hpp"

#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

namespace stepback::signalling::test {
namespace {

constexpr std::array<std::uint8_t, 4> kFrame{0xAA, 0xBB, 0xCC, 0xDD};

Bytes write(protocol::RtpPacket packet) {
  packet.payload = kFrame;
  Bytes bytes;
  protocol::write_rtp(packet, bytes);
  return bytes;
}

FramedPacket on_its_way(const Bytes& bytes, protocol::Ssrc ssrc, protocol::Media media,
                        bool key_frame) {
  return FramedPacket{
      MediaPacket{.bytes = bytes, .sender = ssrc, .media = media, .key_frame = key_frame}};
}

std::string describe(const protocol::ServerMessage& message) {
  return std::string{protocol::type_of(message)};
}

}  // namespace

tl::expected<std::vector<journal::Listed>, std::string> FakeArchive::list() const {
  std::vector<journal::Listed> listed;
  for (const auto& [id, history] : content_) {
    listed.push_back({.id = id, .created_at = {}, .changed_at = {}, .ended_at = {}});
    if (!history) continue;
    listed.back().created_at = history->session.created_at;
    listed.back().ended_at = history->session.ended_at;
    listed.back().revision = history->session.revision;
  }
  return listed;
}

tl::expected<journal::History, journal::Damage> FakeArchive::read(
    const protocol::SessionId& session) const {
  const auto found = content_.find(session);
  if (found != content_.end()) return found->second;
  return tl::unexpected(journal::Damage{session, 0, "there is no such session"});
}

tl::expected<journal::Recovered, std::string> FakeJournal::recover(protocol::Instant since) {
  return journal::read_sessions(FakeArchive(archived), since);
}

tl::expected<std::unique_ptr<journal::Archive>, std::string> FakeJournal::archive() const {
  return std::make_unique<FakeArchive>(archived, times);
}

void FakeJournal::purge(std::chrono::seconds, Purged done) {
  ask([this, done = std::move(done)] {
    PurgeOutcome outcome;
    if (!refuses) outcome.sessions = std::exchange(old, {});
    done(std::move(outcome));
  });
}

void FakeJournal::append(Change change, Done done) {
  if (call_log_ != nullptr) call_log_->emplace_back("journal");
  if (watcher) watcher();
  ask([this, change = std::move(change), done = std::move(done)] {
    if (refuses) {
      next_.try_emplace(change.session, change.first);
      return done(refusal());
    }
    const auto next = next_.find(change.session);
    if (next != next_.end() && next->second != change.first) {
      return done(tl::unexpected(
          JournalFault{JournalFault::Kind::conflict, "the journal is at another revision"}));
    }
    next_.insert_or_assign(change.session, change.first + change.events.size());
    firsts.push_back(change.first);
    kept.insert(kept.end(), change.events.begin(), change.events.end());
    done({});
  });
}

void FakeJournal::after_answers(std::function<void()> then) {
  if (!answering_) return then();
  after_answers_.push_back(std::move(then));
}

void FakeJournal::answer_together() {
  answering_ = true;
  for (std::size_t left = waiting_.size(); left > 0; --left) answer_one();
  answering_ = false;
  for (const auto& then : std::exchange(after_answers_, {})) then();
}

void FakeJournal::remove(const protocol::SessionId& session, Done done) {
  ask([this, session, done = std::move(done)] {
    if (refuses) return done(refusal());
    removed.push_back(session);
    done({});
  });
}

void FakeJournal::flush(std::function<void()> done) {
  ask(std::move(done));
}

tl::unexpected<JournalFault> FakeJournal::refusal() const {
  const bool full = fault == JournalFault::Kind::unavailable;
  return tl::unexpected(
      JournalFault{fault, full ? "the journal is full" : "the session is another server's"});
}

void FakeJournal::ask(std::function<void()> answer) {
  if (!hesitates) return answer();
  waiting_.push_back(std::move(answer));
}

void FakeJournal::answer_one() {
  const auto answer = std::move(waiting_.front());
  waiting_.pop_front();
  answer();
}

void FakeJournal::answer_all() {
  while (!waiting_.empty()) answer_one();
  hesitates = false;
}

void FakePeer::send(const protocol::ServerMessage& message) {
  if (call_log_ != nullptr) call_log_->push_back(describe(message) + " " + name_);
  messages.push_back(message);
  if (watcher) watcher(message);
}

void FakePeer::deliver(std::string_view message) {
  if (call_log_ != nullptr) call_log_->push_back("message " + name_);
  delivered.emplace_back(message);
}

void FakePeer::send(const FramedPacket& packet) {
  if (call_log_ != nullptr) call_log_->push_back("packet " + name_);
  packets.push_back(packet);
}

std::size_t FakePeer::withdraw(const Withdrawal& withdrawal) {
  if (call_log_ != nullptr) call_log_->push_back("withdraw " + name_);
  withdrawals.push_back(withdrawal);
  return 0;
}

std::size_t FakePeer::withdraw_chat(const protocol::ParticipantId& from) {
  if (call_log_ != nullptr) call_log_->push_back("withdraw chat " + name_);
  chat_withdrawals.push_back(from);
  return 0;
}

void FakePeer::bye(protocol::Code code, std::string_view) {
  if (call_log_ != nullptr) call_log_->push_back("bye " + name_);
  farewells.push_back(code);
}

void FakePeer::forget() {
  messages.clear();
  packets.clear();
  withdrawals.clear();
  chat_withdrawals.clear();
  delivered.clear();
  farewells.clear();
}

void SlowPeer::send(const protocol::ServerMessage& message) {
  const auto* chat = std::get_if<protocol::to_client::Chat>(&message);
  const bool is_state = std::holds_alternative<protocol::to_client::State>(message);
  outbox_.push(std::to_string(sent_.size()),
               chat != nullptr ? Outbox::Control::chat
               : is_state      ? Outbox::Control::state
                               : Outbox::Control::other,
               chat != nullptr ? chat->from : protocol::ParticipantId{});
  sent_.push_back(message);
}

void SlowPeer::send(const FramedPacket& packet) {
  outbox_.push(packet, clock_.uptime());
}

std::size_t SlowPeer::withdraw(const Withdrawal& withdrawal) {
  return outbox_.withdraw(withdrawal);
}

std::size_t SlowPeer::withdraw_chat(const protocol::ParticipantId& from) {
  return outbox_.withdraw_chat(from);
}

void SlowPeer::bye(protocol::Code code, std::string_view message) {
  was_dismissed = true;
  outbox_.clear_media();
  send(protocol::to_client::Bye{code, std::string{message}});
}

std::optional<SlowPeer::Read> SlowPeer::read() {
  const auto next = outbox_.pop(clock_.uptime());
  if (!next) return std::nullopt;
  if (next->is_text()) return sent_[std::stoul(std::string(next->words()))];
  const auto packet = protocol::read_rtp(next->payload());
  if (!packet) throw std::logic_error("a queue holds bytes that are no packet");
  return Packet{.ssrc = packet->ssrc,
                .media = *protocol::media_of(packet->payload_type),
                .sequence = packet->sequence};
}

std::vector<SlowPeer::Packet> SlowPeer::read_packets() {
  std::vector<Packet> packets;
  while (const auto next = read()) {
    if (const auto* packet = std::get_if<Packet>(&*next)) packets.push_back(*packet);
  }
  return packets;
}

void FakePlane::update(const protocol::RouteTable& newest, const Done& done) {
  ++updates;
  routes = newest;
  if (!hesitates) return done();
  waiting_.push_back(done);
}

std::size_t FakePlane::deliver(std::size_t sender, const MediaPacket& packet) {
  if (routes.senders.at(sender).ssrc != packet.sender) {
    throw std::logic_error("the index is another sender's");
  }
  delivered.push_back(packet.sender);
  return receivers;
}

void FakePlane::detach(const protocol::ParticipantId& participant) {
  detached.push_back(participant);
}

void FakePlane::confirm_one() {
  const Done done = std::move(waiting_.front());
  waiting_.pop_front();
  done();
}

void FakePlane::confirm_all() {
  while (!waiting_.empty()) confirm_one();
  hesitates = false;
}

ArrivedPacket arrived(Bytes& bytes) {
  return read_packet(bytes).value();
}

Bytes audio_bytes(protocol::Ssrc ssrc, std::uint16_t sequence) {
  protocol::RtpPacket packet;
  packet.payload_type = protocol::kPayloadOpus;
  packet.sequence = sequence;
  packet.ssrc = ssrc;
  return write(packet);
}

Bytes video_bytes(protocol::Ssrc ssrc, bool key_frame, std::uint16_t sequence) {
  protocol::RtpPacket packet;
  packet.payload_type = protocol::kPayloadVp8;
  packet.sequence = sequence;
  packet.ssrc = ssrc;
  packet.key_frame = key_frame;
  return write(packet);
}

FramedPacket audio_packet(protocol::Ssrc ssrc, std::uint16_t sequence) {
  return on_its_way(audio_bytes(ssrc, sequence), ssrc, protocol::Media::audio, false);
}

FramedPacket video_packet(protocol::Ssrc ssrc, bool key_frame, std::uint16_t sequence) {
  return on_its_way(video_bytes(ssrc, key_frame, sequence), ssrc, protocol::Media::video,
                    key_frame);
}

std::string name_of(const WebSocketFrame& message) {
  if (message.is_text()) return std::string(message.words());
  const auto packet = protocol::read_rtp(message.payload());
  if (!packet) throw std::logic_error("a queue holds bytes that are no packet");
  return std::string{protocol::to_word(*protocol::media_of(packet->payload_type))} + " " +
         std::to_string(packet->ssrc) + "/" + std::to_string(packet->sequence);
}

}  // namespace stepback::signalling::test
