#pragma once

// Shared by the files that implement stepback.h: the handle, and the guard that stops exceptions.

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

/// Returns what `body` returns, or the result for the exception that `body` threw.
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

/// Copies a structure that the host filled. Members beyond its struct_size are zero. Returns
/// nothing if the structure is null, or too short for its required members (`least` bytes).
template <typename Struct>
std::optional<Struct> copy_of(const Struct* given, std::size_t least) {
  if (given == nullptr || given->struct_size < least) return std::nullopt;
  Struct copy{};
  std::memcpy(&copy, given, std::min(given->struct_size, sizeof(Struct)));
  return copy;
}

/// Whether the wire can carry this text: not null, not empty, valid UTF-8.
bool is_text(const char* text);

/// Whether the file can be read and has a PEM certificate in it.
bool is_ca_file(const char* path);

}  // namespace stepback::plugin
