#include "protocol/json/strict_json.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace stepback::protocol {
namespace {

using nlohmann::json;

// Lines and columns (in bytes) count from 1; `position` is the number of bytes read.
std::string place_in(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, std::min(position, text.size()));
  // The last byte read is the wrong one, unless the text ended too soon.
  const std::string_view good =
      position > text.size() || before.empty() ? before : before.substr(0, before.size() - 1);
  const auto line = 1 + std::ranges::count(good, '\n');
  const std::size_t line_start = good.rfind('\n') + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " +
         std::to_string(good.size() - line_start + 1);
}

void append_step(std::string& path, std::string_view member) {
  path += '/';
  for (const char c : member) {
    if (c == '~') {
      path += "~0";
    } else if (c == '/') {
      path += "~1";
    } else {
      path += c;
    }
  }
}

void append_step(std::string& path, std::size_t index) {
  path += '/' + std::to_string(index);
}

JsonFault unreadable(std::string_view text, std::size_t position) {
  return {"", "a JSON document: it cannot be read at " + place_in(text, position)};
}

// Goes through a text without building a document, and stops at the first fault.
class Inspector final : public nlohmann::json_sax<json> {
 public:
  explicit Inspector(std::string_view text) : text_(text) {}

  JsonFault fault;

  bool null() override { return value_done(); }
  bool boolean(bool) override { return value_done(); }
  bool number_integer(number_integer_t) override { return value_done(); }
  bool number_unsigned(number_unsigned_t) override { return value_done(); }
  bool number_float(number_float_t, const string_t&) override { return value_done(); }
  bool string(string_t&) override { return value_done(); }
  bool binary(binary_t&) override { return value_done(); }

  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Level& level = levels_.back();
    level.member = name;
    if (level.members.insert(name).second) return true;
    fault = {path(), "this member once, not twice"};
    return false;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    fault = unreadable(text_, position);
    return false;
  }

 private:
  struct Level {
    bool array = false;
    std::size_t index = 0;
    std::string member;
    std::set<std::string, std::less<>> members;
  };

  bool open(bool array) {
    levels_.push_back({.array = array, .index = 0, .member = {}, .members = {}});
    return true;
  }
  bool close() {
    levels_.pop_back();
    return value_done();
  }
  bool value_done() {
    if (!levels_.empty()) ++levels_.back().index;
    return true;
  }
  std::string path() const {
    std::string path;  // one string that grows: a peer may nest very deeply
    for (const Level& level : levels_) {
      level.array ? append_step(path, level.index) : append_step(path, level.member);
    }
    return path;
  }

  std::string_view text_;
  std::vector<Level> levels_;
};

}  // namespace

std::string step_into(const std::string& path, std::string_view member) {
  std::string longer = path;
  append_step(longer, member);
  return longer;
}

std::string step_into(const std::string& path, std::size_t index) {
  std::string longer = path;
  append_step(longer, index);
  return longer;
}

tl::expected<json, JsonFault> read_strict_json(std::string_view text) {
  // The JSON library takes a NUL byte for the end of the text and would ignore the rest.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return tl::unexpected(unreadable(text, nul + 1));
  }
  Inspector inspector{text};
  if (!json::sax_parse(text, &inspector)) return tl::unexpected(std::move(inspector.fault));
  return json::parse(text, nullptr, false);
}

}  // namespace stepback::protocol
