#pragma once

// The record of a step back: how many packets of the presenter were refused, and how many were
// forwarded. Pure.

#include <optional>
#include <vector>

#include "protocol/session/event.hpp"
#include "protocol/session/session.hpp"
#include "signalling/media/router.hpp"

namespace stepback::signalling {

/// Returns the record of the step back that the router counts, if these events end it in this
/// session. Returns nothing if they do not. `since` is the time from which the router counted.
std::optional<protocol::StepBackCounted> step_back_record(
    const Router::StepBack& count, protocol::Session session,
    const std::vector<protocol::Event>& events, protocol::Instant since);

}  // namespace stepback::signalling
