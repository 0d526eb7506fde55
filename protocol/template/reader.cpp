#include "protocol/template/reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/json/document_reader.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;

// Bounds of this project: one day, and texts that fit where they are shown. They catch typing
// errors. The schema has the same.
constexpr double kLeastMinutes = 0.001;
constexpr double kMostMinutes = 24 * 60;
constexpr double kMostCases = 8;
constexpr std::size_t kMostSources = 20;
constexpr std::size_t kLeastPhases = 3;
constexpr std::size_t kMostPhases = 12;
constexpr std::size_t kMostPrompts = 12;
constexpr std::size_t kWordCharacters = 40;
constexpr std::size_t kTitleCharacters = 100;
constexpr std::size_t kPromptCharacters = 200;
constexpr std::size_t kUrlCharacters = 500;
constexpr std::size_t kNoteCharacters = 600;
constexpr double kMillisecondsPerMinute = 60'000;

template <std::size_t N>
using WordArray = std::array<std::string_view, N>;

constexpr WordArray<8> kTemplateMembers{"id",    "title",           "summary", "length",
                                        "cases", "leastDiscussion", "sources", "phases"};
constexpr WordArray<8> kPhaseMembers{
    "name", "title", "planned", "end", "endsBy", "steppedBackSeenBy", "seats", "prompts"};
constexpr WordArray<2> kSeatMembers{"channel", "may"};
constexpr WordArray<1> kSourceMembers{"title"};
constexpr WordArray<1> kSourceExtras{"url"};
constexpr WordArray<1> kFigureMembers{"minutes"};
constexpr WordArray<2> kFigureOrigins{"source", "assumption"};
constexpr WordArray<1> kPhaseEnd{"from"};
constexpr WordArray<2> kSessionEnd{"from", "after"};
constexpr WordArray<4> kRights{"speak", "show", "chat", "hear"};

bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= kWordCharacters &&
         std::ranges::all_of(text, [](char c) { return is_small(c) || is_digit(c) || c == '-'; });
}

bool is_phase_name(std::string_view text) {
  const auto inside = [](char c) { return is_small(c) || is_digit(c) || (c >= 'A' && c <= 'Z'); };
  return !text.empty() && text.size() <= kWordCharacters && is_small(text.front()) &&
         std::ranges::all_of(text, inside);
}

bool is_url(std::string_view text) {
  const std::size_t host = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  return host > 0 && text.size() > host && text.size() <= kUrlCharacters &&
         std::ranges::all_of(text, [](char c) { return c >= '!' && c <= '~'; });
}

/// Has one method for each kind of object in the document.
class TemplateReader {
 public:
  SessionTemplate read(const Place& at);
  const std::optional<JsonFault>& fault() const { return read_.fault; }

 private:
  std::string key(const Place& at) {
    return read_.string(at, is_key, "1 to 40 of a to z, 0 to 9 and the hyphen");
  }
  template <typename Enum>
  Enum word(const Place& at) {
    return static_cast<Enum>(read_.word(at, words_of<Enum>));
  }
  std::size_t cases(const Place& at);
  void sources(const Place& at);
  Duration figure(const Place& at);
  PhasePlan phase(const Place& at);
  PlannedEnd end(const Place& at, Duration planned);
  SeatRule seat(const Place& at);

  DocumentReader read_;
  std::set<std::string, std::less<>> sources_;
};

SessionTemplate TemplateReader::read(const Place& at) {
  SessionTemplate plan;
  if (!read_.members(at, kTemplateMembers)) return plan;
  sources(at.member("sources"));  // first, because figures name them
  plan.id = key(at.member("id"));
  plan.title = read_.text(at.member("title"), kTitleCharacters);
  plan.summary = read_.text(at.member("summary"), kNoteCharacters);
  plan.length = figure(at.member("length"));
  plan.cases = cases(at.member("cases"));
  plan.least_discussion = figure(at.member("leastDiscussion"));
  const Place phases = at.member("phases");
  if (!read_.elements(phases, kLeastPhases, kMostPhases)) return plan;
  for (std::size_t i = 0; i < phases.value->size(); ++i) {
    plan.phases.push_back(phase(phases.element(i)));
  }
  return plan;
}

std::size_t TemplateReader::cases(const Place& at) {
  const std::string expected = "a whole number from 1 to 8";
  const double count = read_.number(at, 1, kMostCases, expected);
  if (count != std::floor(count)) read_.fail_at(at, expected);
  return static_cast<std::size_t>(count);
}

