// The sentences of sentences.hpp that answer a typed line that could not be carried out.

#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli::sentences {
namespace {

std::string quoted(std::string_view text) {
  return "\"" + std::string{text} + "\"";
}

}  // namespace

std::string unknown_command(std::string_view word) {
  if (word.empty()) return "Type a command; `help` lists them.";
  return "There is no command " + quoted(word) + ". Type `help` for what there is.";
}
std::string expected_command(std::string_view usage) {
  return "Expected: " + std::string{usage} + ".";
}
std::string line_too_long(std::size_t most) {
  return "This line is too long: at most " + std::to_string(most) + " bytes are taken.";
}
std::string nobody_of_that_name(std::string_view name, const Names& here) {
  return "Nobody here is called " + quoted(name) + ". Here: " + list_names(here) + ".";
}
std::string nobody_outside_of_that_name(std::string_view name, const Names& outside) {
  return "Nobody called " + quoted(name) + " waits outside. Waiting: " + list_names(outside) + ".";
}
std::string name_fits_several(std::string_view name, const Names& names) {
  return quoted(name) + " could be " + list_names(names) + ". Type more of the name.";
}
std::string several_of_that_name(const Names& names_and_ids) {
  return "Several have that name: " + list_names(names_and_ids) + ". Type the id instead.";
}
std::string nobody_waits_outside() {
  return "Nobody waits outside.";
}
std::string no_such_phase(std::string_view word, const Names& phases) {
  return "There is no phase " + quoted(word) + ". The phases: " + list_names(phases) + ".";
}
std::string phase_fits_several(std::string_view word, const Names& phases) {
  return quoted(word) + " could be " + list_names(phases) + ". Type more of it.";
}
std::string last_phase() {
  return "No phase comes after this one. Type `advance ended` to end the session.";
}
std::string no_next_told(const Names& phases) {
  return "This server does not say which phase follows. Type `advance PHASE`. The phases: " +
         list_names(phases) + ".";
}
std::string only_leaders_go_on() {
  return "Only leaders can go to another phase.";
}
std::string no_return_planned() {
  return "No return is planned yet, so it cannot be moved by minutes. Name a time: "
         "`return-at 14:45`.";
}
std::string no_such_time() {
  return "The calendar has no such time today.";
}
std::string not_begun() {
  return "The session has not begun, so its minutes do not count yet.";
}
std::string not_in_session_yet() {
  return "You are not in the session just now.";
}
std::string no_camera_here() {
  return "This program sends no picture. Use the web page to show yourself.";
}
std::string microphone_while_private() {
  return "It is not private where you are. Type `private off` first.";
}
std::string microphone_not_now(bool stepped_back) {
  return stepped_back ? "You have stepped back: your microphone stays closed until you are "
                        "invited back."
                      : "In this phase you listen: your microphone stays closed.";
}
std::string hand_while_stepped_back() {
  return "You have stepped back, and need not ask for a turn: listen for now. `signal pause` "
         "reaches the leaders alone.";
}
std::string chat_not_now(bool stepped_back) {
  return stepped_back ? "You have stepped back: nothing needs to be said now. If you need "
                        "something, `signal pause` reaches the leaders alone."
                      : "There is no chat in this phase.";
}
std::string refusal(std::string_view code, std::string_view text) {
  // "/name: expected ...": the place in a message that no person typed, and what the server
  // expected.
  if (!text.starts_with('/')) return std::string{text};
  if (text.starts_with("/name:")) {
    return "This link needs a name of 1 to 64 characters, without line breaks: join again with "
           "--name.";
  }
  if (text.starts_with("/text:")) return "A line is of 1 to 2,000 characters.";
  if (text.starts_with("/at:")) return "The return can be moved to a time in the next 24 hours.";
  return "The server did not understand this (" + std::string{code} +
         "). It is of another version.";
}
std::string not_permitted_now() {
  return "You may not do this now.";
}
std::string too_much_at_once() {
  return "That was too much at once. Try again in a moment.";
}
std::string link_expected() {
  return "LINK: expected http(s)://HOST[:PORT]/#join=TOKEN, as `stepback create` prints it.";
}
std::string help_hint() {
  return "Type `help` for what you can do.";
}

}  // namespace stepback::cli::sentences
