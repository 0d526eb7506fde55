#pragma once

// Templates for tests: one small enough to walk through completely, and those that we ship.
// Values only; shipped_template() reads a file of the repository.

#include <array>
#include <chrono>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "protocol/template/session_template.hpp"

namespace stepback::test {

/// What one small template may have otherwise than another.
struct SmallTemplate {
  protocol::EndsBy discussion_ends_by = protocol::EndsBy::leader;
  /// From the phase's start, or the same moment as a mark from the session's beginning.
  protocol::PlannedEnd::From discussion_end = protocol::PlannedEnd::From::phaseStart;
  /// Unless it is nobody, the presenter may show a picture while stepped back.
  protocol::SeenBy stepped_back_seen_by = protocol::SeenBy::nobody;
  protocol::Duration discussion = std::chrono::minutes{10};
  protocol::Duration least_discussion = std::chrono::minutes{5};
};

/// Gathering, presentation, clarification, discussion (the step back), return, closing, debrief,
/// each but the discussion planned to last 5 minutes; who may do what is as in the templates that
/// we ship: all but observers speak and show, save that members listen to the presentation; chat is
/// for gathering and closing; observers sit in the circle while it gathers. Every phase has a
/// prompt. It keeps all rules that parse_template() asks for.
protocol::SessionTemplate small_template(const SmallTemplate& options = {});

/// The template with some phases under other names: {old, new} each, all at once, so that names can
/// change places. Titles stay.
protocol::SessionTemplate renamed(
    protocol::SessionTemplate plan,
    std::initializer_list<std::pair<std::string_view, std::string_view>> names);

/// The ids of the templates in protocol/template/shipped.
inline constexpr std::array<std::string_view, 6> kShippedTemplates{
    "cmh-60", "helsinki-90", "bsms-60", "two-case-90", "classic-90", "rehearsal"};

/// A template that we ship. Throws std::runtime_error if it cannot be read.
protocol::SessionTemplate shipped_template(std::string_view id);

}  // namespace stepback::test
