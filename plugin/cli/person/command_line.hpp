#pragma once

// Typed commands as values, one in each line. Pure. Names and phases are still words here;
// roster.hpp and phase_choice.hpp find the person or the phase.

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>

#include <stepback.h>

namespace stepback::cli {

namespace typed {
struct Help {};
struct Who {};
struct Appoint {
  std::string name;
};
struct Advance {
  std::string phase;
};
/// Goes to the next phase in the template's order.
struct Next {};
/// Moves the return to a time of day in local time.
struct ReturnAtTime {
  int hour = 0;
  int minute = 0;
};
/// Moves the return by so many minutes; earlier if negative.
struct ReturnBy {
  int minutes = 0;
};
/// Moves the return to so many minutes after the session began.
struct ReturnAtMinute {
  int minute = 0;
};
/// NAME, NAME as NAME, or NAME new (admission.hpp finds the people). Empty for everybody who waits.
struct Admit {
  std::string words;
};
struct WayBack {
  std::string name;
};
/// NAME or NAME close-link (removal.hpp finds the person).
struct Remove {
  std::string words;
};
struct Lock {
  bool on = false;
};
struct Mute {
  std::string name;
};
struct Handover {
  std::string name;
};
struct TakeLead {};
struct Microphone {
  bool on = false;
};
struct Camera {};
struct Hand {
  bool up = false;
};
struct Say {
  std::string text;
};
struct Signal {
  stepback_signal_kind kind = STEPBACK_SIGNAL_PAUSE;
};
/// Takes the person's own signals back.
struct SignalOff {};
/// For leaders: the signals of this person, or of everybody if the name is empty.
struct SignalsSeen {
  std::string name;
};
struct SignalsDone {
  std::string name;
};
/// "Not private now": other people may be listening where this person sits.
struct Private {
  bool on = false;
};
struct Leave {};
}  // namespace typed

using TypedCommand =
    std::variant<typed::Help, typed::Who, typed::Appoint, typed::Advance, typed::Next,
                 typed::ReturnAtTime, typed::ReturnBy, typed::ReturnAtMinute, typed::Admit,
                 typed::WayBack, typed::Remove, typed::Lock, typed::Mute, typed::Handover,
                 typed::TakeLead, typed::Microphone, typed::Camera, typed::Hand, typed::Say,
                 typed::Signal, typed::SignalOff, typed::SignalsSeen, typed::SignalsDone,
                 typed::Private, typed::Leave>;

/// Reads the command in a line, in upper or lower case. Returns a sentence about what was expected
/// if there is none, also for a blank line.
tl::expected<TypedCommand, std::string> parse_command(std::string_view line);

}  // namespace stepback::cli
