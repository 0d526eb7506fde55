#pragma once

// A room's changes, one after the other. Each is decided when its turn comes, on the session as it
// is then, and takes effect once the journal has kept it. Until it is announced it is pending and
// later changes queue behind it. So everybody sees the same order. Only people who change something
// wait for the disk.
//
// Loop thread; owned by a room.

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/session/decide/decide.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/journal/journal.hpp"

namespace stepback::signalling {

/// Returns the refusal after which clients join again by themselves, here or at the server that has
/// the session by then.
protocol::Refusal come_again();

class ChangeQueue {
 public:
  using Events = std::vector<protocol::Event>;
  using Decision = tl::expected<Events, protocol::Refusal>;
  /// Decides a change; called when the change's turn has come.
  using Decide = std::function<Decision()>;
  /// Ends a change. Until it is called the change is pending.
  using Settled = std::function<void()>;
  /// Tells the result of a change: its events, which the journal has kept (none if there was
  /// nothing to change), or why nothing has happened. Called once. The owner applies the events
  /// here, and calls the second argument once, here or later, when the change is announced. It may
  /// submit more changes; they wait.
  using Settle = std::function<void(const Decision&, const Settled&)>;

  /// How many changes may wait: one from each of sixteen people, and a burst from one of them.
  static constexpr std::size_t kMostWaiting = 64;

  /// The references outlive the changes. The session belongs to the owner, which applies the
  /// events. Calls `on_conflict` once, with a sentence for the log, if the journal reports a
  /// conflict, or if the lease ended before the journal answered. The owner calls abandon() there,
  /// which refuses the pending change.
  ChangeQueue(const Clock& clock, Journal& journal, const protocol::Session& session,
              std::function<void(const std::string&)> on_conflict);

  /// Queues a change. If the journal's lease is not valid when its turn comes, it is refused with
  /// `restarting`. If kMostWaiting changes wait, or after close(), `settle` is called with a
  /// refusal before submit() returns.
  void submit(Decide decide, Settle settle);
  /// Whether a change is pending or waits.
  bool busy() const { return under_way_ || !waiting_.empty(); }

  /// Refuses all waiting and later changes. Calls `then` once no change is pending.
  void close(const protocol::Refusal& why, std::function<void()> then);
  /// Refuses all changes that are not kept yet, also the pending one, and later ones. Does not wait
  /// for the journal; its answer has no effect any more. A change that is kept has been settled.
  void abandon(const protocol::Refusal& why);

 private:
  struct Wanted {
    Decide decide;
    Settle settle;
  };

  void next();
  void keep(const Events& events);
  void answered(const Journal::Kept& kept, const Events& events);
  void conclude(const Decision& decision);
  void finish();

  const Clock& clock_;
  Journal& journal_;
  const protocol::Session& session_;
  std::function<void(const std::string&)> on_conflict_;
  std::deque<Wanted> waiting_;
  std::optional<Wanted> under_way_;  ///< being decided, kept or settled
  bool deciding_ = false;            ///< next() is running
  std::optional<protocol::Refusal> closed_;
  std::function<void()> when_closed_;
  /// Expires with this object, and when it is abandoned.
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace stepback::signalling
