#pragma once

// One HTTP POST that waits for its answer; a coordinator creates a session with it. Uses a
// libwebsockets context of its own, which ends with the call. Any thread.

#include <chrono>
#include <string>
#include <tl/expected.hpp>

#include "plugin/src/net/invite_link.hpp"

namespace stepback::plugin {

struct HttpAnswer {
  unsigned status = 0;
  std::string body;
};

/// Posts `body` as JSON to `server.base` + `path` with a bearer token (RFC 6750), and returns the
/// answer whatever its status. The error is a sentence: no connection, no answer within `limit`, or
/// an answer of more than 256 KiB.
tl::expected<HttpAnswer, std::string> post_json(const ServerAddress& server,
                                                const std::string& path, const std::string& token,
                                                const std::string& body, const std::string& ca_file,
                                                std::chrono::milliseconds limit);

}  // namespace stepback::plugin
