#pragma once

// The machine that the server runs on.

#include <string>
#include <vector>

namespace stepback::signalling {

/// Returns the names by which other machines find this one: its host name and, if that has no dot,
/// NAME.local, which local networks know (RFC 6762). Empty if the system does not tell.
std::vector<std::string> machine_names();

}  // namespace stepback::signalling
