#pragma once

// A session's template as the journal keeps it: the whole of its meaning, in milliseconds, without
// the sources of its figures. The documents that people write are session_template.hpp's. Inner
// header of event_*.cpp: the library's users need no JSON library.

#include <nlohmann/json.hpp>

#include "protocol/json/json_object.hpp"
#include "protocol/template/session_template.hpp"

namespace stepback::protocol {

nlohmann::json to_json(const SessionTemplate& plan);

/// What to_json() wrote. Notes a fault if it is something else, or breaks a guarantee that
/// SessionTemplate gives: apply() and decide() rest on them.
SessionTemplate read_plan(ObjectReader in, Fault& fault);

}  // namespace stepback::protocol
