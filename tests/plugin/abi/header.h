/* The layout of the headers' structures, for header.c and abi_test.cpp to compare. */
#ifndef STEPBACK_TESTS_PLUGIN_HEADER_H
#define STEPBACK_TESTS_PLUGIN_HEADER_H

#include <stddef.h>
#include <stdint.h>

#define STEPBACK_HEADER_SIZES                                                                   \
  sizeof(stepback_permissions), sizeof(stepback_participant), sizeof(stepback_phase),           \
      sizeof(stepback_state), sizeof(stepback_event), sizeof(stepback_config),                  \
      sizeof(stepback_statistics), sizeof(stepback_session_request), sizeof(stepback_sessions), \
      offsetof(stepback_state, may), offsetof(stepback_state, trouble),                         \
      offsetof(stepback_event, kept), offsetof(stepback_event, silent),                         \
      sizeof(stepback_pending_change), sizeof(stepback_leader_acts),                            \
      offsetof(stepback_participant, hearing), offsetof(stepback_participant, could_count),     \
      offsetof(stepback_participant, answers), offsetof(stepback_config, ca_file),              \
      offsetof(stepback_statistics, round_trip_ms), offsetof(stepback_session_request, ca_file)

#ifdef __cplusplus
extern "C" {
#endif
extern const size_t stepback_sizes_in_c[];
extern const size_t stepback_size_count;
uint32_t stepback_abi_seen_by_c(void);
#ifdef __cplusplus
}
#endif

#endif
