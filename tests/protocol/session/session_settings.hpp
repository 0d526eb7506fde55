#pragma once

// The people of the walk, what each of them can do, and what is followed.

#include <string_view>

#include "tests/protocol/session/session_walk.hpp"

namespace stepback::protocol::test {

inline constexpr std::string_view kFirstLeader = "fay";    ///< facilitator
inline constexpr std::string_view kSecondLeader = "cole";  ///< co-facilitator
inline constexpr std::string_view kFirstMember = "ada";    ///< named by a token
inline constexpr std::string_view kSecondMember = "ben";   ///< came by the shared link
inline constexpr std::string_view kObserver = "oli";       ///< named by a token
/// An id that the session never hears of but in commands.
inline constexpr std::string_view kStranger = "eve";

// In each setting everyone, the stranger included, tries every command on everyone in every state:
// coming (for the first time, again, from a second device, under another name with a token that
// claims a facilitator's role), dropping, leaving, microphone and camera, hand, admit, remove,
// lock, appoint, advance to every phase, schedule the return, mute, hand over, the clock's ticks,
// the coordinator's end; and each answer is judged. What a setting leaves out is where some of
// these steps *lead*: they are judged and not walked on from. Why that loses nothing:
//   - devices: a rule reads and writes the microphone, camera and hand of one person at a time.
//     They are followed for one member, presenter or not, and the routes of everyone are judged
//     with all devices open (session_invariants_state.cpp);
//   - the lock is read at the door alone, where door_setting() follows it;
//   - presence: a rule reads somebody else's only to ask whether a leader is connected, whether
//     the presenter has left or was removed, and how many chairs are taken (five people never take
//     sixteen: session_door_test.cpp does). A way of going that one setting does not follow for
//     someone is followed for another in the same seat, or in another setting;
//   - how well the presenter hears is shown, and read by no rule.
// Time goes on in steps of kClockStep; what happens a millisecond before and at a deadline is in
// session_leaderless_test.cpp and session_return_test.cpp.

/// Every phase ended by a leader. Followed: the leaders there, cut off and gone, the lead handed
/// over; the first member in every presence, with open microphone and camera; the second member
/// from the lobby until they leave or are removed; the observer; a return point that was set.
Setting leaders_setting();
/// The discussion ended by the clock, at a mark that a late start moves; the hold that stops that
/// clock. Followed: return points near and far; leaders cut off; the first member in every
/// presence; the second from the lobby to the circle.
Setting clock_setting();
/// Leaders see the presenter who has stepped back. Followed: the first member's microphone,
/// camera and hand; that member in every presence, the second and the leaders in most.
Setting seen_setting();
/// Coming and going: all ways for all five, the lock, the lobby, handing over; closing and debrief.
/// Left out: the presenter and the devices, which the other settings follow.
Setting door_setting();

}  // namespace stepback::protocol::test
