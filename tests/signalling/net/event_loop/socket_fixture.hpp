#pragma once

// An event loop and one client that speaks bytes, for tests of one WebSocket.

#include <gtest/gtest.h>

#include "tests/signalling/net/event_loop/running_loop.hpp"
#include "tests/support/wire/raw_client.hpp"

namespace stepback::signalling::test {

class EventLoopSocket : public testing::Test {
 protected:
  RunningLoop running;
  RawClient client{running.port()};
};

}  // namespace stepback::signalling::test
