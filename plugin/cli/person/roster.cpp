#include "plugin/cli/person/roster.hpp"

#include <algorithm>

#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

template <typename Test>
People those_who(const People& people, Test test) {
  People found;
  std::ranges::copy_if(people, std::back_inserter(found),
                       [&](const stepback_participant* each) { return test(*each); });
  return found;
}

std::vector<std::string> names_of(const People& people) {
  std::vector<std::string> names;
  for (const stepback_participant* each : people) names.emplace_back(each->name);
  return names;
}

// For people with exactly the same name: the ids tell them apart.
std::vector<std::string> names_and_ids_of(const People& people) {
  std::vector<std::string> names;
  for (const stepback_participant* each : people)
    names.push_back(std::string{each->name} + " (" + each->id + ")");
  return names;
}

}  // namespace

People everyone(const stepback_state& state) {
  const auto all = participants_of(state);
  return {all.begin(), all.end()};
}

People those_outside(const stepback_state& state) {
  return those_who(everyone(state), is_outside);
}

tl::expected<const stepback_participant*, std::string> find_person(const People& people,
                                                                   std::string_view name,
                                                                   Nobody nobody) {
  const std::string wanted = fold_case(trim(name));
  const auto by_id = std::ranges::find(people, trim(name), [](const stepback_participant* each) {
    return std::string_view{each->id};
  });
  if (by_id != people.end()) return *by_id;

  const People same = those_who(
      people, [&](const stepback_participant& each) { return fold_case(each.name) == wanted; });
  if (same.size() == 1) return same.front();
  if (same.size() > 1)
    return tl::unexpected{sentences::several_of_that_name(names_and_ids_of(same))};

  const People alike = those_who(people, [&](const stepback_participant& each) {
    return !wanted.empty() && fold_case(each.name).starts_with(wanted);
  });
  if (alike.size() == 1) return alike.front();
  if (alike.size() > 1) return tl::unexpected{sentences::name_fits_several(name, names_of(alike))};
  return tl::unexpected{nobody(name, names_of(people))};
}

}  // namespace stepback::cli
