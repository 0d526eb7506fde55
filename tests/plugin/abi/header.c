/* stepback_sessions.h, and stepback.h with it, is C: this file is compiled as C11, and what it sees
 * is compared with what C++ sees.
 */
#include "stepback_sessions.h"

#include "header.h"

const size_t stepback_sizes_in_c[] = {STEPBACK_HEADER_SIZES};
const size_t stepback_size_count = sizeof(stepback_sizes_in_c) / sizeof(stepback_sizes_in_c[0]);

uint32_t stepback_abi_seen_by_c(void) {
  return STEPBACK_ABI_VERSION;
}
