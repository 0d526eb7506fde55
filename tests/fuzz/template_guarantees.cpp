#include "tests/fuzz/template_guarantees.hpp"

namespace stepback::fuzz {
namespace {

using namespace stepback::protocol;

std::string broken_guarantee_of(const SeatRule& rule, Seat seat, const PhasePlan& phase) {
  const bool leads = seat == Seat::facilitator || seat == Seat::coFacilitator;
  if (leads && !rule.hear) return "leaders hear in every phase";
  if (phase.name == kDebrief && !leads && rule != SeatRule{}) return "debrief is the leaders'";
  if (rule.channel == Channel::lobby && rule != SeatRule{}) return "the lobby has no rights";
  if (rule.channel != Channel::observer) return "";
  if (!rule.hear) return "the observer channel hears";
  if (rule.speak || rule.chat) return "the observer channel is silent";
  const bool seen = seat == Seat::presenter && phase.stepped_back_seen_by != SeenBy::nobody;
  return rule.show && !seen ? "the observer channel is not seen" : "";
}

}  // namespace

std::string broken_guarantee(const SessionTemplate& template_) {
  const std::size_t count = template_.phases.size();
  if (count < 3) return "at least three phases";
  if (template_.phases[0].name != kGathering) return "gathering first";
  std::size_t closings = 0;
  std::size_t steps_back = 0;
  bool away = false;
  for (std::size_t i = 0; i < count; ++i) {
    const PhasePlan& phase = template_.phases[i];
    if (template_.find(phase.name) != i) return "names are unique";
    if (phase.name == kDebrief && (i + 1 != count || template_.phases[i - 1].name != kClosing)) {
      return "debrief last, behind closing";
    }
    closings += phase.name == kClosing ? 1U : 0U;
    steps_back += phase.steps_back() ? 1U : 0U;
    if (phase.steps_back()) away = true;
    if (phase.name == kReturn && phase.rule(Seat::presenter).speak) away = false;
    if (phase.planned <= Duration{0} || phase.end.after <= Duration{0}) return "time passes";
    for (std::size_t seat = 0; seat < phase.seats.size(); ++seat) {
      auto broken = broken_guarantee_of(phase.seats[seat], static_cast<Seat>(seat), phase);
      if (!broken.empty()) return broken;
    }
  }
  if (closings != 1) return "one closing";
  if (steps_back > 1) return "at most one step back";
  if (away) return "a return behind the step back, where the presenter may speak";
  if (template_.cases == 0 || template_.length <= Duration{0}) return "a case and a length";
  if (template_.least_return && *template_.least_return <= Duration{0}) return "a least return";
  return template_.least_discussion <= Duration{0} ? "a least discussion" : "";
}

bool is_place_of(const nlohmann::json& document, const std::string& path) {
  const nlohmann::json::json_pointer place{path};
  if (document.contains(place)) return true;
  const nlohmann::json::json_pointer parent = place.parent_pointer();
  return !place.empty() && document.contains(parent) && document.at(parent).is_object();
}

}  // namespace stepback::fuzz
