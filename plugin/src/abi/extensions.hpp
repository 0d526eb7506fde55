#pragma once

// The extensions of the module (stepback.h, "Extensions").

#include <span>
#include <string_view>

#include "plugin/include/stepback_sessions.h"

namespace stepback::plugin {

/// An extension's id and its table, both in static memory.
struct Extension {
  std::string_view id;
  const void* table;
};

/// The table of the extension in the list with this id, or nullptr if there is none or `id` is
/// null.
inline const void* find_extension(std::span<const Extension> extensions, const char* id) noexcept {
  if (id == nullptr) return nullptr;
  for (const Extension& each : extensions) {
    if (each.id == id) return each.table;
  }
  return nullptr;
}

/// The table of STEPBACK_EXTENSION_SESSIONS.
extern const stepback_sessions kSessions;

}  // namespace stepback::plugin
