// stepback.h: copies of states.

#include <cstdlib>

#include "plugin/include/stepback.h"
#include "plugin/src/base/state_copy.hpp"

stepback_result stepback_state_copy(const stepback_state* state, stepback_state** copy) {
  if (state == nullptr || copy == nullptr) return STEPBACK_INVALID_ARGUMENT;
  stepback_state* const made = stepback::plugin::copy_state(*state, std::malloc);
  if (made == nullptr) return STEPBACK_OUT_OF_MEMORY;
  *copy = made;
  return STEPBACK_OK;
}

void stepback_state_free(stepback_state* state) {
  std::free(state);
}
