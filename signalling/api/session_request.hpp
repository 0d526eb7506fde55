#pragma once

// Reads the bodies of the calls below /api/sessions, strictly.

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"

namespace stepback::signalling {

/// The longest title of a session, in code points.
inline constexpr std::size_t kTitleCharacters = 100;

/// {title?, template, participants?: [{name, role}], linksUntil?}
struct SessionRequest {
  struct Person {
    std::string name;
    protocol::Role role = protocol::Role::member;
  };
  std::optional<std::string> title;
  std::string template_id;  ///< the template's id, not looked up yet
  /// The time at which the links end, not compared with the clock yet.
  std::optional<protocol::Instant> links_until;
  std::vector<Person> participants;
};

/// Why a body was refused.
struct RequestFault {
  int status = 422;     ///< 400 if the body is not JSON at all
  std::string detail;   ///< a sentence that says what was expected
  std::string pointer;  ///< where (a JSON Pointer; empty for the whole body)
};

/// The single member of a body.
struct Named {
  std::string member;  ///< its name: `token`, or the other name
  std::string value;
};

/// Whether this content type is JSON.
bool is_json(std::string_view content_type);

/// Reads a body with one member, a string: {token}, or {`other`}. Never throws.
tl::expected<Named, RequestFault> parse_named(std::string_view body, std::string_view other);

/// Reads the body that creates a session. Never throws.
tl::expected<SessionRequest, RequestFault> parse_session_request(std::string_view body);

}  // namespace stepback::signalling
