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

std::optional<std::size_t> SessionTemplate::find(std::string_view phase) const {
  return index_where(phases, [phase](const PhasePlan& each) { return each.name == phase; });
}

std::optional<std::size_t> SessionTemplate::step_back() const {
  return index_where(phases, [](const PhasePlan& each) { return each.steps_back(); });
}

tl::expected<SessionTemplate, TemplateError> parse_template(std::string_view json) {
  const auto document = read_strict_json(json);
  if (!document) {
    return tl::unexpected(TemplateError{document.error().path, document.error().expected});
  }
  auto plan = read_template(*document);
  if (!plan) return plan;
  if (auto broken = find_broken_rule(*plan)) return tl::unexpected(std::move(*broken));
  return plan;
}

}  // namespace stepback::protocol
