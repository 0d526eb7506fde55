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
    sessions/connection_direct_test.cpp
    sessions/connection_fixture.cpp
    sessions/connection_flood_test.cpp
    sessions/connection_join_test.cpp
    sessions/connection_limits_test.cpp
    sessions/connection_locate_test.cpp
    sessions/connection_test.cpp
    sessions/directory_journal_test.cpp
    sessions/directory_test.cpp
    sessions/room_cut_over_end_test.cpp
    sessions/room_cut_over_test.cpp
    sessions/room_forsaken_test.cpp
    sessions/room_hearing_test.cpp
    sessions/room_in_flight_door_test.cpp
    sessions/room_in_flight_test.cpp
    sessions/room_invariants_test.cpp
    sessions/room_lease_test.cpp
    sessions/room_messages_test.cpp
    sessions/room_order_test.cpp
    sessions/room_parts_test.cpp
    sessions/room_record_test.cpp
    sessions/room_schedule.cpp
    sessions/room_schedule_checks.cpp
    sessions/room_schedule_server.cpp
    sessions/room_test.cpp
  LIBRARIES stepback::signalling stepback::test_support rapidcheck)
