#pragma once

// The surroundings of rooms, router and connections, under a test's control: a clock that the test
// turns, a randomness that counts, a journal that can refuse, peers and sockets that remember.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "protocol/wire/message.hpp"
#include "protocol/wire/rtp.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/base/random.hpp"
#include "signalling/base/time_source.hpp"
#include "signalling/journal/journal.hpp"
#include "signalling/media/media_plane.hpp"
#include "signalling/media/media_receiver.hpp"
#include "signalling/media/outbox.hpp"
#include "signalling/media/peer.hpp"
#include "signalling/net/admission/address_limits.hpp"
#include "signalling/net/socket.hpp"

namespace stepback::signalling::test {

/// Stands still until the test turns it.
class HandClock final : public Clock {
 public:
  protocol::Instant now() const override { return kStart + elapsed_; }
  protocol::Duration uptime() const override { return kBooted + elapsed_; }
  bool in_doubt() const override { return doubted; }
  void turn(protocol::Duration by) { elapsed_ += by; }

  bool doubted = false;

 private:
  static constexpr protocol::Instant kStart{std::chrono::hours{24 * 365 * 55}};
  static constexpr protocol::Duration kBooted = std::chrono::minutes{10};
  protocol::Duration elapsed_{};
};

/// A machine whose time stands still until the test turns it, and whose clock the test sets.
class HandTime final : public TimeSource {
 public:
  protocol::Instant wall() const override { return wall_; }
  protocol::Duration since_boot() const override { return since_boot_; }
  std::string boot() const override { return started; }
  /// Time passes, and the clock shows it.
  void turn(protocol::Duration by) {
    wall_ += by;
    since_boot_ += by;
  }
  /// Somebody sets the clock.
  void jump(protocol::Duration by) { wall_ += by; }
  /// The machine was off for so long and was started again.
  void boot_again(protocol::Duration off) {
    started += "+";
    wall_ += off;
    since_boot_ = std::chrono::seconds{20};
  }

  std::string started = "boot";

 private:
  protocol::Instant wall_{std::chrono::hours{24 * 365 * 55}};
  protocol::Duration since_boot_ = std::chrono::minutes{10};
};

/// Gives made-1, made-2, ...
class CountingRandom final : public Random {
 public:
  std::string identifier() override { return "made-" + std::to_string(++made_); }

 private:
  int made_ = 0;
};

/// Everything that happened outside a room, in order, one line each: "journal", "withdraw max",
/// "state max".
using CallLog = std::vector<std::string>;

/// An archive of what a test puts into it.
class FakeArchive final : public journal::Archive {
 public:
  using Content = std::map<protocol::SessionId, tl::expected<journal::History, journal::Damage>>;
  explicit FakeArchive(Content content, KnownTimes times = {})
      : content_(std::move(content)), times_(std::move(times)) {}

  tl::expected<std::vector<journal::Listed>, std::string> list() const override;
  tl::expected<journal::History, journal::Damage> read(
      const protocol::SessionId& session) const override;
  tl::expected<protocol::Signals, std::string> signals(
      const protocol::SessionId& /*session*/) const override {
    return protocol::Signals{};
  }
  std::vector<std::string> check_storage() const override { return {}; }
  tl::expected<journal::LedgerCheck, std::string> check_ledger(
      const std::optional<journal::LedgerHead>&) const override {
    return journal::LedgerCheck{};
  }
  tl::expected<journal::LedgerHead, std::string> ledger_head() const override {
    return journal::LedgerHead{};
  }
  tl::expected<KnownTimes, std::string> known_times() const override { return times_; }

 private:
  Content content_;
  KnownTimes times_;
};

/// A lease that a test takes away.
class FakeLease final : public Lease {
 public:
  bool may_act() const override { return holds; }
  void on_lost(Lost lost) override { lost_ = std::move(lost); }
  /// Another server has the sessions from now on.
  void lose() {
    holds = false;
    lost_();
  }

  bool holds = true;

 private:
  Lost lost_;
};

/// Answers where a session is when the test says so.
class FakePlacement final : public Placement {
 public:
  void locate(const protocol::SessionId& session, Done done) override {
    asked.push_back(session);
    waiting_.push_back(std::move(done));
    if (at_once) answer(*at_once);
  }
  /// Answers the oldest question.
  void answer(Answer where) {
    const Done done = std::move(waiting_.front());
    waiting_.pop_front();
    done(std::move(where));
  }

  std::optional<Answer> at_once = Unknown{};  ///< without it answer() answers
  std::vector<protocol::SessionId> asked;

