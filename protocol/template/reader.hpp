#pragma once

// Reads a template document and checks its shape: every needed member is there, each has its type
// and is within its bounds, and no unknown member is there.
// protocol/wire/schema/template.schema.json says the same for other readers. rules.hpp checks how
// the parts fit together. Inner header of session_template.cpp.

#include <nlohmann/json.hpp>
#include <tl/expected.hpp>

#include "protocol/template/session_template.hpp"

namespace stepback::protocol {

/// The template in this document, or the first fault in reading order.
tl::expected<SessionTemplate, TemplateError> read_template(const nlohmann::json& document);

}  // namespace stepback::protocol
