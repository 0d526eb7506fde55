# The pure session: every state of a small one, properties of random ones, and each rule by itself.

# The walk's parts, for the walk and for the tests with rules broken on purpose.
add_library(stepback_session_walk STATIC
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_invariants_force.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_invariants_lead.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_invariants_live.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_invariants_refusal.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_invariants_state.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_invariants_step.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_key.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_oracle.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_settings.cpp
  ${CMAKE_CURRENT_LIST_DIR}/walk/session_walk.cpp)
target_link_libraries(stepback_session_walk PUBLIC stepback::test_support PRIVATE stepback_build)

stepback_test(session_walk_test OPTIMISED
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/walk/session_mutants_apply.cpp
    ${CMAKE_CURRENT_LIST_DIR}/walk/session_mutants_decide.cpp
    ${CMAKE_CURRENT_LIST_DIR}/walk/session_mutants_force.cpp
    ${CMAKE_CURRENT_LIST_DIR}/walk/session_mutants_lead.cpp
    ${CMAKE_CURRENT_LIST_DIR}/walk/session_mutants_rights.cpp
    ${CMAKE_CURRENT_LIST_DIR}/walk/session_mutants_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/walk/session_walk_test.cpp
  LIBRARIES stepback_session_walk
  COST 30
  TIMEOUT 1800)

stepback_test(session_property_test OPTIMISED WHOLE TIMEOUT 600
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/random/session_property_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/random/session_random_actions.cpp
    ${CMAKE_CURRENT_LIST_DIR}/random/unkept_property_test.cpp
  LIBRARIES stepback_session_walk rapidcheck rapidcheck_gtest)

stepback_test(session_test WHOLE TIMEOUT 600
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/namesakes_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/live_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/next_step_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/permissions_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/routes_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_cases_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_devices_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_entry_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_hour_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_lead_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_leaderless_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_peers_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_phases_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_recognition_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_recover_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_removal_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_return_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_revocation_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/session_rights_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/signals_life_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/signals_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/unkept_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/view_test.cpp
  LIBRARIES stepback::test_support)

# Events as the journal keeps them.
add_library(stepback_event_samples STATIC ${CMAKE_CURRENT_LIST_DIR}/../record/event_samples.cpp)
target_link_libraries(stepback_event_samples
  PUBLIC stepback_protocol_samples stepback::test_support
  PRIVATE stepback_build)

stepback_test(event_json_test WHOLE TIMEOUT 600
  SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/../record/event_json_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/random/session_random_actions.cpp
  LIBRARIES stepback_event_samples rapidcheck_gtest)
