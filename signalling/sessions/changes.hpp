#pragma once

// The way of a room's changes: each is decided at once and handed to the journal, and it ends when
// the journal has answered. protocol::Unkept has the rules. This class gives it the time, brings
// its changes to the journal, and ends the commands of the people who wait. Members wait for the
// disk if they gain something. Nobody waits for it to take something away.
//
// Loop thread; owned by a room.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/session/unkept/unkept.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/journal/journal.hpp"

namespace stepback::signalling {

/// Returns the refusal after which clients join again by themselves, here or at the server that has
/// the session by then.
protocol::Refusal come_again();

class Changes {
 public:
  using Change = protocol::Unkept::Change;
  using Number = protocol::Unkept::Number;
  /// A command has led to what it asks for.
  struct Made {
    bool kept = true;  ///< false: it is in force, and the journal does not have it yet
  };
  using Outcome = tl::expected<Made, protocol::Refusal>;

  /// What the room does for one command. Each is called at most once, on the loop thread, before
  /// ask() returns or later. `decided` is the first and `ended` the last, apart from `confirmed`,
  /// which waits for the planes and not for the journal. An empty function is passed over.
  struct Steps {
    /// The change is decided.
    std::function<void(const Change&)> decided = {};
    /// What it takes is in force on every media plane.
    std::function<void()> confirmed = {};
    /// The journal has kept the change; it is not announced yet.
    std::function<void(const Change&)> kept = {};
    /// The command has ended: it was refused, its change is kept and announced, or it is in force
    /// and the journal does not answer.
    std::function<void(const Outcome&)> ended = {};
  };

  /// What a room does for every change.
  class Owner {
   public:
    virtual ~Owner() = default;
    /// A change is decided. The owner puts into force what it takes; then it calls `confirmed`
    /// once, now or later. Comes after Steps::decided.
    virtual void on_decided(const Change& change, std::function<void()> confirmed) = 0;
    /// Whether these changes, which the journal has kept, may count as kept now. If not, they wait
    /// for the next tick() or answer, and count as in flight until then.
    virtual bool may_count(const std::vector<Change>& changes) = 0;
    /// The journal has kept these changes together. The owner puts into force what they give, and
    /// announces them; then it calls `announced` once, now or later. Comes after Steps::kept.
    virtual void on_kept(const std::vector<Change>& changes, std::function<void()> announced) = 0;
    /// Changes are gone that were decided: the journal refused them, or they were taken back.
    virtual void on_undone() = 0;
    /// The journal has the session at another revision than this server, or the lease ended before
    /// it answered. `why` is a sentence for the log. The owner calls abandon().
    virtual void on_conflict(const std::string& why) = 0;
  };

  /// The time after which a change that takes something away ends its command without the journal's
  /// answer, and the time between two tries to keep what the journal refused. Design decisions of
  /// this project.
  static constexpr protocol::Duration kPatience{500};
  static constexpr protocol::Duration kTryAgain{1000};

  /// The references outlive the changes.
  Changes(const Clock& clock, Journal& journal, protocol::Session session, Owner& owner);

  /// The two sessions and the changes between them.
  const protocol::Unkept& unkept() const { return unkept_; }

  /// Gives a command. If the journal's lease is not valid, it is refused with `restarting`. `away`
  /// are people who count as not connected for this command alone.
  void ask(const protocol::Command& command, const protocol::Actor& who, Steps steps,
           const std::vector<protocol::ParticipantId>& away = {});
  /// Gives a command of the server's own; nobody waits for its end.
  void ask(const protocol::Command& command, const protocol::Actor& who) {
    ask(command, who, Steps{});
  }
  /// Whether a change is not kept, or is kept and not announced yet.
  bool busy() const { return !unkept_.empty() || unannounced_ > 0; }
  /// Looks at the time: ends commands that have waited too long, and tries again to keep what the
  /// journal refused. Call it about every 50 ms while busy().
  void tick();

  /// Refuses all later commands. Calls `then` once no change is in flight or unannounced.
  void close(const protocol::Refusal& why, std::function<void()> then);
  /// Refuses all commands that have not ended, and later ones. Does not wait for the journal; its
  /// answers have no effect any more.
  void abandon(const protocol::Refusal& why);

 private:
  void ask_as(const protocol::Command& command, const protocol::Actor& who,
              std::vector<Steps> steps, const std::vector<protocol::ParticipantId>& away);
  void carry_out(const Change& change);
  void hand_over();
  void answered(const Journal::Kept& kept);
  void settle(bool at_once);
  bool settle_kept(bool at_once);
  void settle_refused();
  void end(Number number, const Outcome& outcome);
  static void end(const std::vector<Steps>& steps, const Outcome& outcome);
  void close_if_done();

  const Clock& clock_;
  Journal& journal_;
  Owner& owner_;
  protocol::Unkept unkept_;
  /// The commands that each change or wish ends. A command that has ended has no `ended` any more.
  std::map<Number, std::vector<Steps>> waiting_;
  std::size_t given_ = 0;  ///< the first changes of unkept(): they are with the journal
  // The answers that are not settled yet. A refusal never comes before a `kept`.
  std::size_t kept_answers_ = 0;
  std::size_t refusals_ = 0;
  bool batch_is_open_ = false;   ///< more answers may come in this turn
  std::size_t unannounced_ = 0;  ///< calls of on_kept() whose `announced` is still to come
  protocol::Duration tried_{};   ///< when the changes were last handed over, by the uptime
  std::optional<protocol::Refusal> closed_;
  std::function<void()> when_closed_;
  /// Expires with this object, and when it is abandoned.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace stepback::signalling