void TemplateReader::sources(const Place& at) {
  if (!at.value->is_object() || at.value->size() > kMostSources) {
    read_.fail_at(at, "an object of at most " + std::to_string(kMostSources) + " sources");
    return;
  }
  for (const auto& [name, value] : at.value->items()) {
    const Place source = at.member(name);
    if (!is_key(name)) {
      read_.fail(source.path, "a source's key: 1 to 40 of a to z, 0 to 9 and the hyphen");
    }
    if (!read_.members(source, kSourceMembers, kSourceExtras)) return;
    read_.text(source.member("title"), kNoteCharacters);
    if (value.contains("url")) {
      read_.string(source.member("url"), is_url, "an http or https address");
    }
    sources_.insert(name);
  }
}

// Each figure names its source in the document, or says that it is an assumption.
Duration TemplateReader::figure(const Place& at) {
  if (!read_.members(at, kFigureMembers, kFigureOrigins)) return {};
  const double minutes = read_.number(at.member("minutes"), kLeastMinutes, kMostMinutes,
                                      "minutes: a number from 0.001 to 1440, which is a day");
  const bool sourced = at.value->contains("source");
  if (sourced == at.value->contains("assumption")) {
    read_.fail(at.path, "exactly one of source and assumption beside the minutes, not " +
                            std::string{sourced ? "both" : "neither"});
  } else if (sourced) {
    const Place source = at.member("source");
    if (const std::string name = key(source); !name.empty() && !sources_.contains(name)) {
      read_.fail_at(source, "a key of /sources");
    }
  } else {
    read_.text(at.member("assumption"), kNoteCharacters);
  }
  return Duration{std::llround(minutes * kMillisecondsPerMinute)};
}

PhasePlan TemplateReader::phase(const Place& at) {
  PhasePlan phase;
  if (!read_.members(at, kPhaseMembers)) return phase;
  phase.name = read_.string(at.member("name"), is_phase_name,
                            "a name in lowerCamelCase, 1 to 40 letters and digits");
  phase.title = read_.text(at.member("title"), kTitleCharacters);
  phase.planned = figure(at.member("planned"));
  phase.end = end(at.member("end"), phase.planned);
  phase.ends_by = word<EndsBy>(at.member("endsBy"));
  phase.stepped_back_seen_by = word<SeenBy>(at.member("steppedBackSeenBy"));

  const Place seats = at.member("seats");
  if (!read_.members(seats, words_of<Seat>)) return phase;
  for (std::size_t i = 0; i < phase.seats.size(); ++i) {
    phase.seats[i] = seat(seats.member(words_of<Seat>[i]));
  }

  const Place prompts = at.member("prompts");
  if (!read_.elements(prompts, 0, kMostPrompts)) return phase;
  for (std::size_t i = 0; i < prompts.value->size(); ++i) {
    phase.prompts.push_back(read_.text(prompts.element(i), kPromptCharacters));
  }
  return phase;
}

// A planned end: the planned minutes after the start of the phase, or separate minutes after the
// start of the session.
PlannedEnd TemplateReader::end(const Place& at, Duration planned) {
  const PlannedEnd usual{PlannedEnd::From::phaseStart, planned};
  if (!read_.members(at, kPhaseEnd, Words{kSessionEnd}.last(1))) return usual;
  const auto from = word<PlannedEnd::From>(at.member("from"));
  if (from == PlannedEnd::From::phaseStart) return read_.members(at, kPhaseEnd), usual;
  if (!read_.members(at, kSessionEnd)) return usual;
  return {from, figure(at.member("after"))};
}

SeatRule TemplateReader::seat(const Place& at) {
  constexpr std::array flags{&SeatRule::speak, &SeatRule::show, &SeatRule::chat, &SeatRule::hear};
  SeatRule rule;
  if (!read_.members(at, kSeatMembers)) return rule;
  rule.channel = word<Channel>(at.member("channel"));
  const Place may = at.member("may");
  if (!read_.elements(may, 0, kRights.size())) return rule;
  for (std::size_t i = 0; i < may.value->size(); ++i) {
    const Place right = may.element(i);
    bool& flag = rule.*flags[read_.word(right, kRights)];
    if (flag) read_.fail_at(right, "each right once");
    flag = true;
  }
  return rule;
}

}  // namespace

tl::expected<SessionTemplate, TemplateError> read_template(const json& document) {
  TemplateReader reader;
  SessionTemplate plan = reader.read(Place{&document, ""});
  if (const auto& fault = reader.fault()) {
    return tl::unexpected(TemplateError{fault->path, fault->expected});
  }
  return plan;
}

}  // namespace stepback::protocol
