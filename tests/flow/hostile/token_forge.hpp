#pragma once

// Tokens made by hand, good and bad: the ones that a learning platform with the secret would sign,
// and the ones that an intruder would try. Nothing of the server's own code is used.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace stepback::flow {

/// Returns base64url(header).base64url(claims).base64url(HMAC-SHA256 with `secret`); RFC 7515. With
/// an empty secret the signature is empty.
std::string forge_token(const nlohmann::json& header, const nlohmann::json& claims,
                        std::string_view secret);

/// Reads the secret in a server's data folder.
std::string read_secret(const std::string& data_folder);

}  // namespace stepback::flow
