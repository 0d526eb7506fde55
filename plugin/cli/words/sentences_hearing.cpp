// The sentences of sentences.hpp about a step back, and about who hears.

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli::sentences {

std::string stepped_back(const std::string& name, bool seen) {
  return name + " has stepped back. Nobody hears " + (seen ? "" : "or sees ") + name + ".";
}
std::string you_stepped_back(bool may_be_seen) {
  return may_be_seen ? "You have stepped back. Nobody hears you."
                     : "You have stepped back. Nobody hears or sees you.";
}
std::string what_you_hear(const stepback_state& state, const Circumstances& circumstances) {
  if (circumstances.not_private) return "Nothing is played until you type `private off`.";
  if (circumstances.sink == Sink::none) {
    return "This program plays no sound, so you hear nobody; the leaders are told.";
  }
  if (circumstances.sink == Sink::file) {
    return "This program plays no sound; it writes what everyone says to a file.";
  }
  return state.may.hear != 0 ? "You hear everyone." : "You hear nobody.";
}
std::string hears(const std::string& name, stepback_hearing hearing) {
  switch (hearing) {
    case STEPBACK_HEARING_OK:
      return name + " hears everyone.";
    case STEPBACK_HEARING_POOR:
      return name + " hears the circle poorly.";
    case STEPBACK_HEARING_NONE:
      return name + " does not hear the circle.";
    case STEPBACK_HEARING_UNKNOWN:
      break;
  }
  return "It is not known yet whether " + name + " hears.";
}
std::string hearing_not_said(const std::string& name) {
  return name + " is connected. The device has not said whether " + name + " hears.";
}
std::string private_off(const stepback_state* state, Sink sink) {
  const stepback_participant* me = state == nullptr ? nullptr : self(*state);
  if (me == nullptr || is_outside(*me)) return "Sound is on again.";
  const std::string again = sink == Sink::speaker ? "You hear the group again. "
                            : sink == Sink::file
                                ? "What you receive is written to the file again. "
                                : "This program plays no sound, so you hear nobody. ";
  if (is_stepped_back(*me)) return again + microphone_not_now(true);
  if (!state->may.speak) return again + microphone_not_now(false);
  return again + "Your microphone stays closed until you type `mic on`.";
}
std::string records(const std::string& name, bool on) {
  return name + (on ? "'s device records." : "'s device records no longer.");
}
std::string you_record(bool on) {
  return on ? "Your device records. Everybody sees that." : "Your device records no longer.";
}
std::string group_has_gone() {
  return "The group has gone. Only leaders are here.";
}

}  // namespace stepback::cli::sentences
