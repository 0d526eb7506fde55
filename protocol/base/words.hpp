#pragma once

// The closed vocabularies of the protocol: each enum, with the word for each value on the wire, in
// templates, in logs and in metrics. A word that is not in the list has no value; there is no
// default.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/base/text.hpp"

namespace stepback::protocol {

/// A person's lasting role in the group.
enum class Role { facilitator, coFacilitator, member, observer };

/// A person's seat in the present case.
enum class Seat { facilitator, coFacilitator, presenter, member, observer };

/// A person's place. People in the lobby hear nothing; people in the observer channel hear and are
/// silent.
enum class Channel { lobby, circle, observer };

/// The two kinds of media packet.
enum class Media { audio, video };

/// The people who see the picture of a stepped-back presenter. Everybody sees their empty chair.
enum class SeenBy { nobody, leaders, everyone };

/// The cause of a phase's end: a leader's `advance`, or its planned end.
enum class EndsBy { leader, clock };

/// The kinds of the private signal to the leaders: the person needs a pause, needs help, has a
/// fault of sound or picture, or, as a stepped-back presenter, would like to come back in.
enum class SignalKind { pause, help, tech, comeBack };

/// How well a stepped-back presenter receives the circle.
enum class Hearing { ok, poor, none };

/// The effect of the next step, which a leader's button tells.
enum class Does {
  begin,      ///< the session begins
  hear,       ///< a case is presented
  hearNext,   ///< another case is presented
  questions,  ///< the phase named `clarification`
  stepBack,   ///< the presenter steps back
  invite,     ///< the presenter is invited back
  close,      ///< the closing
  debrief,    ///< the group goes, and the leaders stay
  end,        ///< the session ends
  other,      ///< a phase described only by its title
};

/// A step that cannot be undone: leaders are asked before they take it.
enum class Sure { debrief, end };

/// The meaning of naming a presenter now: the first of this case, another one in this case, or the
/// one of the next case.
enum class Appoints { first, other, next };

/// Why the return point moved: a leader moved it, the step back began late, or the clock stood
/// still while nobody led.
enum class WhyMoved { leader, lateStart, hold };

/// The kind of link by which a person came: one of their own, or one that everybody of a role
/// shares.
enum class CameBy { own, shared };

/// An act that a leader may do to one person now. A client offers these and no others.
enum class LeaderAct { admit, appoint, mute, remove, handover, wayBack };

/// Why a request was refused or a connection ended. The wire carries these words.
enum class Code {
  badMessage,
  unknownType,
  badToken,
  notJoined,
  notPermitted,
  wrongPhase,
  noPresenter,
  unknownSession,
  unknownParticipant,
  sessionFull,
  sessionLocked,
  sessionEnded,
  rateLimited,
  tooLarge,
  superseded,
  removed,
  restarting,
  whoIsThis,  ///< a leader has to say first whether this person is somebody who is away
  notKept,    ///< the server cannot keep changes now
};

/// The words of an enum, in the order of its values.
template <typename Enum>
inline constexpr auto words_of = nullptr;

template <>
inline constexpr std::array<std::string_view, 4> words_of<Role>{"facilitator", "coFacilitator",
                                                                "member", "observer"};
template <>
inline constexpr std::array<std::string_view, 5> words_of<Seat>{"facilitator", "coFacilitator",
                                                                "presenter", "member", "observer"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<Channel>{"lobby", "circle", "observer"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<Media>{"audio", "video"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<SeenBy>{"nobody", "leaders", "everyone"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<EndsBy>{"leader", "clock"};
template <>
inline constexpr std::array<std::string_view, 4> words_of<SignalKind>{"pause", "help", "tech",
                                                                      "comeBack"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<Hearing>{"ok", "poor", "none"};
template <>
inline constexpr std::array<std::string_view, 10> words_of<Does>{
    "begin",  "hear",  "hearNext", "questions", "stepBack",
    "invite", "close", "debrief",  "end",       "other"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<Sure>{"debrief", "end"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<Appoints>{"first", "other", "next"};
template <>
inline constexpr std::array<std::string_view, 3> words_of<WhyMoved>{"leader", "lateStart", "hold"};
template <>
inline constexpr std::array<std::string_view, 2> words_of<CameBy>{"own", "shared"};
template <>
inline constexpr std::array<std::string_view, 6> words_of<LeaderAct>{
    "admit", "appoint", "mute", "remove", "handover", "wayBack"};
template <>
inline constexpr std::array<std::string_view, 19> words_of<Code>{
    "badMessage",         "unknownType", "badToken",      "notJoined",
    "notPermitted",       "wrongPhase",  "noPresenter",   "unknownSession",
    "unknownParticipant", "sessionFull", "sessionLocked", "sessionEnded",
    "rateLimited",        "tooLarge",    "superseded",    "removed",
    "restarting",         "whoIsThis",   "notKept"};

/// The word for a value.
template <typename Enum>
constexpr std::string_view to_word(Enum value) {
  return words_of<Enum>[static_cast<std::size_t>(value)];
}

/// The value for a word, or nothing if the word is not in the list.
template <typename Enum>
constexpr std::optional<Enum> from_word(std::string_view word) {
  const auto& words = words_of<Enum>;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// All words of an enum, for a sentence about what was expected: "a, b or c".
template <typename Enum>
std::string list_words() {
  return join_words(words_of<Enum>, " or ");
}

}  // namespace stepback::protocol
