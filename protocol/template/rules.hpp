#pragma once

// Checks how the parts of a template fit together: the guarantees of SessionTemplate. Included by
// .cpp files only.

#include <optional>

#include "protocol/template/session_template.hpp"

namespace stepback::protocol {

/// The first guarantee that a template of correct shape breaks, or nothing.
std::optional<TemplateError> find_broken_rule(const SessionTemplate& template_);

}  // namespace stepback::protocol
