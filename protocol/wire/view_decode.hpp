#pragma once

// Reads the body of a `state`. Included by .cpp files only.

#include "protocol/json/object_reader.hpp"
#include "protocol/session/view/view.hpp"

namespace stepback::protocol {

/// The view in a `state` message. Faults are noted in the reader; unknown members are ignored.
View read_view(ObjectReader& state);

}  // namespace stepback::protocol
