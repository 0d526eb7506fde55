#pragma once

// The guarantees of session_template.hpp, written a second time.

#include <nlohmann/json.hpp>
#include <string>

#include "protocol/template/session_template.hpp"

namespace stepback::fuzz {

/// Returns the first guarantee that this template does not keep; "" if it keeps all of them.
std::string broken_guarantee(const protocol::SessionTemplate& template_);

/// Whether the path of an error is in the document, or is a member that an object in it lacks.
bool is_place_of(const nlohmann::json& document, const std::string& path);

}  // namespace stepback::fuzz
