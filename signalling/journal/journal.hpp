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

/// Why the journal did not carry out an order.
struct JournalFault {
  enum class Kind {
    /// Nothing of the order was made, because nothing can be kept now. The same order may be given
    /// again later.
    unavailable,
    /// The session is not this server's any more: the journal has it at another revision, does not
    /// have it, or has another server for it. The order may stand in the journal, and is not
    /// acknowledged. This server must not go on with the session.
    conflict
  };
  Kind kind = Kind::unavailable;
  std::string why;  ///< a sentence for the log and the operator; people are not shown it
};

/// Why the journal does not carry out orders as it should.
struct JournalTrouble {
  enum class Kind {
    unavailable,  ///< orders are refused as they come
    unknown       ///< orders wait; whether they were made is not known yet
  };
  Kind kind = Kind::unavailable;
  std::string why;  ///< a sentence for the operator
};

/// Loop thread only. Outlives the rooms. Every `done` is called once, on the loop thread, in the
/// order of the calls: later, or before the call returns.
///
/// The outcome of an order can be unknown for a time: the disk hangs, or a connection broke while a
/// change was being committed. The journal itself finds the outcome out. Until then it holds `done`
/// and the later orders back, and trouble() says `unknown`. So an order that may have been made is
/// never reported as not made.
class Journal {
 public:
  /// Nothing if the order is kept for good, else the fault.
  using Kept = tl::expected<void, JournalFault>;
  using Done = std::function<void(Kept)>;

  virtual ~Journal() = default;
  /// Keeps all of the change's events, or none.
  virtual void append(Change change, Done done) = 0;
  /// Forgets a session for good. Succeeds also if the journal does not know the session.
  virtual void remove(const protocol::SessionId& session, Done done) = 0;
  /// Calls `done` once all earlier orders are done.
  virtual void flush(std::function<void()> done) = 0;
  /// Says what is wrong now; nothing if all is well.
  virtual std::optional<JournalTrouble> trouble() const = 0;
};

}  // namespace stepback::signalling
