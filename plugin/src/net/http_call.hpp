#pragma once

// One HTTP POST that is waited for: what a coordinator needs to create a session. A libwebsockets
// client with a context of its own, gone when the call returns. Any thread.

#include <chrono>
#include <string>
#include <tl/expected.hpp>

#include "plugin/src/net/invite_link.hpp"

namespace stepback::plugin {

struct HttpAnswer {
  unsigned status = 0;
  std::string body;
};

/// Posts `body` as JSON to `server.base` + `path` with a bearer token (RFC 6750). The sentence of
/// the error says why there was no answer within `limit`, or that it was beyond 256 KiB.
tl::expected<HttpAnswer, std::string> post_json(const ServerAddress& server,
                                                const std::string& path, const std::string& token,
                                                const std::string& body, const std::string& ca_file,
                                                std::chrono::milliseconds limit);

}  // namespace stepback::plugin
