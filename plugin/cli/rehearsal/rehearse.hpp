#pragma once

// `stepback rehearse`: seats simulated people in a session, so that one person at one browser can
// try every phase of it, leading or presenting.

#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace stepback::cli::rehearsal {

struct RehearseOptions {
  std::string as;                  ///< what the person does: "leader" or "presenter"
  std::vector<std::string> links;  ///< for the simulated people; see plan_cast()
  std::string links_file;          ///< instead of links: one a line; "-" is standard input
  int begin_after = 20;            ///< seconds after a person who presents came in
  int give_up_after = 60;          ///< seconds without any connection
  std::string ca_file;
};

/// Who takes part, and by which link.
struct Role {
  std::string name;
  std::string link;
  bool leads = false;
};

/// Five simulated people: members all, or for a person who presents a facilitator and four members.
/// The first link is the facilitator's there. The others are members' links, one each; whoever is
/// left when they run out comes by the last one, which is a shared one then. A sentence if there
/// are too few or too many, or if `as` is neither word.
tl::expected<std::vector<Role>, std::string> plan_cast(const std::string& as,
                                                       const std::vector<std::string>& links);

/// Takes part until the session ends, or SIGINT or SIGTERM comes. The exit code.
int rehearse(const RehearseOptions& options);

}  // namespace stepback::cli::rehearsal
