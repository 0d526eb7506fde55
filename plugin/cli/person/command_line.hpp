#pragma once

// What a person types, one command a line, as values. Pure: names and phases are still the words
// that were typed; roster.hpp and phase_choice.hpp find whom and what they mean.

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
/// To the next phase in the template's order.
struct Next {};
/// To a time of day by local clocks.
struct ReturnAtTime {
  int hour = 0;
  int minute = 0;
};
/// By so many minutes, earlier if negative.
struct ReturnBy {
  int minutes = 0;
};
/// To so many minutes after the session's beginning.
struct ReturnAtMinute {
  int minute = 0;
};
/// An empty name: all who wait.
struct Admit {
  std::string name;
};
struct Remove {
  std::string name;
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
/// "Not private now": someone else may be listening where this person sits.
struct Private {
  bool on = false;
};
struct Leave {};
}  // namespace typed

using Command = std::variant<typed::Help, typed::Who, typed::Appoint, typed::Advance, typed::Next,
                             typed::ReturnAtTime, typed::ReturnBy, typed::ReturnAtMinute,
                             typed::Admit, typed::Remove, typed::Lock, typed::Mute, typed::Handover,
                             typed::Microphone, typed::Camera, typed::Hand, typed::Say,
                             typed::Signal, typed::Private, typed::Leave>;

/// The command of a line, or a sentence that says what was expected. Command words are taken
/// whatever their case; a blank line is not a command and gives a sentence too.
tl::expected<Command, std::string> parse_command(std::string_view line);

}  // namespace stepback::cli
