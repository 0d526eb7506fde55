// stepback.h: the query for extensions, and the list of them.

#include <array>

#include "plugin/src/abi/extensions.hpp"

const void* stepback_get_extension(const char* id) {
  using stepback::plugin::Extension;
  static constexpr std::array kExtensions{
      Extension{STEPBACK_EXTENSION_SESSIONS, &stepback::plugin::kSessions}};
  return stepback::plugin::find_extension(kExtensions, id);
}
