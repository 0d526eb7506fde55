#pragma once

// The shape of a template document: every member there, of its type, within its bounds, and none
// that is not known (protocol/wire/schema/template.schema.json says the same for other readers).
// What the parts must be to each other is in rules.hpp. Inner header of
// session_template.cpp.

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include "protocol/template/session_template.hpp"

namespace stepback::protocol {

/// The template in this document, or the first fault in reading order.
tl::expected<SessionTemplate, TemplateError> read_template(const nlohmann::json& document);

}  // namespace stepback::protocol
