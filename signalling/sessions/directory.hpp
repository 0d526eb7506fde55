#pragma once

// All sessions of this server, by their identifier. Creates, finds and ends rooms, and passes the
// time on to them. Loop thread only; owns the rooms.

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"
#include "protocol/session/session.hpp"
#include "protocol/template/session_template.hpp"
#include "signalling/access/tokens.hpp"
#include "signalling/base/clock.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/base/random.hpp"
#include "signalling/journal/journal.hpp"
#include "signalling/sessions/room.hpp"

namespace stepback::signalling {

/// How long coordinators see an ended session in their list.
inline constexpr std::chrono::hours kKeepEnded{24};

/// The part of a session that a coordinator may know: no name of a person, nothing of the talk.
struct SessionSummary {
  protocol::SessionId id;
  std::string title;
  std::string template_id;  ///< the template's id
  protocol::Instant created_at;
  std::optional<protocol::Instant> begun_at;
  std::optional<protocol::Instant> ended_at;
  std::string phase;  ///< the phase's name, or "ended"
  bool held = false;
  std::size_t connected = 0;  ///< people who are connected, those in the lobby included
  std::size_t lobby = 0;
  std::size_t circle = 0;
  std::size_t observer = 0;
};

class Directory {
 public:
  /// The references outlive the directory. When the journal's lease is lost, all rooms are
  /// forsaken: everyone gets `bye` restarting at once, and no session is found any more.
  Directory(const Clock& clock, Random& random, Journal& journal, Metrics& metrics,
            const Access& access);
  ~Directory();

  /// Creates a session in its gathering phase. The session exists once the journal has kept it.
  /// `done` then gets its identifier; if the journal fails or its lease is not valid, `done` gets a
  /// sentence, and this server has no such session.
  using Created = std::function<void(const tl::expected<protocol::SessionId, std::string>&)>;
  /// `links_until` is the end of the links, if the creator wants another one than the default.
  void create(std::string title, protocol::SessionTemplate template_, Created done,
              std::optional<protocol::Instant> links_until = std::nullopt);
  /// Continues sessions that the journal has kept and that are not here. Nobody is connected to
  /// them. `signals` are their open private signals.
  void restore(std::vector<protocol::Session> sessions,
               std::map<protocol::SessionId, protocol::Signals> signals = {});
  /// Returns the room of a session, or nullptr. The pointer is valid until the session is removed.
  /// forget() and tick() remove no room that somebody is in. A forsaken room is not found any more.
  Room* find(const protocol::SessionId& id);
  /// Finds out where a session is. `done` is called once, unless the directory ends first: before
  /// the call returns if the session is here, else possibly later, since this server may take the
  /// session over from another one. The room is never null, and valid as find() says.
  using Location = std::variant<Room*, Placement::At, Placement::Unknown, Placement::Unavailable>;
  using Located = std::function<void(const Location&)>;
  void locate(const protocol::SessionId& id, const Located& done);
  /// Whether a session of this server has begun and not ended.
  bool has_begun() const;
  std::vector<SessionSummary> list() const;
  std::optional<SessionSummary> summary(const protocol::SessionId& id) const;
  /// Ends a session: everyone gets `bye` sessionEnded, and the session is forgotten for good. If
  /// the journal fails, `done` gets a sentence. The session then is unchanged, has ended and is
  /// listed so, or is not this server's any more.
  using Ended = std::function<void(const tl::expected<void, std::string>&)>;
  /// Returns false if there is no such session; `done` is not called then.
  bool end(const protocol::SessionId& id, Ended done);
  /// Forgets sessions that the journal has forgotten, except those that somebody is in.
  void forget(const std::vector<protocol::SessionId>& sessions);

  /// Passes the time on to every room, drops forsaken rooms, forgets deserted sessions that ended
  /// over a day ago, and sets the metrics' gauges. Call it about every 200 ms.
  void tick();
  /// Looks at the changes that are not kept or not announced yet, in every room. Call it about
  /// every 50 ms.
  void follow_changes();
  /// Sends `bye` restarting to everyone in every room, once that room's changes are
  /// announced. Calls `done` when all of this is queued: before the call returns, or later; not if
  /// a room is removed meanwhile. No session of another server is taken over from now on.
  void restart(std::function<void()> done = [] {});

 private:
  /// How many people are connected, by channel.
  using People = std::array<std::size_t, protocol::words_of<protocol::Channel>.size()>;
  struct Hosted {
    Hosted(const Room::Dependencies& dependencies, protocol::Session session,
           protocol::Signals signals)
        : room(dependencies, std::move(session), std::move(signals)) {}
    Room room;
    People people{};
    std::optional<protocol::Revision> counted;  ///< the revision at which `people` was counted
  };

  void open(protocol::Session session, protocol::Signals signals = {});
  void forsake_all();
  Location settle(const protocol::SessionId& id, Placement::Answer answer);
  const Hosted* hosted(const protocol::SessionId& id) const;
  static People count(const protocol::Session& session);
  static SessionSummary summarise(const protocol::Session& session);
  static const People& people_of(Hosted& hosted);

  const Clock& clock_;
  Random& random_;
  Journal& journal_;
  Metrics& metrics_;
  const Access& access_;
  std::map<protocol::SessionId, std::unique_ptr<Hosted>> rooms_;
  bool restarting_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< expires with this object
};

}  // namespace stepback::signalling
