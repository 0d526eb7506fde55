#pragma once

// A room's changes, one after the other: each is decided when its turn has come, on the session as
// it is then, and takes effect when the journal has kept it. Until that it is on its way, and the
// next one waits. So everybody sees one order, and nobody waits for the disk but who wants a
// change.
//
// Loop thread; owned by a room.

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/session/decide/decide.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/journal/journal.hpp"

namespace stepback::signalling {

class Changes {
 public:
  using Events = std::vector<protocol::Event>;
  using Decision = tl::expected<Events, protocol::Refusal>;
  /// What a change leads to: asked when its turn has come.
  using Decide = std::function<Decision()>;
  /// What became of it: the events, which are kept now (none: nothing to change), or why nothing
  /// has happened. Called once. More changes may be submitted in it; they wait.
  using Settle = std::function<void(const Decision&)>;

  /// How many changes may wait: what sixteen people may say at once, and a burst of one of them.
  static constexpr std::size_t kMostWaiting = 64;

  /// The references outlive the changes. The session is the owner's, who applies the events.
  Changes(const Clock& clock, Journal& journal, const protocol::Session& session);

  /// Takes a change. If too many wait, or after close(), it is refused at once.
  void submit(Decide decide, Settle settle);
  /// Whether a change is on its way or waits.
  bool busy() const { return under_way_ || !waiting_.empty(); }

  /// Refuses what waits and whatever comes later, and calls back when nothing is on its way.
  void close(const protocol::Refusal& why, std::function<void()> then);

 private:
  struct Wanted {
    Decide decide;
    Settle settle;
  };

  void next();
  void keep(const Events& events);
  void conclude(const Decision& decision);

  const Clock& clock_;
  Journal& journal_;
  const protocol::Session& session_;
  std::deque<Wanted> waiting_;
  std::optional<Wanted> under_way_;  ///< being decided, kept or settled
  std::optional<protocol::Refusal> closed_;
  std::function<void()> when_closed_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< expires with this object
};

}  // namespace stepback::signalling
