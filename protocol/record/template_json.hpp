#pragma once

// A session's template as the journal keeps it: its whole meaning, in milliseconds, without the
// sources of its figures. session_template.hpp reads the documents that people write. Included by
// .cpp files only, so that users of the library need no JSON library.

#include <nlohmann/json.hpp>

#include "protocol/json/object_reader.hpp"
#include "protocol/template/session_template.hpp"

namespace stepback::protocol {

nlohmann::json to_json(const SessionTemplate& template_);

/// Reads what to_json() wrote. Notes a fault if it is something else, or if the template breaks a
/// guarantee of SessionTemplate, on which apply() and decide() rely.
SessionTemplate read_template_json(ObjectReader in, Fault& fault);

}  // namespace stepback::protocol
