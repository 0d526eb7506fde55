#pragma once

// All sessions of this server, by their identifier: makes rooms, finds them, ends them, and lets
// time pass in them. Loop thread only; owns the rooms.

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>
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

/// Coordinators see an ended session in their list for this long.
inline constexpr std::chrono::hours kKeepEnded{24};

/// What a coordinator may know of a session: no name, nothing of the talk.
struct SessionSummary {
  protocol::SessionId id;
  std::string title;
  std::string plan;  ///< the template's id
  protocol::Instant created_at;
  std::optional<protocol::Instant> begun_at;
  std::optional<protocol::Instant> ended_at;
  std::string phase;  ///< its name, or "ended"
  bool held = false;
  std::size_t connected = 0;  ///< people, those in the lobby included
  std::size_t lobby = 0;
  std::size_t circle = 0;
  std::size_t observer = 0;
};

class Directory {
 public:
  /// The references outlive the directory.
  Directory(const Clock& clock, Random& random, Journal& journal, Metrics& metrics,
            const Access& access);
  ~Directory();

  /// A new session in its gathering phase, which exists once the journal has kept it: then, or
  /// with a sentence why it does not, `done` is called.
  using Created = std::function<void(const tl::expected<protocol::SessionId, std::string>&)>;
  void create(std::string title, protocol::SessionTemplate plan, Created done);
  /// Goes on with sessions that the journal has kept: nobody is connected to them. Before any is
  /// made.
  void restore(std::vector<protocol::Session> sessions);
  /// The room of a session, or nullptr. Valid until the session is ended by end().
  Room* find(const protocol::SessionId& id);
  std::vector<SessionSummary> list() const;
  std::optional<SessionSummary> summary(const protocol::SessionId& id) const;
  /// Everyone gets `bye` sessionEnded, and the session is forgotten for good. With a sentence if
  /// the journal cannot do it now: the session is as it was then, or has ended and is listed so.
  using Ended = std::function<void(const tl::expected<void, std::string>&)>;
  /// False: there is no such session, and `done` is not called.
  bool end(const protocol::SessionId& id, Ended done);
  /// The journal has forgotten these sessions: so does the directory, unless somebody is in them.
  void forget(const std::vector<protocol::SessionId>& sessions);

  /// Lets time pass in every room, forgets sessions that ended over a day ago, and sets the
  /// metrics' gauges. To be called about every 200 ms.
  void tick();
  /// Everyone in every room gets `bye` restarting, once the change under way there is kept.
  void restart();

 private:
  /// How many are connected, by where they are.
  using People = std::array<std::size_t, protocol::words_of<protocol::Channel>.size()>;
  struct Hosted {
    Hosted(const Room::House& house, protocol::Session session) : room(house, std::move(session)) {}
    Room room;
    People people{};
    std::optional<protocol::Revision> counted;  ///< at which revision `people` was true
  };

  void open(protocol::Session session);
  static People count(const protocol::Session& session);
  static SessionSummary summarise(const protocol::Session& session);
  static const People& people_of(Hosted& hosted);

  const Clock& clock_;
  Random& random_;
  Journal& journal_;
  Metrics& metrics_;
  const Access& access_;
  std::map<protocol::SessionId, std::unique_ptr<Hosted>> rooms_;
};

}  // namespace stepback::signalling
