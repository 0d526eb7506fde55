#pragma once

// The border between libev and libwebsockets, which are C, and the server's own code.

#include <exception>
#include <utility>

#include "signalling/base/log.hpp"

namespace stepback::signalling {

/// Runs what they called us for. No exception may cross C: one that arrives here is a
/// fault of the program, since what a peer does wrong is answered, and ends the process with a log
/// line.
template <typename Function>
auto guarded(Function&& function) noexcept {
  try {
    return std::forward<Function>(function)();
  } catch (const std::exception& bug) {
    log::die(bug);
  }
}

}  // namespace stepback::signalling
