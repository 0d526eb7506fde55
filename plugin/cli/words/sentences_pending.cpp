// The sentences of sentences.hpp about changes that are in force and not kept yet, and about the
// server's troubles.

#include <algorithm>

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli::sentences {
namespace {

std::string phase_title(const stepback_state& state, const char* name) {
  const auto all = phases_of(state);
  const auto found = std::ranges::find_if(
      all, [&](const stepback_phase* each) { return text_of(each->name) == text_of(name); });
  return found == all.end() ? "the end" : (*found)->title;
}

std::string subject(const stepback_state& state, const stepback_pending_change& change) {
  const stepback_participant* who = find(state, text_of(change.participant));
  const bool own = who != nullptr && is_you(state, *who);
  const std::string name = who == nullptr ? "somebody" : who->name;
  switch (change.does) {
    case STEPBACK_PENDING_STEP_BACK:
      return "The step back";
    case STEPBACK_PENDING_ADVANCE:
      return "The change to " + phase_title(state, change.phase);
    case STEPBACK_PENDING_MUTE:
      return own ? "The closing of your microphone" : "The closing of " + name + "'s microphone";
    case STEPBACK_PENDING_REMOVE:
      return "The removal of " + name;
    case STEPBACK_PENDING_LOCK:
      return "The lock of the session";
    case STEPBACK_PENDING_CLOSE:
      return own ? "Your own closing" : name + "'s own closing";
  }
  return "A change";
}

}  // namespace

std::string trouble(stepback_trouble trouble) {
  switch (trouble) {
    case STEPBACK_TROUBLE_NONE:
      break;
    case STEPBACK_TROUBLE_DISK:
      return "The server cannot keep changes now. You can still close and silence. Everything else "
             "waits.";
    case STEPBACK_TROUBLE_CLOCK:
      return "The server's clock was changed, so times and minutes may be wrong. Go by your own "
             "clock, and tell the people who run the server.";
  }
  return {};
}

std::string no_trouble_any_more() {
  return "The server reports no trouble any more.";
}

std::string not_kept_yet(const stepback_state& state, const stepback_pending_change& change) {
  return subject(state, change) + " is in force, not kept yet.";
}

std::string done_not_kept(const std::string& remark) {
  return remark + (remark.empty() ? "" : " ") + "In force, not kept yet.";
}

std::string phase_lost() {
  return "A change of the phase was not kept yet when the connection was lost. It is not in force "
         "now. Check the phase.";
}

std::string change_lost() {
  return "A change was not kept yet when the connection was lost. It is not in force now. Check "
         "who "
         "is here, and whether the session is locked.";
}

}  // namespace stepback::cli::sentences
