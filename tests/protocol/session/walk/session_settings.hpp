#pragma once

// The people of the walk, the moves of each, and the moves that the walk follows.

#include <string_view>

#include "tests/protocol/session/walk/session_walk.hpp"

namespace stepback::protocol::test {

inline constexpr std::string_view kFirstLeader = "fay";    ///< facilitator
inline constexpr std::string_view kSecondLeader = "cole";  ///< co-facilitator
inline constexpr std::string_view kFirstMember = "ada";    ///< named by a token
inline constexpr std::string_view kSecondMember = "ben";   ///< came by the shared link
inline constexpr std::string_view kObserver = "oli";       ///< named by a token
/// An id that the session knows only from commands.
inline constexpr std::string_view kStranger = "eve";

// In each setting everyone, the stranger included, tries every command on everyone in every state:
// coming (for the first time, again, from a second device, under another name with a token that
// claims a facilitator's role), dropping, leaving, microphone and camera, admit, remove, lock,
// appoint, advance to every phase, schedule the return, mute, hand over, take the lead, the clock's
// ticks, the coordinator's end. Each answer is judged. A setting may leave out where some of these
// steps *lead*: they are judged, but the walk does not go on from them. Nothing is lost by that:
//   - devices: a rule reads and writes the microphone and camera of one person at a time.
//     They are followed for one member, presenter or not, and the routes of everyone are judged
//     with all devices open (session_invariants_state.cpp);
//   - the lock is read only when somebody comes, where door_setting() follows it;
//   - presence: a rule reads somebody else's only to ask whether a leader is connected, whether
//     the presenter is connected, has left or was removed, whether an identity is away as which a
//     waiting member may be recognised, and how many chairs are taken (five people never take
//     sixteen; session_entry_test.cpp does). If one setting does not follow a way of going for
//     someone, it is followed for another in the same seat, or in another setting;
//   - hands, how well people hear and if their connections answer are beside the session. Every
//     state is judged with all of them set (session_invariants_live.cpp).
// Time goes on in steps of kClockStep. Tests of the millisecond before a deadline and of the
// deadline itself are in session_leaderless_test.cpp and session_return_test.cpp.

/// A leader ends every phase. Followed: the leaders present, cut off and gone; the first member in
/// every presence, with open microphone and camera; the second member from the lobby until they
/// leave or are removed; the observer; a return point that was set.
Setting leaders_setting();
/// The clock ends the discussion, at a mark that a late start moves; a hold stops that clock.
/// Followed: return points near and far; leaders cut off; the first member in every presence; the
/// second from the lobby to the circle.
Setting clock_setting();
/// Leaders see the presenter who has stepped back. Followed: the first member's microphone and
/// camera; that member in every presence, the second and the leaders in most.
Setting seen_setting();
/// All ways of coming and going for all five, the lock, the lobby, handing over, closing and
/// debrief. Not followed: the presenter and the devices, which the other settings follow.
Setting door_setting();
/// Peers lead each other. Followed: each leader as the presenter, the first member too; the leaders
/// in every presence, and removed; the facilitator's seat in every hand, and free. Not followed:
/// the observer, and all devices.
Setting peers_setting();

}  // namespace stepback::protocol::test
