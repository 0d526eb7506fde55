#pragma once

// The server's log: one JSON object a line on standard error (time in UTC, level, event, fields).
// Nothing that a peer wrote can get into it by mistake: names of events and fields, and words as
// values, are literals of the source or words of the protocol's closed lists; everything else is a
// number, or a sentence about the deployer's own files. No token, name, title, word of a talk,
// path, query or identifier of a session is ever logged. Any thread.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "protocol/base/words.hpp"

namespace stepback::signalling::log {

enum class Level { trace, debug, info, warn, error, off };

/// A word that the source knows: an identifier-like literal, checked when it is compiled.
class Word {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): made to be written as a literal.
  consteval Word(const char* literal) : text_(literal) {
    for (const char c : text_) {
      const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!fine) throw "a word of the log is made of letters and digits";
    }
  }
  /// The word of one of the closed lists (protocol::words_of).
  template <typename Enum>
  static constexpr Word of(Enum value) {
    return Word(protocol::to_word(value), 0);
  }
  constexpr std::string_view text() const { return text_; }

 private:
  constexpr Word(std::string_view text, int /*not a literal*/) : text_(text) {}
  std::string_view text_;
};

/// A sentence about what the deployer gave this server, its files and options, as it would be told
/// at the start. Not for anything that a peer has a hand in.
struct Sentence {
  std::string text;
};

struct Field {
  Word key;
  std::variant<bool, std::int64_t, double, Word, Sentence> value;

  template <std::same_as<bool> T>  // so that no pointer becomes one
  constexpr Field(Word name, T on) : key(name), value(on) {}
  constexpr Field(Word name, double number) : key(name), value(number) {}
  constexpr Field(Word name, Word word) : key(name), value(word) {}
  Field(Word name, Sentence sentence) : key(name), value(std::move(sentence)) {}
  consteval Field(Word name, const char* literal) : key(name), value(Word(literal)) {}
  template <std::integral T>
  requires(!std::same_as<T, bool>) constexpr Field(Word name, T number)
      : key(name), value(static_cast<std::int64_t>(number)) {}
};

/// What is written from now on: this level and those above it. `warn` until it is called.
void set_level(Level level);

void debug(Word event, std::initializer_list<Field> fields = {});
void info(Word event, std::initializer_list<Field> fields = {});
void warn(Word event, std::initializer_list<Field> fields = {});
void error(Word event, std::initializer_list<Field> fields = {});

/// A fault of the program itself: writes the exception's type (its text might hold what a peer
/// wrote), whatever the level, and aborts.
[[noreturn]] void die(const std::exception& bug) noexcept;

}  // namespace stepback::signalling::log

template <>
inline constexpr std::array<std::string_view, 6>
    stepback::protocol::words_of<stepback::signalling::log::Level>{"trace", "debug", "info",
                                                                   "warn",  "error", "off"};
