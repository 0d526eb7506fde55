#pragma once

// Rules that are broken on purpose, which the walk must notice.

#include <iosfwd>
#include <string>
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

/// Returns broken versions of apply().
std::vector<Mutant> mutants_of_apply();
/// Returns broken versions of decide().
std::vector<Mutant> mutants_of_decide();
/// Returns broken versions of permissions_of(), view() and the functions that say who receives
/// something.
std::vector<Mutant> mutants_of_rights();

}  // namespace stepback::protocol::test
