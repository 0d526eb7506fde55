#pragma once

// Templates for tests: one that is small enough to walk through completely, and those that we ship.
// shipped_template() reads a file of the repository.

#include <array>
#include <chrono>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "protocol/template/session_template.hpp"

namespace stepback::test {

/// The parts of the small template that a test can choose.
struct SmallTemplate {
  protocol::EndsBy discussion_ends_by = protocol::EndsBy::leader;
  /// The mark from which the discussion's end is counted: the phase's start, or the session's
  /// beginning with the same moment planned.
  protocol::PlannedEnd::From discussion_end = protocol::PlannedEnd::From::phaseStart;
  /// The people who see a stepped-back presenter. If nobody does, the presenter may not show a
  /// picture.
  protocol::SeenBy stepped_back_seen_by = protocol::SeenBy::nobody;
  protocol::Duration discussion = std::chrono::minutes{10};
  protocol::Duration least_discussion = std::chrono::minutes{5};
};

/// Gathering, presentation, clarification, discussion (the step back), return, closing, debrief.
/// Each phase but the discussion is planned to last 5 minutes. Permissions are as in the templates
/// that we ship: all but observers speak and show, but members only listen to the presentation.
/// Chat is for gathering and closing. Observers sit in the circle during the gathering. Every phase
/// has a prompt. The template keeps all rules that parse_template() asks for.
protocol::SessionTemplate small_template(const SmallTemplate& options = {});

/// The template with some phases under other names: {old, new} each, all at once, so that names can
/// change places. Titles stay.
protocol::SessionTemplate renamed(
    protocol::SessionTemplate template_,
    std::initializer_list<std::pair<std::string_view, std::string_view>> names);

/// The ids of the templates in protocol/template/shipped.
inline constexpr std::array<std::string_view, 6> kShippedTemplates{
    "cmh-60", "helsinki-90", "bsms-60", "two-case-90", "classic-90", "rehearsal"};

/// A template that we ship. Throws std::runtime_error if its file cannot be read.
protocol::SessionTemplate shipped_template(std::string_view id);

}  // namespace stepback::test
