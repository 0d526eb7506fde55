#include "signalling/base/log.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <typeinfo>

namespace stepback::signalling::log {
namespace {

spdlog::level::level_enum to_spdlog(Level level) {
  switch (level) {
    case Level::trace:
      return spdlog::level::trace;
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warn:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
    case Level::off:
      break;
  }
  return spdlog::level::off;
}

spdlog::logger& logger() {
  static spdlog::logger instance = [] {
    spdlog::logger made("stepback", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made.set_level(spdlog::level::warn);
    made.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                     spdlog::pattern_time_type::utc);
    return made;
  }();
  return instance;
}

void write(Level level, Word event, std::initializer_list<Field> fields) {
  if (!logger().should_log(to_spdlog(level))) return;
  std::string line = fmt::format(R"("event":"{}")", event.text());
  for (const Field& field : fields) {
    fmt::format_to(std::back_inserter(line), R"(,"{}":)", field.key.text());
    if (const Word* word = std::get_if<Word>(&field.value)) {
      fmt::format_to(std::back_inserter(line), R"("{}")", word->text());
    } else if (const bool* on = std::get_if<bool>(&field.value)) {
      line += *on ? "true" : "false";
    } else if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
      fmt::format_to(std::back_inserter(line), "{}", *number);
    } else if (const auto* sentence = std::get_if<Sentence>(&field.value)) {
      line += nlohmann::json(sentence->text)
                  .dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    } else {
      fmt::format_to(std::back_inserter(line), "{}", std::get<double>(field.value));
    }
  }
  logger().log(to_spdlog(level), line);
}

}  // namespace

void set_level(Level level) {
  logger().set_level(to_spdlog(level));
}

void debug(Word event, std::initializer_list<Field> fields) {
  write(Level::debug, event, fields);
}
void info(Word event, std::initializer_list<Field> fields) {
  write(Level::info, event, fields);
}
void warn(Word event, std::initializer_list<Field> fields) {
  write(Level::warn, event, fields);
}
void error(Word event, std::initializer_list<Field> fields) {
  write(Level::error, event, fields);
}

void die(const std::exception& bug) noexcept {
  logger().set_level(spdlog::level::critical);
  logger().critical(fmt::format(R"("event":"bug","exception":"{}")", typeid(bug).name()));
  std::abort();
}

}  // namespace stepback::signalling::log
