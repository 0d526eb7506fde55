#include "plugin/cli/words/sentences.hpp"

#include "plugin/cli/words/time_words.hpp"

namespace stepback::cli::sentences {
namespace {

std::string planned_end(const stepback_state& state, Instant now) {
  if (state.phase_until == 0) return {};
  return " Planned until " + time_of_day(state.phase_until) + ", " +
         distance_in_words(state.phase_until - clock_of(state, now)) + ".";
}

}  // namespace

std::string list_names(const Names& names) {
  if (names.empty()) return "nobody";
  std::string list = names.front();
  for (std::size_t i = 1; i < names.size(); ++i) {
    list += (i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  return list;
}

std::string signal_sent() {
  return "Sent to the leaders.";
}
std::string signal_waits() {
  return "No leader is connected. Whoever leads next will see it.";
}
std::string come_back_not_now() {
  return "Only a presenter who has stepped back asks to come back in.";
}
std::string only_leaders_see_signals() {
  return "Only leaders see the signals of others. `signal off` takes your own back.";
}
std::string no_signal_of_that_name() {
  return "There is no such open signal.";
}
std::string private_on() {
  return "Nobody hears you and nothing is played. Type `private off` when you are alone.";
}
std::string microphone_closed_of(const std::string& name) {
  return name + "'s microphone is closed. Only " + name + " can open it again.";
}

std::string connecting() {
  return "Connecting.";
}
std::string connection_lost() {
  return "The connection is lost. Your seat is kept, and coming back is being tried.";
}
std::string server_away() {
  return "The server does not answer. It is being tried again.";
}
std::string back_again() {
  return "You are connected again.";
}
std::string you_do_not_answer() {
  return "Your connection does not answer. You may not be heard.";
}
std::string you_answer_again() {
  return "Your connection answers again.";
}
std::string never_in() {
  return "You left before you were in the session.";
}
std::string you_left() {
  return "You have left the session.";
}
std::string ended(std::string_view code, std::string_view text) {
  if (code == "sessionEnded") return session_over();
  if (code == "superseded") {
    return "You have joined from somewhere else, so this connection is closed.";
  }
  if (code == "removed") return "A leader has sent you out of the session.";
  if (code == "certificateNotTrusted") {
    return "The server's certificate is not trusted. If it is your own, give --ca-file.";
  }
  if (code == "certificateExpired") {
    return "The server's certificate has expired. Whoever runs the server has to renew it.";
  }
  if (code == "certificateNotYetValid") {
    return "The server's certificate is not valid yet. Check the clock of this machine.";
  }
  if (code == "certificateWrongName") {
    return "The server's certificate is for another name than the one in the link.";
  }
  if (code == "outdated") {
    return "This program is too old for the server. Install a newer one, then join again.";
  }
  if (!text.empty()) return refusal(code, text);
  return "The connection has ended (" + std::string{code.empty() ? "no reason given" : code} + ").";
}
std::string given_up(std::int64_t seconds) {
  return "The server could not be reached for " + std::to_string(seconds) +
         (seconds == 1 ? " second" : " seconds") +
         ". Check the link and the network, then join again.";
}

std::string you_wait_outside(const Names& leaders) {
  if (leaders.empty()) return "You wait outside until a leader comes and lets you in.";
  return "You wait outside until you are let in. Leading: " + list_names(leaders) + ".";
}
std::string you_are_in(const stepback_state& state) {
  const stepback_participant* me = self(state);
  const std::string seat{me == nullptr ? "member" : seat_title(me->seat)};
  const std::string name = me == nullptr ? std::string{} : std::string{" as "} + me->name;
  return std::string{"You are in \""} + state.title + "\"" + name + ", " + seat + ".";
}
std::string you_were_let_in() {
  return "You have been let in.";
}
std::string came(const stepback_participant& who) {
  if (who.seat == STEPBACK_SEAT_OBSERVER) return std::string{who.name} + " is here as an observer.";
  if (is_leader(who))
    return std::string{who.name} + " is here, " + std::string{role_title(who.role)} + ".";
  return std::string{who.name} + " is here.";
}
std::string left(const std::string& name) {
  return name + " has left.";
}
std::string not_connected(const stepback_participant& who) {
  if (is_stepped_back(who)) {
    return std::string{who.name} + " is not connected and hears nothing.";
  }
  return std::string{who.name} + " is not connected. The seat is kept.";
}
std::string does_not_answer(const std::string& name) {
  return "The connection of " + name + " does not answer now.";
}
std::string answers_again(const std::string& name) {
  return "The connection of " + name + " answers again.";
}
std::string is_back(const stepback_participant& who) {
  return std::string{who.name} +
         (is_stepped_back(who) ? " is back, still stepped back." : " is back.");
}
std::string let_in(const std::string& name) {
  return name + " has been let in.";
}
std::string renamed(const std::string& before, const std::string& now) {
  return before + " is now called " + now + ".";
}
std::string hand_raised(const std::string& name) {
  return name + " raises a hand.";
}
std::string your_hand(bool up) {
  return up ? "Your hand is up." : "Your hand is down.";
}
std::string locked(bool on) {
  return on ? "The session is locked: newcomers stay out." : "The session is open to newcomers.";
}

std::string begun() {
  return "The session has begun.";
}
std::string phase_entered(const stepback_state& state, Instant now) {
  return std::string{state.phase_title} + "." + planned_end(state, now);
}
std::string case_begins(const stepback_state& state) {
  return "Case " + std::to_string(state.case_number) +
         (state.cases >= state.case_number ? " of " + std::to_string(state.cases) : "") +
         " begins.";
}
std::string appointed(const std::string& name) {
  return name + " presents this case.";
}
std::string you_are_appointed() {
  return "You present this case.";
}
std::string leads(const std::string& name) {
  return name + " leads now.";
}
std::string you_lead() {
  return "You lead now.";
}
std::string lead_to_take(const stepback_participant* holder) {
  return (holder == nullptr ? std::string{"The facilitator's seat is free."}
                            : std::string{holder->name} + " is away.") +
         " Type `lead` to take the lead.";
}
std::string invited_back(const std::string& name) {
  return name + " is invited back.";
}
std::string you_are_invited_back() {
  return "You are invited back. Type `mic on` when you are ready.";
}
std::string return_planned(const stepback_state& state, Instant now) {
  return "Return planned for " + time_of_day(state.return_at) + ", " +
         distance_in_words(state.return_at - clock_of(state, now)) + ".";
}
std::string return_moved_late_start(const stepback_state& state, Instant now) {
  const std::string from = state.return_moved_from == 0
                               ? std::string{}
                               : " from " + time_of_day(state.return_moved_from);
  return "The step back began late, so the return was moved" + from + ". " +
         return_planned(state, now);
}
std::string return_moved_by_hold(const stepback_state& state, Instant now) {
  const auto stood = (state.return_at - state.return_moved_from + kMinuteMs / 2) / kMinuteMs;
  const std::string time = stood < 1    ? "less than a minute"
                           : stood == 1 ? "1 minute"
                                        : std::to_string(stood) + " minutes";
  return "The session stood still for " + time + ". " + return_planned(state, now);
}
std::string held() {
  return "No leader is connected. The clock stands still until one is back; nobody's rights "
         "change.";
}
std::string resumed() {
  return "A leader is here again. The clock goes on.";
}
std::string session_over() {
  return "The session has ended.";
}

std::string you_listen_now() {
  return "You listen in this phase: your microphone is closed.";
}
std::string you_may_speak_again() {
  return "You may speak. Type `mic on` when you want to.";
}
std::string microphone_open() {
  return "Your microphone is open.";
}
std::string microphone_closed() {
  return "Your microphone is closed.";
}
std::string microphone_closed_by_leader() {
  return "A leader has closed your microphone. Type `mic on` when you want to open it again.";
}
std::string microphone_closed_by_reconnect() {
  return "Your microphone is closed since the connection was lost. Type `mic on` to open it.";
}

std::string chat(const std::string& from, std::string_view text) {
  return from + ": " + std::string{text};
}
std::string signal(const std::string& from, stepback_signal_kind kind) {
  const std::string to_leaders = "To the leaders alone: " + from;
  switch (kind) {
    case STEPBACK_SIGNAL_PAUSE:
      return to_leaders + " asks for a pause.";
    case STEPBACK_SIGNAL_HELP:
      return to_leaders + " asks you to get in touch.";
    case STEPBACK_SIGNAL_COME_BACK:
      return to_leaders + " would like to come back in.";
    case STEPBACK_SIGNAL_TECH:
      break;
  }
  return to_leaders + " says that something does not work.";
}
std::string somebody_who_left() {
  return "Somebody who has left";
}
std::string signal_unseen() {
  return "No leader has seen it yet. It stays with them.";
}
std::string signal_seen(const std::string& leader) {
  return leader + " has seen it.";
}
std::string signal_done() {
  return "Dealt with.";
}

std::string no_sound_device() {
  return "There is no sound device to play on. Use --headless to take part without one.";
}
std::string without_sound_device() {
  return "There is no sound device here: you take part without sound.";
}
std::string no_microphone_device() {
  return "There is no microphone here: you can listen, and --play can speak for you.";
}
std::string recording(const std::string& file) {
  return "What you hear is recorded to " + file + ". Everyone must have agreed to that.";
}
std::string recording_gaps(std::uint64_t frames) {
  return "The recording has gaps: " + std::to_string(frames) +
         " samples could not be written in time.";
}

}  // namespace stepback::cli::sentences
