#include "signalling/net/http/fields.hpp"

#include <strings.h>

#include <optional>
#include <utility>

#include "protocol/base/text.hpp"

namespace stepback::signalling {
namespace {

std::optional<unsigned> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10U;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10U;
  return std::nullopt;
}

/// Returns the text that is encoded here, or nothing if an escape is bad.
std::optional<std::string> decode(std::string_view text) {
  constexpr std::size_t escape = 3;
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    if (text.size() - i < escape) return std::nullopt;
    const auto high = digit(text[i + 1]);
    const auto low = digit(text[i + 2]);
    if (!high || !low) return std::nullopt;
    decoded += static_cast<char>(*high << 4U | *low);
    i += escape - 1;
  }
  return decoded;
}

tl::unexpected<std::string> fault(std::string sentence) {
  return tl::unexpected(std::move(sentence));
}

}  // namespace

tl::expected<void, std::string> HttpFields::add(std::string name, std::string value) {
  if (name.empty()) return fault("a member has no name");
  if (name.size() > kMostName) {
    return fault("a name is too long: expected at most " + std::to_string(kMostName) + " bytes");
  }
  for (const std::string* text : {&name, &value}) {
    if (text->find('\0') != std::string::npos) return fault("a zero byte is in a member");
    if (!protocol::count_code_points(*text)) return fault("a member is not UTF-8");
  }
  if (values_.contains(name)) return fault("a name stands twice");
  if (values_.size() == kMost) {
    return fault("there are too many members: expected at most " + std::to_string(kMost));
  }
  values_.emplace(std::move(name), std::move(value));
  return {};
}

const std::string* HttpFields::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

tl::expected<HttpFields, std::string> parse_fields(std::string_view text) {
  HttpFields fields;
  if (text.empty()) return fields;
  while (true) {
    const std::size_t end = text.find('&');
    const std::string_view member = text.substr(0, end);
    const std::size_t equal = member.find('=');
    if (equal == std::string_view::npos) return fault("a member is not NAME=VALUE");
    auto name = decode(member.substr(0, equal));
    auto value = decode(member.substr(equal + 1));
    if (!name || !value) return fault("a percent sign is not followed by two hexadecimal digits");
    if (auto added = fields.add(*std::move(name), *std::move(value)); !added) {
      return fault(std::move(added.error()));
    }
    if (end == std::string_view::npos) return fields;
    text.remove_prefix(end + 1);
  }
}

bool is_form(std::string_view content_type) {
  constexpr std::string_view form = "application/x-www-form-urlencoded";
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return type.size() == form.size() && strncasecmp(type.data(), form.data(), form.size()) == 0;
}

}  // namespace stepback::signalling
