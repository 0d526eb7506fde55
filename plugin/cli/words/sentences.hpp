#pragma once

// Every sentence that this host shows to a person, in one place: calm, whole sentences. Names are
// as the server gives them; the caller makes them safe to show (printable() in text.hpp).

#include <stepback.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/cli/model/session_state.hpp"
#include "plugin/cli/words/circumstances.hpp"

namespace stepback::cli::sentences {

using Names = std::vector<std::string>;

/// "Amina, Farid and Jonas"; "nobody" for an empty list.
std::string list_names(const Names& names);

// Answers to typed lines.
std::string unknown_command(std::string_view word);
std::string expected_command(std::string_view usage);
std::string line_too_long(std::size_t most);
std::string nobody_of_that_name(std::string_view name, const Names& here);
std::string nobody_outside_of_that_name(std::string_view name, const Names& outside);
std::string name_fits_several(std::string_view name, const Names& names);
std::string several_of_that_name(const Names& names_and_ids);
std::string nobody_waits_outside();
std::string nobody_away_of_that_name(std::string_view name, const Names& away);
std::string could_mean_several(std::string_view words, const Names& names_and_ids);
/// The warnings of the server about this person's name or network, each behind a space; empty if
/// there is none.
std::string known_of(const stepback_participant& who);
std::string removal_could_mean_several(std::string_view words, const Names& names_and_ids);
std::string say_who_this_is();
/// `why`, and the question of each person who cannot be admitted without an answer.
std::string who_is_this(std::string_view why, const stepback_state& state);
std::string no_such_phase(std::string_view word, const Names& phases);
std::string phase_fits_several(std::string_view word, const Names& phases);
std::string last_phase();
std::string no_next_told(const Names& phases);
std::string only_leaders_go_on();
std::string no_return_planned();
std::string no_such_time();
std::string not_begun();
std::string not_in_session_yet();
std::string no_camera_here();
std::string microphone_while_private();
std::string microphone_not_now(bool stepped_back);
std::string hand_while_stepped_back();
std::string chat_not_now(bool stepped_back);
/// A refusal of the server, in this program's words if the server's are about the wire.
std::string refusal(std::string_view code, std::string_view text);
std::string not_permitted_now();
std::string too_much_at_once();
std::string help_hint();

std::string link_expected();

// Results of typed commands that no change of state shows.
std::string signal_sent();
std::string signal_waits();
std::string come_back_not_now();
std::string only_leaders_see_signals();
std::string no_signal_of_that_name();
std::string private_on();
/// `state` is the last state, or nullptr outside the session.
std::string private_off(const stepback_state* state, Sink sink);
std::string microphone_closed_of(const std::string& name);

// The connection.
std::string connecting();
std::string connection_lost();
std::string server_away();
std::string back_again();
std::string you_do_not_answer();
std::string you_answer_again();
std::string you_left();
std::string never_in();
std::string ended(std::string_view code, std::string_view text);
std::string given_up(std::int64_t seconds);

// Entering, and the people.
std::string you_wait_outside(const Names& leaders);
std::string you_are_in(const stepback_state& state);
std::string you_were_let_in();
std::string came(const stepback_participant& who);
std::string left(const std::string& name);
std::string not_connected(const stepback_participant& who);
std::string is_back(const stepback_participant& who);
std::string does_not_answer(const std::string& name);
std::string answers_again(const std::string& name);
/// The link by which a person came, for leaders.
std::string came_by(const stepback_participant& who);
/// For leaders: somebody waits, and the commands that answer, with the question whether it is
/// somebody who is away.
std::string waits_outside(const stepback_state& state, const stepback_participant& who);
std::string let_in(const std::string& name);
std::string you_are_recognised();
std::string renamed(const std::string& before, const std::string& now);
std::string hand_raised(const std::string& name);
std::string your_hand(bool up);
/// A person's device has begun, or ended, to record what it hears.
std::string records(const std::string& name, bool on);
std::string you_record(bool on);
std::string locked(bool on);

// Before a link that brings a person back to their chair.
std::string your_way_back();
std::string way_back_of(const std::string& name);

// The session's course.
std::string begun();
std::string phase_entered(const stepback_state& state, Instant now);
std::string case_begins(const stepback_state& state);
std::string appointed(const std::string& name);
std::string you_are_appointed();
std::string leads(const std::string& name);
std::string you_lead();
/// To a leader who may take the lead. `holder` is in the facilitator's seat; null if it is free.
std::string lead_to_take(const stepback_participant* holder);
/// `seen`: the camera is open all the same, as some templates allow.
std::string stepped_back(const std::string& name, bool seen);
std::string you_stepped_back(bool may_be_seen);
/// To a presenter who has stepped back.
std::string what_you_hear(const stepback_state& state, const Circumstances& circumstances);
std::string invited_back(const std::string& name);
std::string you_are_invited_back();
std::string return_planned(const stepback_state& state, Instant now);
std::string return_moved_late_start(const stepback_state& state, Instant now);
std::string return_moved_by_hold(const stepback_state& state, Instant now);
std::string held();
std::string resumed();
std::string session_over();
/// A phase for leaders only has begun.
std::string group_has_gone();
/// How well the stepped-back presenter, who is connected, hears.
std::string hears(const std::string& name, stepback_hearing hearing);
/// It was known how well the stepped-back presenter hears, and is not known any more.
std::string hearing_not_said(const std::string& name);

// Changes that are in force and not kept yet, and the server's troubles.
/// Empty for no trouble.
std::string trouble(stepback_trouble trouble);
std::string no_trouble_any_more();
std::string not_kept_yet(const stepback_state& state, const stepback_pending_change& change);
/// The remark of a typed command that is done, and that it is not kept yet.
std::string done_not_kept(const std::string& remark);
std::string phase_lost();
std::string change_lost();

// Your own microphone and rights.
std::string you_listen_now();
std::string you_may_speak_again();
std::string microphone_open();
std::string microphone_closed();
std::string microphone_closed_by_leader();
std::string microphone_closed_by_reconnect();

// Chat and signals from others.
std::string chat(const std::string& from, std::string_view text);
std::string signal(const std::string& from, stepback_signal_kind kind);
std::string somebody_who_left();

// Your own signals.
std::string signal_unseen();
std::string signal_seen(const std::string& leader);
std::string signal_done();

// Sound.
std::string no_sound_device();
std::string without_sound_device();
std::string no_microphone_device();
std::string recording(const std::string& file);
std::string recording_gaps(std::uint64_t frames);

// A rehearsal.
std::string rehearse_as();
std::string rehearse_links(bool presents, std::size_t most);
std::string rehearsal_begins(const Names& names, bool presents);
std::string rehearsal_over();
std::string rehearsal_stopped();

/// Words for roles and seats, such as "co-facilitator".
std::string_view seat_title(stepback_seat seat);
std::string_view role_title(stepback_role role);

/// The commands that can be typed, one on each line; commands of leaders only if `leader`.
std::vector<std::string> help(bool leader);
/// The people who are here, one on each line.
std::vector<std::string> who(const stepback_state& state);

}  // namespace stepback::cli::sentences