 private:
  std::deque<Done> waiting_;
};

/// A journal in memory that answers at once, or if `hesitates`, when the test says so.
class FakeJournal final : public Journal {
 public:
  explicit FakeJournal(CallLog* call_log = nullptr) : call_log_(call_log) {}

  tl::expected<journal::Recovered, std::string> recover(protocol::Instant since) override;
  void append(Change change, Done done) override;
  void after_answers(std::function<void()> then) override;
  void keep_signals(OpenSignals open) override { signals.push_back(std::move(open)); }
  void remove(const protocol::SessionId& session, Done done) override;
  void purge(std::chrono::seconds older_than, Purged done) override;
  void mark(ClockMark mark) override { times.mark = std::move(mark); }
  std::optional<journal::LedgerHead> head() const override { return ledger_head; }
  void flush(std::function<void()> done) override;
  std::optional<JournalTrouble> trouble() const override { return in_trouble; }
  tl::expected<std::unique_ptr<journal::Archive>, std::string> archive() const override;
  Lease& lease() override { return leased; }
  Placement& placement() override { return placed; }
  /// Refuses later orders.
  void stop() override { refuses = true; }

  /// Answers the oldest request that waits: done, or refused if `refuses`.
  void answer_one();
  /// Answers the requests that wait now as one batch: what after_answers() has comes after all.
  void answer_together();
  /// Answers every request that waits, and those that follow from the answers. From then on the
  /// journal answers at once.
  void answer_all();
  /// Drops the requests that wait; they are never answered.
  void discard() { waiting_.clear(); }
  /// The number of requests that wait for their answer.
  std::size_t unanswered() const { return waiting_.size(); }

  bool refuses = false;  ///< every order, with `fault`
  JournalFault::Kind fault = JournalFault::Kind::unavailable;
  bool hesitates = false;  ///< nothing is answered before answer_one() or answer_all()
  std::optional<JournalTrouble> in_trouble;
  FakeLease leased;
  FakePlacement placed;
  std::vector<protocol::Event> kept;
  /// The revision of the first event of each change.
  std::vector<protocol::Revision> firsts;
  std::vector<OpenSignals> signals;  ///< each that was handed over
  std::vector<protocol::SessionId> removed;
  std::vector<protocol::SessionId> old;  ///< the sessions that purge() forgets
  FakeArchive::Content archived;         ///< from an earlier server
  KnownTimes times;                      ///< from an earlier server, and this one's mark
  std::optional<journal::LedgerHead> ledger_head;
  /// Called when a change is handed over.
  std::function<void()> watcher;

 private:
  void ask(std::function<void()> answer);
  tl::unexpected<JournalFault> refusal() const;

  CallLog* call_log_;
  std::deque<std::function<void()>> waiting_;
  bool answering_ = false;
  std::vector<std::function<void()>> after_answers_;
  /// The revision that a session's next change has. A change behind a refused one has another.
  std::map<protocol::SessionId, protocol::Revision> next_;
};

/// Remembers everything that is sent to it.
class FakePeer final : public Peer, public MediaReceiver {
 public:
  explicit FakePeer(std::string name = "peer", CallLog* call_log = nullptr)
      : name_(std::move(name)), call_log_(call_log) {}

  void send(const protocol::ServerMessage& message) override;
  void deliver(std::string_view message) override;
  void send(const FramedPacket& packet) override;
  std::size_t withdraw(const Withdrawal& withdrawal) override;
  std::size_t withdraw_chat(const protocol::ParticipantId& from) override;
  void become(const protocol::ParticipantId& participant) override {
    became.push_back(participant);
  }
  void watch_closely(bool on) override { watched = on; }
  void bye(protocol::Code code, std::string_view message) override;

  /// All messages of one kind, oldest first.
  template <typename Message>
  std::vector<Message> all() const {
    std::vector<Message> found;
    for (const auto& each : messages) {
      if (const auto* one = std::get_if<Message>(&each)) found.push_back(*one);
    }
    return found;
  }
  /// The view in the newest state message.
  protocol::View view() const { return all<protocol::to_client::State>().back().view; }
  void forget();

  std::vector<protocol::ServerMessage> messages;
  std::vector<FramedPacket> packets;
  std::vector<Withdrawal> withdrawals;
  std::vector<protocol::ParticipantId> chat_withdrawals;
  std::vector<std::string> delivered;
  std::vector<protocol::ParticipantId> became;
  std::vector<protocol::Code> farewells;
  bool watched = false;  ///< as the room wished last
  /// Called at the end of each send() of a control message.
  std::function<void(const protocol::ServerMessage&)> watcher;

