#pragma once

// Numbers that make a test longer or shorter from outside.

#include <cstdlib>

namespace stepback::test {

/// Returns the environment variable as a number, or `otherwise` if it is not set.
inline int from_environment(const char* name, int otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::atoi(text);
}

}  // namespace stepback::test
