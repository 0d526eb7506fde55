#pragma once

// `stepback rehearse`: puts simulated people into a session, so that one person with one browser
// can try every phase, leading or presenting.

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace stepback::cli::rehearsal {

struct RehearseOptions {
  std::string as;                  ///< the person's part: "leader" or "presenter"
  std::vector<std::string> links;  ///< for the simulated people; see plan_cast()
  std::string links_file;          ///< instead of links, one on each line; "-" for standard input
  int begin_after = 20;            ///< seconds after the presenting person came
  int give_up_after = 60;          ///< seconds without any connection
  std::string ca_file;
};

/// One simulated person and their link.
struct Role {
  std::string name;
  std::string link;
  bool leads = false;
};

/// Plans five simulated people: five members, or a facilitator and four members if the person
/// presents. In the second case the first link is the facilitator's. The others are members' links,
/// one for each; if they run out, the remaining members share the last one. The error is a
/// sentence: too few or too many links, or a wrong `as`.
tl::expected<std::vector<Role>, std::string> plan_cast(const std::string& as,
                                                       const std::vector<std::string>& links);

/// Takes part until the session ends, SIGINT, SIGTERM or SIGHUP comes, or it cannot go on. Returns
/// the exit code.
int rehearse(const RehearseOptions& options);

}  // namespace stepback::cli::rehearsal
