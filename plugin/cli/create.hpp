#pragma once

// `stepback create`: asks a server for a new session, as a coordinator.

#include <stepback.h>

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace stepback::cli {

struct CreateOptions {
  std::string server;
  std::string token;
  std::string token_file;                 ///< instead of token; "-" is standard input
  std::string plan;                       ///< the template's id
  std::string title;                      ///< empty: the template's
  std::vector<std::string> participants;  ///< NAME:ROLE
  std::string ca_file;
};

struct NamedParticipant {
  std::string name;
  stepback_role role = STEPBACK_ROLE_MEMBER;
};

/// NAME:ROLE, where a name may hold colons too; or a sentence that says what was expected.
tl::expected<NamedParticipant, std::string> parse_participant(std::string_view text);

/// The sentence of a problem document (RFC 9457): its detail, else its title, else the text itself.
std::string problem_sentence(std::string_view document);

/// Prints the links on standard output, or a sentence on standard error. The exit code.
int create(const CreateOptions& options);

}  // namespace stepback::cli
