#pragma once

// Rules broken on purpose: what the walk must notice.

#include <iosfwd>
#include <string>
#include <vector>

#include "tests/protocol/session/session_walk.hpp"

namespace stepback::protocol::test {

struct Mutant {
  std::string name;       ///< what the broken rule does
  std::string caught_as;  ///< how the counterexample's sentence begins
  Core core;
  Setting (*setting)();
};
std::ostream& operator<<(std::ostream& out, const Mutant& mutant);

/// Broken ways of taking events in: apply().
std::vector<Mutant> mutants_of_apply();
/// Broken ways of deciding commands, and of saying who may do what and who receives what.
std::vector<Mutant> mutants_of_rules();

}  // namespace stepback::protocol::test