 private:
  std::string name_;
  CallLog* call_log_;
};

/// A reader that reads when the test says so. Until then everything waits in a real Outbox.
class SlowPeer final : public Peer, public MediaReceiver {
 public:
  explicit SlowPeer(const Clock& clock) : clock_(clock) {}

  void send(const protocol::ServerMessage& message) override;
  /// Not for this peer: it reads control by its index.
  void deliver(std::string_view) override { throw std::logic_error("unexpected"); }
  void send(const FramedPacket& packet) override;
  std::size_t withdraw(const Withdrawal& withdrawal) override;
  std::size_t withdraw_chat(const protocol::ParticipantId& from) override;
  void become(const protocol::ParticipantId& participant) override { became = participant; }
  void watch_closely(bool) override {}
  void bye(protocol::Code code, std::string_view message) override;

  std::optional<protocol::ParticipantId> became;
  bool was_dismissed = false;  ///< the room has said `bye`, and has no pointer to it

  struct Packet {
    protocol::Ssrc ssrc = 0;  ///< as it stands in the bytes
    protocol::Media media = protocol::Media::audio;
    std::uint16_t sequence = 0;
  };
  using Read = std::variant<protocol::ServerMessage, Packet>;
  /// Takes the next message off the queue.
  std::optional<Read> read();
  /// Reads everything that waits and returns the packets among it.
  std::vector<Packet> read_packets();

 private:
  const Clock& clock_;
  Outbox outbox_;
  /// The control messages; the outbox holds their index as text.
  std::vector<protocol::ServerMessage> sent_;
};

/// A second media plane, as of a media server beside this process: nobody is reached on it. It
/// confirms at once, or if `hesitates`, when the test says so.
class FakePlane final : public MediaPlane {
 public:
  void update(const protocol::RouteTable& routes, const Done& done) override;
  std::size_t deliver(std::size_t sender, const MediaPacket& packet) override;
  void detach(const protocol::ParticipantId& participant) override;

  /// Confirms the oldest update that waits.
  void confirm_one();
  /// Confirms every update that waits, and those that follow from the confirmations. From then on
  /// the plane confirms at once.
  void confirm_all();
  /// Drops the updates that wait; they are never confirmed.
  void discard() { waiting_.clear(); }
  /// The number of updates that wait.
  std::size_t unconfirmed() const { return waiting_.size(); }

  bool hesitates = false;
  protocol::RouteTable routes;  ///< of the newest update
  std::size_t updates = 0;
  std::size_t receivers = 0;  ///< what deliver() returns
  /// The sender's SSRC in each packet to deliver.
  std::vector<protocol::Ssrc> delivered;
  std::vector<protocol::ParticipantId> detached;

 private:
  std::deque<Done> waiting_;
};

/// A socket without a network.
class FakeSocket final : public Socket {
 public:
  void wake() override { ++wakes; }
  void wake_soon() override { ++wakes_soon; }
  bool write_now(const WebSocketFrame& frame) override {
    if (takes) written.push_back(frame);
    return takes;
  }
  void pause_reading() override { ++pauses; }
  void watch_closely(bool on) override { watched = on; }
  void close() override { closed = true; }
  Visit& visit() override { return whose; }

  Visit whose;
  int wakes = 0;
  int wakes_soon = 0;
  int pauses = 0;
  bool watched = false;
  bool takes = false;  ///< whatever is written at once
  std::vector<WebSocketFrame> written;
  bool closed = false;
};

/// Reads such a packet as a connection does. The bytes must outlive it. Throws
/// tl::bad_expected_access if they are no packet.
ArrivedPacket arrived(Bytes& bytes);

/// A packet of sound or of a picture, as a client would send it.
Bytes audio_bytes(protocol::Ssrc ssrc, std::uint16_t sequence = 1);
Bytes video_bytes(protocol::Ssrc ssrc, bool key_frame, std::uint16_t sequence = 1);
/// The same packet on its way through the server.
FramedPacket audio_packet(protocol::Ssrc ssrc, std::uint16_t sequence = 1);
FramedPacket video_packet(protocol::Ssrc ssrc, bool key_frame, std::uint16_t sequence = 1);

/// Describes a message: the text itself, or "audio 7/1" (SSRC and sequence number).
std::string name_of(const WebSocketFrame& message);

}  // namespace stepback::signalling::test
