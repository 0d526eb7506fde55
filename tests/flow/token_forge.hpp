#pragma once

// Tokens made by hand, good and bad: what a learning platform that holds the secret would sign, and
// what an intruder would try. Knows nothing of the server's own code.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace stepback::flow {

/// base64url(header).base64url(claims).base64url(HMAC-SHA256 with `secret`); RFC 7515. With an
/// empty secret the signature is empty.
std::string forge_token(const nlohmann::json& header, const nlohmann::json& claims,
                        std::string_view secret);

/// The secret of a server's data folder.
std::string read_secret(const std::string& data_folder);

}  // namespace stepback::flow
