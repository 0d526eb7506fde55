#include "plugin/cli/person/command_line.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {
namespace {

using Parsed = tl::expected<TypedCommand, std::string>;

// A return further away is a typing error: no session lasts a day.
constexpr int kMostMinutes = 24 * 60;

std::optional<int> read_number(std::string_view digits) {
  const bool only_digits =
      !digits.empty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!only_digits) return std::nullopt;
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<int> read_minutes(std::string_view digits) {
  const auto minutes = read_number(digits);
  return minutes && *minutes <= kMostMinutes ? minutes : std::nullopt;
}

std::optional<bool> read_switch(std::string_view word, std::string_view on, std::string_view off) {
  const std::string folded = fold_case(word);
  if (folded == on) return true;
  if (folded == off) return false;
  return std::nullopt;
}

std::optional<TypedCommand> read_return(std::string_view when) {
  if (when.empty()) return std::nullopt;
  if (when.front() == '+' || when.front() == '-') {
    const auto minutes = read_minutes(when.substr(1));
    if (!minutes || *minutes == 0) return std::nullopt;
    return typed::ReturnBy{when.front() == '-' ? -*minutes : *minutes};
  }
  const std::string_view bare = when.starts_with("at ") ? trim(when.substr(3)) : when;
  if (const auto minute = read_minutes(bare)) return typed::ReturnAtMinute{*minute};
  const auto colon = when.find(':');
  if (colon == std::string_view::npos || when.size() - colon != 3) return std::nullopt;
  const auto hour = read_number(when.substr(0, colon));
  const auto minute = read_number(when.substr(colon + 1));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return typed::ReturnAtTime{*hour, *minute};
}

std::optional<stepback_signal_kind> read_signal(std::string_view word) {
  const std::string folded = fold_case(word);
  if (folded == "pause") return STEPBACK_SIGNAL_PAUSE;
  if (folded == "help") return STEPBACK_SIGNAL_HELP;
  if (folded == "tech") return STEPBACK_SIGNAL_TECH;
  if (folded == "comeback") return STEPBACK_SIGNAL_COME_BACK;
  return std::nullopt;
}

// --- One function for each shape of command: reads the text after the word -----------------------

template <typename T>
std::optional<TypedCommand> alone(std::string_view rest) {
  if (!rest.empty()) return std::nullopt;
  return T{};
}

template <typename T>
std::optional<TypedCommand> with_text(std::string_view rest) {
  if (rest.empty()) return std::nullopt;
  return T{std::string{rest}};
}

template <typename T>
std::optional<TypedCommand> with_switch(std::string_view rest) {
  const auto on = read_switch(rest, "on", "off");
  if (!on) return std::nullopt;
  return T{*on};
}

std::optional<TypedCommand> hand(std::string_view rest) {
  const auto up = read_switch(rest, "up", "down");
  if (!up) return std::nullopt;
  return typed::Hand{*up};
}

std::optional<TypedCommand> admit(std::string_view rest) {
  if (rest.empty()) return std::nullopt;
  return typed::Admit{fold_case(rest) == "all" ? std::string{} : std::string{rest}};
}

std::optional<TypedCommand> signal(std::string_view rest) {
  if (fold_case(rest) == "off") return typed::SignalOff{};
  const auto kind = read_signal(rest);
  if (!kind) return std::nullopt;
  return typed::Signal{*kind};
}

template <typename T>
std::optional<TypedCommand> about_signals(std::string_view rest) {
  if (rest.empty()) return std::nullopt;
  return T{fold_case(rest) == "all" ? std::string{} : std::string{rest}};
}

// The camera gets the same answer whatever follows the word.
std::optional<TypedCommand> camera(std::string_view) {
  return typed::Camera{};
}

struct Entry {
  std::string_view word;
  std::optional<TypedCommand> (*read)(std::string_view rest);
  std::string_view usage;
};

constexpr std::array kCommands{
    Entry{"help", alone<typed::Help>, "help"},
    Entry{"who", alone<typed::Who>, "who"},
    Entry{"appoint", with_text<typed::Appoint>, "appoint NAME"},
    Entry{"advance", with_text<typed::Advance>, "advance PHASE"},
    Entry{"next", alone<typed::Next>, "next"},
    Entry{
        "return-at", read_return,
        "return-at 14:45, return-at +5, return-at -5 or return-at 45 (minutes from the beginning)"},
    Entry{"admit", admit, "admit NAME, admit NAME as NAME, admit NAME new or admit all"},
    Entry{"way-back", with_text<typed::WayBack>, "way-back NAME"},
    Entry{"remove", with_text<typed::Remove>, "remove NAME or remove NAME close-link"},
    Entry{"lock", with_switch<typed::Lock>, "lock on or lock off"},
    Entry{"mute", with_text<typed::Mute>, "mute NAME"},
    Entry{"handover", with_text<typed::Handover>, "handover NAME"},
    Entry{"lead", alone<typed::TakeLead>, "lead"},
    Entry{"mic", with_switch<typed::Microphone>, "mic on or mic off"},
    Entry{"camera", camera, "camera"},
    Entry{"hand", hand, "hand up or hand down"},
    Entry{"say", with_text<typed::Say>, "say TEXT"},
    Entry{"signal", signal,
          "signal pause, signal help, signal tech, signal comeback or signal off"},
    Entry{"seen", about_signals<typed::SignalsSeen>, "seen NAME or seen all"},
    Entry{"done", about_signals<typed::SignalsDone>, "done NAME or done all"},
    Entry{"private", with_switch<typed::Private>, "private on or private off"},
    Entry{"leave", alone<typed::Leave>, "leave"},
    Entry{"quit", alone<typed::Leave>, "quit"},
};

}  // namespace

Parsed parse_command(std::string_view line) {
  const std::string_view whole = trim(line);
  const auto space = whole.find_first_of(" \t");
  const std::string_view word = whole.substr(0, space);
  const std::string_view rest =
      space == std::string_view::npos ? std::string_view{} : trim(whole.substr(space));

  const auto* const entry = std::ranges::find(kCommands, fold_case(word), &Entry::word);
  if (entry == kCommands.end()) return tl::unexpected{sentences::unknown_command(word)};
  auto command = entry->read(rest);
  if (!command) return tl::unexpected{sentences::expected_command(entry->usage)};
  return *std::move(command);
}

}  // namespace stepback::cli
