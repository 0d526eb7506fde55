#pragma once

// Where a session's events go before they take effect: a change that the journal does not keep does
// not happen. The interface is the seam between the rooms, which never wait, and whatever keeps
// the events: a disk (sqlite/disk_journal.hpp), or later a database on another machine.

#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/session/event.hpp"

namespace stepback::signalling {

/// The events of one change, in order. The first becomes the session's revision `first`.
struct Change {
  protocol::SessionId session;
  protocol::Revision first = 1;
  protocol::Instant at;
  std::vector<protocol::Event> events;
};

/// Loop thread only. Outlives the rooms. Every `done` is called once, on the loop thread, in the
/// order of the calls: later, or before the call returns.
class Journal {
 public:
  /// Nothing if the order is on disk, else a sentence that says why nothing of it is.
  using Kept = tl::expected<void, std::string>;
  using Done = std::function<void(Kept)>;

  virtual ~Journal() = default;
  /// Keeps all of the change's events, or none.
  virtual void append(Change change, Done done) = 0;
  /// Forgets a session for good. Succeeds also if the journal does not know the session.
  virtual void remove(const protocol::SessionId& session, Done done) = 0;
  /// Calls `done` once all earlier orders are done.
  virtual void flush(std::function<void()> done) = 0;
  /// Says why nothing can be kept now; nothing if all is well.
  virtual std::optional<std::string> trouble() const = 0;
};

}  // namespace stepback::signalling
