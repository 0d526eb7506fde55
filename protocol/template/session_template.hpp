#pragma once

// The course of a session as data: an ordered list of phases, who may do what in each, and how
// long each is planned to take. Values only; reading files is the caller's
// (signalling/api/template_store).

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/base/ids.hpp"
#include "protocol/base/words.hpp"

namespace stepback::protocol {

/// The rights of one seat in one phase, and where it sits. A right that is not set is denied.
struct SeatRule {
  Channel channel = Channel::lobby;
  bool speak = false;
  bool show = false;
  bool chat = false;
  bool hear = false;
  friend bool operator==(const SeatRule&, const SeatRule&) = default;
};

/// When a phase is planned to end.
struct PlannedEnd {
  enum class From { phaseStart, sessionStart };
  From from = From::phaseStart;
  Duration after{};
  friend bool operator==(const PlannedEnd&, const PlannedEnd&) = default;
};

struct PhasePlan {
  std::string name;    ///< on the wire: lowerCamelCase, unique in the template
  std::string title;   ///< for people
  Duration planned{};  ///< planned length
  PlannedEnd end;      ///< planned end
  EndsBy ends_by = EndsBy::leader;
  SeenBy stepped_back_seen_by = SeenBy::nobody;
  std::array<SeatRule, 5> seats;     ///< indexed by Seat
  std::vector<std::string> prompts;  ///< for the leaders

  const SeatRule& rule(Seat seat) const { return seats[static_cast<std::size_t>(seat)]; }
  /// Whether the presenter sits outside the circle in this phase.
  bool steps_back() const { return rule(Seat::presenter).channel == Channel::observer; }
  /// Whether only the leaders are left in this phase, the debrief.
  bool leaders_only() const;
  friend bool operator==(const PhasePlan&, const PhasePlan&) = default;
};

/// A whole template. parse_template() guarantees:
/// - The first phase is `gathering`, which a leader ends. The last is `closing`, or `closing` and
///   then `debrief`.
/// - At most one phase, not the first, steps the presenter back. A phase named `return` comes
///   between it and `closing`; there the presenter may speak. With more than one case,
///   `presentation` comes before the step back.
/// - Leaders hear in every phase. Every seat in the observer channel hears, and none speaks, chats
///   or shows, except a presenter whom `stepped_back_seen_by` allows to show. Only the seats that
///   the debrief leaves out are in the lobby, without rights.
/// - A planned end counted from the session's start lies within `length`, and the template has one
///   case.
/// - `least_discussion` is at most the planned length of the step back.
/// - `least_return` is set only if the planned end of `return` is counted from the session's start.
///   It is at most the planned length of `return`.
/// - `length` is the sum of the planned phases, without gathering (before the session) and debrief
///   (after it). The phases from `presentation` until before `closing` count once for each case.
///
/// So these names mean the same in every template: `gathering`, `closing`, `debrief`, and
/// `presentation` if there is one (decide() begins the next case there). Other names have no
/// meaning.
struct SessionTemplate {
  std::string id;
  std::string title;
  std::string summary;
  Duration length{};      ///< the whole session
  std::size_t cases = 1;  ///< number of cases
  /// When the step back begins, a return point nearer than this is moved to this distance (a late
  /// start).
  Duration least_discussion{};
  /// A late start moves the return point at most to this distance before the planned end of
  /// `return`. Nothing if it may move further.
  std::optional<Duration> least_return;
  std::vector<PhasePlan> phases;

  /// The index of the phase with this name, or nothing.
  std::optional<std::size_t> find(std::string_view phase) const;
  /// The index of the phase in which the presenter steps back, or nothing.
  std::optional<std::size_t> step_back() const;
  /// Whether this phase comes once for each case: those from `presentation` until before `closing`.
  /// False without a `presentation`.
  bool is_each_case(std::size_t phase) const;
  friend bool operator==(const SessionTemplate&, const SessionTemplate&) = default;
};

/// The words for what a planned end is counted from.
template <>
inline constexpr std::array<std::string_view, 2> words_of<PlannedEnd::From>{"phaseStart",
                                                                            "sessionStart"};

inline constexpr std::string_view kGathering = "gathering";
inline constexpr std::string_view kPresentation = "presentation";
inline constexpr std::string_view kReturn = "return";
inline constexpr std::string_view kClosing = "closing";
inline constexpr std::string_view kDebrief = "debrief";
/// Not a phase of any template: `advance` names it to end the session.
inline constexpr std::string_view kEnded = "ended";

/// A fault in a template: the place (a JSON Pointer, RFC 6901), and what was expected there.
struct TemplateError {
  std::string path;
  std::string expected;
};

/// Reads a template document (protocol/wire/schema/template.schema.json). Never throws.
tl::expected<SessionTemplate, TemplateError> parse_template(std::string_view json);

}  // namespace stepback::protocol
