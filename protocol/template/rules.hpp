#pragma once

// What the parts of a template must be to each other: the guarantees that SessionTemplate gives.
// Inner header of session_template.cpp.

#include <optional>

#include "protocol/template/session_template.hpp"

namespace stepback::protocol {

/// The first guarantee that a template of good shape breaks, or nothing.
std::optional<TemplateError> find_broken_rule(const SessionTemplate& plan);

}  // namespace stepback::protocol
