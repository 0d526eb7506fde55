#include "protocol/template/session_template.hpp"

#include <algorithm>

#include "protocol/json/strict_json.hpp"
#include "protocol/template/reader.hpp"
#include "protocol/template/rules.hpp"

namespace stepback::protocol {
namespace {

template <typename Matches>
std::optional<std::size_t> index_where(const std::vector<PhasePlan>& phases, Matches matches) {
  const auto found = std::ranges::find_if(phases, matches);
  if (found == phases.end()) return std::nullopt;
  return static_cast<std::size_t>(found - phases.begin());
}

}  // namespace

bool PhasePlan::leaders_only() const {
  return name == kDebrief;
}

std::optional<std::size_t> SessionTemplate::find(std::string_view phase) const {
  return index_where(phases, [phase](const PhasePlan& each) { return each.name == phase; });
}

std::optional<std::size_t> SessionTemplate::step_back() const {
  return index_where(phases, [](const PhasePlan& each) { return each.steps_back(); });
}

bool SessionTemplate::is_each_case(std::size_t phase) const {
  const auto presentation = find(kPresentation);
  return presentation && phase >= *presentation && phase < find(kClosing).value_or(phases.size());
}

tl::expected<SessionTemplate, TemplateError> parse_template(std::string_view json) {
  const auto document = read_strict_json(json);
  if (!document) {
    return tl::unexpected(TemplateError{document.error().path, document.error().expected});
  }
  auto template_ = read_template(*document);
  if (!template_) return template_;
  if (auto broken = find_broken_rule(*template_)) return tl::unexpected(std::move(*broken));
  return template_;
}

}  // namespace stepback::protocol
