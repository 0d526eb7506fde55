// The sentences of sentences.hpp about people whom a leader has to recognise, and about the links
// that bring people back.

#include "plugin/cli/words/names.hpp"
#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli::sentences {
namespace {

using People = std::vector<const stepback_participant*>;

People those_outside(const stepback_state& state) {
  People outside;
  for (const stepback_participant* each : participants_of(state)) {
    if (is_outside(*each)) outside.push_back(each);
  }
  return outside;
}

std::string in_backticks(const std::string& command) {
  return "`" + command + "`";
}

}  // namespace

std::string came_by(const stepback_participant& who) {
  if (who.by == STEPBACK_CAME_BY_OWN) return "by a personal link";
  return "by the " + std::string{role_title(who.role)} + "s' link";
}

std::string known_of(const stepback_participant& who) {
  std::string known;
  if (who.alike_count > 0) known += " Somebody here has this name.";
  if (who.after_removal != nullptr) {
    known += " Somebody called " + std::string{who.after_removal} + " was removed.";
  }
  return known;
}

std::string waits_outside(const stepback_state& state, const stepback_participant& who) {
  const std::string admit = "admit " + word_for(those_outside(state), who);
  const std::string waits = std::string{who.name} + " waits outside";
  const People could_be = identities_for(state, who);
  if (could_be.empty()) {
    return waits + "." + known_of(who) + " Type " + in_backticks(admit) + " to let them in.";
  }
  Names away;
  for (const stepback_participant* each : could_be) away.push_back(name_among(could_be, *each));
  const bool one = could_be.size() == 1;
  const std::string whom = one ? word_for(could_be, *could_be.front()) : "NAME";
  return waits + ", " + came_by(who) + ". " + list_names(away) +
         (one ? " is away." : " are away.") + known_of(who) + " Type " +
         in_backticks(admit + " as " + whom) + " or " + in_backticks(admit + " new") + ".";
}

std::string who_is_this(std::string_view why, const stepback_state& state) {
  std::string question{why};
  for (const stepback_participant* each : those_outside(state)) {
    if (needs_answer(*each)) question += " " + waits_outside(state, *each);
  }
  return question;
}

std::string say_who_this_is() {
  return "Say who this is.";
}

std::string could_mean_several(std::string_view words, const Names& names_and_ids) {
  return "\"" + std::string{words} +
         "\" could mean several things. Type the id of the person who " +
         "waits: " + list_names(names_and_ids) + ".";
}

std::string removal_could_mean_several(std::string_view words, const Names& names_and_ids) {
  return "\"" + std::string{words} +
         "\" could mean several people. Type the id of the person: " + list_names(names_and_ids) +
         ".";
}

std::string nobody_away_of_that_name(std::string_view name, const Names& away) {
  return "Nobody called \"" + std::string{name} + "\" is away. Away: " + list_names(away) + ".";
}

std::string you_are_recognised() {
  return "A leader has recognised you. You are back in your chair.";
}

std::string your_way_back() {
  return "If this device fails, this link brings you back to your chair:";
}

std::string way_back_of(const std::string& name) {
  return name + " came by the shared link. If " + name + "'s device fails, this link brings " +
         name + " back to the same chair:";
}

}  // namespace stepback::cli::sentences
