#pragma once

// What the files that implement stepback.h share: the handle, and the wall that no exception
// passes.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <exception>
#include <new>
#include <optional>
#include <string>

#include "plugin/include/stepback.h"
#include "plugin/src/session/client.hpp"

struct stepback_client {
  stepback::plugin::Client client;
};

namespace stepback::plugin {

/// What `body` returns, or the result that stands for what it threw.
template <typename Body>
stepback_result guarded(Body&& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return STEPBACK_OUT_OF_MEMORY;
  } catch (...) {
    return STEPBACK_INTERNAL;
  }
}

/// A copy of a structure that the host filled: members beyond its struct_size are zero. Nothing if
/// the structure is null, or too short to hold the members that must be there (`least` bytes).
template <typename Struct>
std::optional<Struct> copy_of(const Struct* given, std::size_t least) {
  if (given == nullptr || given->struct_size < least) return std::nullopt;
  Struct copy{};
  std::memcpy(&copy, given, std::min(given->struct_size, sizeof(Struct)));
  return copy;
}

/// Whether this is text that the wire can carry: not null, not empty, UTF-8.
bool is_text(const char* text);

/// Whether a file of certificate authorities can be read and looks like PEM.
bool is_ca_file(const char* path);

}  // namespace stepback::plugin
