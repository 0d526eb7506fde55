#pragma once

// Reading the body of a `state`. Included by .cpp files only.

#include "protocol/json/json_object.hpp"
#include "protocol/session/view.hpp"

namespace stepback::protocol {

/// The view in a `state` message; what is wrong with it is noted in the reader's fault. Members
/// that are not known are passed over.
View read_view(ObjectReader& state);

}  // namespace stepback::protocol
