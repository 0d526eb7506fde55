#pragma once

// Copies a stepback_state with everything that it points to.

#include <cstddef>

#include "plugin/include/stepback.h"

namespace stepback::plugin {

/// Allocates memory that is aligned like that of std::malloc(), or returns nullptr.
using Allocate = void* (*)(std::size_t bytes);

/// Returns a copy that shares no memory with `state`, or nullptr if `allocate` returns nullptr. The
/// copy lies in one piece of memory from `allocate`, which is called once; the returned pointer is
/// its beginning. `state` must be as large as this module's stepback_state. Any thread may call it.
stepback_state* copy_state(const stepback_state& state, Allocate allocate) noexcept;

}  // namespace stepback::plugin
