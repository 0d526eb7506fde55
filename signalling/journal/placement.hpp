#pragma once

// Finds a session that this server does not serve. One server on its own has all sessions of its
// journal. Of several servers, another one may serve the session, or this one takes it over.

#include <functional>
#include <string>
#include <variant>

#include "protocol/session/session.hpp"

namespace stepback::signalling {

/// Loop thread only. Outlives the directory.
class Placement {
 public:
  /// This server has taken the session over, and may serve it from now on. If it is asked again
  /// because the session is not here, the answer is Taken again, with the session as it is then.
  struct Taken {
    protocol::Session session;
    protocol::Signals signals = {};  ///< the session's open private signals
  };
  /// Another server serves it.
  struct At {
    std::string url;  ///< of that server's page, with a slash at the end: "/n/b/"
  };
  /// The journal does not have this session.
  struct Unknown {};
  /// Nobody can say now, or nobody may serve the session yet. The same question may be asked again
  /// later.
  struct Unavailable {};
  using Answer = std::variant<Taken, At, Unknown, Unavailable>;
  using Done = std::function<void(Answer)>;

  Placement() = default;
  Placement(const Placement&) = delete;
  Placement& operator=(const Placement&) = delete;
  virtual ~Placement() = default;

  /// Asks where a session is. `done` is called once, before or after the call returns, because
  /// taking a session over waits for the journal. locate() may be called again for a session whose
  /// answer is still awaited.
  virtual void locate(const protocol::SessionId& session, Done done) = 0;
};

/// For a journal that no other server can use: a session that is not here is nowhere.
class SolePlacement final : public Placement {
 public:
  void locate(const protocol::SessionId& /*session*/, Done done) override { done(Unknown{}); }
};

}  // namespace stepback::signalling
