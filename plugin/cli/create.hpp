#pragma once

// `stepback create`: asks a server for a new session, on behalf of a coordinator.

#include <stepback.h>

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace stepback::cli {

struct CreateOptions {
  std::string server;
  std::string token;
  std::string token_file;                 ///< instead of token; "-" for standard input
  std::string template_id;                ///< the template's id
  std::string title;                      ///< empty: the template's title
  std::vector<std::string> participants;  ///< NAME:ROLE
  int link_days = 0;                      ///< the life of the links; 0: the server's default
  std::string ca_file;
};

struct NamedParticipant {
  std::string name;
  stepback_role role = STEPBACK_ROLE_MEMBER;
};

/// Reads NAME:ROLE; the name may hold colons. The error is a sentence about what was expected.
tl::expected<NamedParticipant, std::string> parse_participant(std::string_view text);

/// The sentence in a problem document (RFC 9457): its title and detail, or the text itself if it
/// has neither.
std::string problem_sentence(std::string_view document);

/// Prints the links on standard output, or a sentence on standard error. Returns the exit code.
int create(const CreateOptions& options);

}  // namespace stepback::cli
