#pragma once

// People whose names read alike, for the leaders: somebody in the lobby may take the name of a
// person who is here, or may be a person who was removed and comes again. Pure.

#include <optional>
#include <string>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

/// The names of a session's people, compared as people read them (fold_name()). It folds each name
/// once, so make one for a whole view. The session outlives it.
class Namesakes {
 public:
  explicit Namesakes(const Session& session);

  /// The connected people other than this one whose name reads like this person's, in the session's
  /// order. The person is one of the session.
  std::vector<ParticipantId> of(const Participant& person) const;
  /// The name of a removed person that reads like this person's; of the one who came last, if there
  /// are several. Nothing if there is none, or if this person does not wait in the lobby.
  std::optional<std::string> removed_before(const Participant& person) const;

 private:
  const std::string& folded(const Participant& person) const;

  const Session& session_;
  std::vector<std::string> folded_;  ///< in the order of the session's people
};

}  // namespace stepback::protocol
