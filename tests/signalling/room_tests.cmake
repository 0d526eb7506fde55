# The second of three levels: router and room, connections and directory, without a socket.

stepback_test(signalling_rooms_test OPTIMISED WHOLE TIMEOUT 600
  SOURCES
    ../support/fakes.cpp
    base/rate_limit_test.cpp
    media/idle_free_queue_test.cpp
    media/outbox_model_test.cpp
    media/outbox_pass_test.cpp
    media/outbox_test.cpp
    media/packet_test.cpp
    media/router_key_frame_test.cpp
    media/router_phases_test.cpp
    media/router_planes_test.cpp
    media/router_test.cpp
    net/frame_test.cpp
    net/send_batching_test.cpp
    sessions/connection/connection_direct_test.cpp
    sessions/connection/connection_fixture.cpp
    sessions/connection/connection_flood_test.cpp
    sessions/connection/connection_join_test.cpp
    sessions/connection/connection_limits_test.cpp
    sessions/connection/connection_locate_test.cpp
    sessions/connection/connection_standstill_test.cpp
    sessions/connection/connection_test.cpp
    sessions/directory_journal_test.cpp
    sessions/directory_test.cpp
    sessions/room/room_clock_jump_test.cpp
    sessions/room/room_clock_test.cpp
    sessions/room/room_cut_over_end_test.cpp
    sessions/room/room_cut_over_test.cpp
    sessions/room/room_forsaken_test.cpp
    sessions/room/room_hearing_test.cpp
    sessions/room/room_in_flight_door_test.cpp
    sessions/room/room_in_flight_test.cpp
    sessions/room/room_lease_test.cpp
    sessions/room/room_messages_test.cpp
    sessions/room/room_signals_test.cpp
    sessions/room/room_order_test.cpp
    sessions/room/room_parts_test.cpp
    sessions/room/room_recognition_test.cpp
    sessions/room/room_record_test.cpp
    sessions/room/room_test.cpp
    sessions/room/schedule/room_invariants_test.cpp
    sessions/room/schedule/room_schedule.cpp
    sessions/room/schedule/room_schedule_checks.cpp
    sessions/room/schedule/room_schedule_server.cpp
  LIBRARIES stepback::signalling stepback::test_support rapidcheck)
