#pragma once

// Rules that are broken on purpose, which the walk must notice.

#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/protocol/session/walk/session_walk.hpp"

namespace stepback::protocol::test {

struct Mutant {
  std::string name;       ///< says how the rule is broken
  std::string caught_as;  ///< how the counterexample's sentence begins
  Core core;
  Setting (*setting)();
};
std::ostream& operator<<(std::ostream& out, const Mutant& mutant);

/// Returns a core that decides one type of command differently. answer(session, command, who, now)
/// returns the wrong decision, or nothing to keep ours.
template <typename Wanted, typename Answer>
Core deciding(Answer answer) {
  Core core;
  core.decide = [answer](const Session& session, const Command& command, const Actor& who,
                         Instant now) -> Decision {
    if (const auto* wanted = std::get_if<Wanted>(&command)) {
      if (std::optional<Decision> wrong = answer(session, *wanted, who, now)) {
        return *std::move(wrong);
      }
    }
    return protocol::decide(session, command, who, now);
  };
  return core;
}

/// Returns broken versions of apply().
std::vector<Mutant> mutants_of_apply();
/// Returns broken versions of decide().
std::vector<Mutant> mutants_of_decide();
/// Returns broken versions of the functions that say what is in force while a change is not kept.
std::vector<Mutant> mutants_of_force();
/// Returns broken versions of the rules of the facilitator's seat, and of leaders who present.
std::vector<Mutant> mutants_of_lead();
/// Returns broken versions of permissions_of(), view() and the functions that say who receives
/// something.
std::vector<Mutant> mutants_of_rights();

}  // namespace stepback::protocol::test
