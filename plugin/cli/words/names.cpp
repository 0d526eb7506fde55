#include "plugin/cli/words/names.hpp"

#include <algorithm>

#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

bool has_namesake(std::span<const stepback_participant* const> people,
                  const stepback_participant& who) {
  const std::string name = fold_case(who.name);
  return std::ranges::any_of(people, [&](const stepback_participant* each) {
    return !is_same(*each, who) && fold_case(each->name) == name;
  });
}

// Whether a person can type the name and means nothing else by it.
bool is_plain(const std::string& name) {
  const std::string folded = fold_case(name);
  const bool as_shown = !name.empty() && trim(printable(name)) == name;
  return as_shown && folded != "all" && !folded.ends_with(" new") &&
         folded.find(" as ") == std::string::npos;
}

}  // namespace

std::string name_among(std::span<const stepback_participant* const> people,
                       const stepback_participant& who) {
  const std::string name{who.name};
  return has_namesake(people, who) ? name + " (" + who.id + ")" : name;
}

std::string word_for(std::span<const stepback_participant* const> people,
                     const stepback_participant& who) {
  const bool is_an_id = std::ranges::any_of(people, [&](const stepback_participant* each) {
    return !is_same(*each, who) && text_of(each->id) == text_of(who.name);
  });
  return is_an_id || has_namesake(people, who) || !is_plain(who.name) ? who.id : who.name;
}

}  // namespace stepback::cli
