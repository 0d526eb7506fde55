#pragma once

// RapidCheck generators of events of every kind, with every value that can be kept.

#include <rapidcheck.h>

#include "protocol/session/event.hpp"

namespace stepback::protocol::test {

rc::Gen<Event> any_event();

}  // namespace stepback::protocol::test
