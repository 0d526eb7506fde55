#include "plugin/cli/person/admission.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "plugin/cli/person/roster.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

constexpr std::string_view kAs = " as ";
constexpr std::string_view kNew = " new";

/// Collects what the words could mean.
class Readings {
 public:
  Readings(const stepback_state& state, std::string_view words)
      : state_{state}, words_{words}, outside_{those_outside(state)} {}

  void as_name() {
    if (const auto who = waiting(words_)) found_.push_back({.who = *who});
  }
  void as_new() {
    const auto name = text_before(words_, kNew);
    if (!name) return;
    const auto who = waiting(*name);
    if (who) found_.push_back({.who = *who, .is_new = true});
  }
  void as_somebody() {
    for (auto at = next_as(0); at != std::string_view::npos; at = next_as(at + 1)) {
      const auto who = waiting(words_.substr(0, at));
      if (!who) continue;
      const auto as = find_person(identities_for(state_, **who), words_.substr(at + kAs.size()),
                                  sentences::nobody_away_of_that_name);
      if (!as) error_ = as.error();
      if (as) found_.push_back({.who = *who, .as = *as});
    }
  }

  tl::expected<Admission, std::string> only_one() const {
    if (found_.size() == 1) return found_.front();
    if (found_.empty()) return tl::unexpected{error_};
    sentences::Names waiting;
    for (const Admission& each : found_) {
      std::string name = std::string{each.who->name} + " (" + each.who->id + ")";
      if (std::ranges::find(waiting, name) == waiting.end()) waiting.push_back(std::move(name));
    }
    return tl::unexpected{sentences::could_mean_several(words_, waiting)};
  }

 private:
  tl::expected<const stepback_participant*, std::string> waiting(std::string_view name) {
    auto who = find_person(outside_, name, sentences::nobody_outside_of_that_name);
    if (!who) error_ = who.error();
    return who;
  }
  std::size_t next_as(std::size_t from) const {
    for (std::size_t at = from; at + kAs.size() < words_.size(); ++at) {
      if (fold_case(words_.substr(at, kAs.size())) == kAs) return at;
    }
    return std::string_view::npos;
  }

  const stepback_state& state_;
  std::string_view words_;
  People outside_;
  std::vector<Admission> found_;
  std::string error_;  ///< of the last reading that failed
};

}  // namespace

tl::expected<Admission, std::string> find_admission(const stepback_state& state,
                                                    std::string_view words) {
  Readings readings{state, words};
  readings.as_name();
  readings.as_new();
  readings.as_somebody();
  return readings.only_one();
}

}  // namespace stepback::cli
