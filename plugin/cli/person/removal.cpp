#include "plugin/cli/person/removal.hpp"

#include "plugin/cli/person/roster.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

constexpr std::string_view kCloseLink = " close-link";

std::string with_id(const stepback_participant& who) {
  return std::string{who.name} + " (" + who.id + ")";
}

}  // namespace

tl::expected<Removal, std::string> find_removal(const stepback_state& state,
                                                std::string_view words) {
  const auto whole = find_person(everyone(state), words);
  const auto name = text_before(words, kCloseLink);
  if (!name) {
    if (!whole) return tl::unexpected{whole.error()};
    return Removal{.who = *whole};
  }
  const auto before = find_person(everyone(state), *name);
  if (whole && before && *whole != *before) {
    return tl::unexpected{
        sentences::removal_could_mean_several(words, {with_id(**whole), with_id(**before)})};
  }
  if (whole) return Removal{.who = *whole};
  if (!before) return tl::unexpected{before.error()};
  return Removal{.who = *before, .closes_link = true};
}

}  // namespace stepback::cli
