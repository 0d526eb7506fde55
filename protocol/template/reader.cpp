#include "protocol/template/reader.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/json/object_reader.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;

enum class Right { speak, show, chat, hear };

}  // namespace

template <>
inline constexpr std::array<std::string_view, 4> words_of<Right>{"speak", "show", "chat", "hear"};

namespace {

// Bounds of this project: one day, and texts that fit where they are shown. They catch typing
// errors. The schema has the same.
constexpr double kLeastMinutes = 0.001;
constexpr std::size_t kMostCases = 8;
constexpr std::size_t kMostSources = 20;
constexpr std::size_t kLeastPhases = 3;
constexpr std::size_t kMostPhases = 12;
constexpr std::size_t kMostPrompts = 12;
constexpr std::size_t kWordCharacters = 40;
constexpr std::size_t kUrlCharacters = 500;
constexpr TextRule kTitle{1, 100, TextRule::Kind::line};
constexpr TextRule kPrompt{1, 200, TextRule::Kind::line};
constexpr TextRule kNote{1, 600, TextRule::Kind::line};

template <std::size_t N>
using WordArray = std::array<std::string_view, N>;

constexpr WordArray<8> kTemplateMembers{"id",    "title",           "summary", "length",
                                        "cases", "leastDiscussion", "sources", "phases"};
constexpr WordArray<1> kTemplateExtras{"leastReturn"};
constexpr WordArray<8> kPhaseMembers{
    "name", "title", "planned", "end", "endsBy", "steppedBackSeenBy", "seats", "prompts"};
constexpr WordArray<2> kSeatMembers{"channel", "may"};
constexpr WordArray<1> kSourceMembers{"title"};
constexpr WordArray<1> kSourceExtras{"url"};
constexpr WordArray<1> kFigureMembers{"minutes"};
constexpr WordArray<2> kFigureOrigins{"source", "assumption"};
constexpr WordArray<1> kPhaseEnd{"from"};
constexpr WordArray<2> kSessionEnd{"from", "after"};

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
  SessionTemplate read(ObjectReader in);

 private:
  void read_sources(ObjectReader& in);
  Duration read_figure(ObjectReader in);
  PhasePlan read_phase(ObjectReader in);
  PlannedEnd read_end(ObjectReader in, Duration planned);

  std::set<std::string, std::less<>> sources_;
};

std::string read_key(ObjectReader& in, std::string_view name) {
  return in.text(name, is_key, "1 to 40 of a to z, 0 to 9 and the hyphen");
}

SeatRule read_seat(ObjectReader in) {
  constexpr std::array flags{&SeatRule::speak, &SeatRule::show, &SeatRule::chat, &SeatRule::hear};
  SeatRule rule;
  if (!in.members(kSeatMembers)) return rule;
  rule.channel = in.word<Channel>("channel");
  for (const Right right : in.words<Right>("may", "right")) {
    rule.*flags[static_cast<std::size_t>(right)] = true;
  }
  return rule;
}

SessionTemplate TemplateReader::read(ObjectReader in) {
  SessionTemplate template_;
  if (!in.members(kTemplateMembers, kTemplateExtras)) return template_;
  read_sources(in);  // first, because figures name them
  template_.id = read_key(in, "id");
  template_.title = in.text("title", kTitle);
  template_.summary = in.text("summary", kNote);
  template_.length = read_figure(in.object("length"));
  template_.cases = in.integer<std::size_t>("cases", 1, kMostCases);
  template_.least_discussion = read_figure(in.object("leastDiscussion"));
  if (in.has("leastReturn")) template_.least_return = read_figure(in.object("leastReturn"));
  for (ObjectReader& phase : in.objects("phases", kLeastPhases, kMostPhases)) {
    template_.phases.push_back(read_phase(std::move(phase)));
  }
  return template_;
}

void TemplateReader::read_sources(ObjectReader& in) {
  for (auto& [name, source] : in.named_objects("sources", kMostSources)) {
    if (!is_key(name)) {
      source.refuse("a source's key: 1 to 40 of a to z, 0 to 9 and the hyphen");
    }
    if (!source.members(kSourceMembers, kSourceExtras)) return;
    source.text("title", kNote);
    if (source.has("url")) source.text("url", is_url, "an http or https address");
    sources_.insert(name);
  }
}

// Each figure names its source in the document, or says that it is an assumption.
Duration TemplateReader::read_figure(ObjectReader in) {
  if (!in.members(kFigureMembers, kFigureOrigins)) return {};
  const Duration figure = in.minutes("minutes", kLeastMinutes);
  const bool sourced = in.has("source");
  if (sourced == in.has("assumption")) {
    in.refuse("exactly one of source and assumption beside the minutes, not " +
              std::string{sourced ? "both" : "neither"});
  } else if (sourced) {
    const std::string source = read_key(in, "source");
    if (!source.empty() && !sources_.contains(source)) in.refuse("source", "a key of /sources");
  } else {
    in.text("assumption", kNote);
  }
  return figure;
}

PhasePlan TemplateReader::read_phase(ObjectReader in) {
  PhasePlan phase;
  if (!in.members(kPhaseMembers)) return phase;
  phase.name =
      in.text("name", is_phase_name, "a name in lowerCamelCase, 1 to 40 letters and digits");
  phase.title = in.text("title", kTitle);
  phase.planned = read_figure(in.object("planned"));
  phase.end = read_end(in.object("end"), phase.planned);
  phase.ends_by = in.word<EndsBy>("endsBy");
  phase.stepped_back_seen_by = in.word<SeenBy>("steppedBackSeenBy");

  ObjectReader seats = in.object("seats");
  if (!seats.members(words_of<Seat>)) return phase;
  for (std::size_t i = 0; i < phase.seats.size(); ++i) {
    phase.seats[i] = read_seat(seats.object(words_of<Seat>[i]));
  }
  phase.prompts = in.texts("prompts", kMostPrompts, kPrompt);
  return phase;
}

// A planned end: the planned minutes after the start of the phase, or separate minutes after the
// start of the session.
PlannedEnd TemplateReader::read_end(ObjectReader in, Duration planned) {
  const PlannedEnd usual{PlannedEnd::From::phaseStart, planned};
  if (!in.members(kPhaseEnd, Words{kSessionEnd}.last(1))) return usual;
  const auto from = in.word<PlannedEnd::From>("from");
  if (from == PlannedEnd::From::phaseStart) return in.members(kPhaseEnd), usual;
  if (!in.members(kSessionEnd)) return usual;
  return {from, read_figure(in.object("after"))};
}

}  // namespace

tl::expected<SessionTemplate, TemplateError> read_template(const json& document) {
  Fault fault(Fault::Tells::value);
  SessionTemplate template_ = TemplateReader().read({document, "", fault});
  if (fault) return tl::unexpected(TemplateError{fault.get().path, fault.get().expected});
  return template_;
}

}  // namespace stepback::protocol
