# The second of three heights: router and room, connections and directory, without a socket.

stepback_test(signalling_rooms_test WHOLE TIMEOUT 600
  SOURCES
    connection_direct_test.cpp
    connection_fixture.cpp
    connection_flood_test.cpp
    connection_join_test.cpp
    connection_limits_test.cpp
    connection_test.cpp
    directory_test.cpp
    fakes.cpp
    fifo_test.cpp
    hold_test.cpp
    outbox_model_test.cpp
    outbox_pass_test.cpp
    outbox_test.cpp
    rate_limit_test.cpp
    room_invariants_test.cpp
    room_in_flight_door_test.cpp
    room_in_flight_test.cpp
    room_messages_test.cpp
    room_order_test.cpp
    room_record_test.cpp
    room_schedule.cpp
    room_schedule_checks.cpp
    room_schedule_server.cpp
    room_test.cpp
    router_key_frame_test.cpp
    router_phases_test.cpp
    router_test.cpp
    web_socket_frame_test.cpp
  LIBRARIES stepback::signalling stepback::test_support rapidcheck)
