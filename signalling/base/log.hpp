#pragma once

// The server's log: one JSON object a line on standard error (time in UTC, level, event, fields).
// Text that a peer wrote cannot get into the log by mistake: names of events and fields, and words
// as values, are literals of the source or words of the protocol's closed lists. Every other value
// is a number, or a sentence about the deployer's own files. No token, name, title, word of a talk,
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

/// A word that the source contains: a literal of letters and digits, checked by the compiler.
class Word {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): made to be written as a literal.
  consteval Word(const char* literal) : text_(literal) {
    for (const char c : text_) {
      const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!fine) throw "a word of the log is made of letters and digits";
    }
  }
  /// The word for a value of one of the closed lists (protocol::words_of).
  template <typename Enum>
  static constexpr Word of(Enum value) {
    return Word(protocol::to_word(value), 0);
  }
  constexpr std::string_view text() const { return text_; }

 private:
  constexpr Word(std::string_view text, int /*not a literal*/) : text_(text) {}
  std::string_view text_;
};

/// A sentence about this server's files and options, as a deployer reads it at the start. Never use
/// it for text that a peer has influenced.
struct Sentence {
  std::string text;
};

struct Field {
  Word key;
  std::variant<bool, std::int64_t, double, Word, Sentence> value;

  template <std::same_as<bool> T>  // so that a pointer does not become a bool
  constexpr Field(Word name, T on) : key(name), value(on) {}
  constexpr Field(Word name, double number) : key(name), value(number) {}
  constexpr Field(Word name, Word word) : key(name), value(word) {}
  Field(Word name, Sentence sentence) : key(name), value(std::move(sentence)) {}
  consteval Field(Word name, const char* literal) : key(name), value(Word(literal)) {}
  template <std::integral T>
  requires(!std::same_as<T, bool>) constexpr Field(Word name, T number)
      : key(name), value(static_cast<std::int64_t>(number)) {}
};

/// Sets the lowest level that is written. The level is `warn` until the first call.
void set_level(Level level);

void debug(Word event, std::initializer_list<Field> fields = {});
void info(Word event, std::initializer_list<Field> fields = {});
void warn(Word event, std::initializer_list<Field> fields = {});
void error(Word event, std::initializer_list<Field> fields = {});

/// Ends the process after a fault of the program itself: writes the exception's type at any level,
/// then aborts. The exception's text is left out, because it might hold text that a peer wrote.
[[noreturn]] void die(const std::exception& bug) noexcept;

}  // namespace stepback::signalling::log

template <>
inline constexpr std::array<std::string_view, 6>
    stepback::protocol::words_of<stepback::signalling::log::Level>{"trace", "debug", "info",
                                                                   "warn",  "error", "off"};
