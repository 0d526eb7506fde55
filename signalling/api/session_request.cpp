#include "signalling/api/session_request.hpp"

#include <strings.h>

#include <algorithm>
#include <array>

#include "protocol/base/limits.hpp"
#include "protocol/json/document_reader.hpp"
#include "protocol/json/strict_json.hpp"

namespace stepback::signalling {
namespace {

using protocol::DocumentReader;
using protocol::Place;

constexpr std::size_t kMostTemplateId = 64;

SessionRequest::Person read_person(DocumentReader& reader, const Place& at) {
  static constexpr std::array<std::string_view, 2> members{"name", "role"};
  if (!reader.members(at, members)) return {};
  SessionRequest::Person person;
  person.name = reader.text(at.member("name"), protocol::kLimits.name_characters);
  person.role = static_cast<protocol::Role>(
      reader.word(at.member("role"), protocol::words_of<protocol::Role>));
  return person;
}

SessionRequest read_request(DocumentReader& reader, const Place& at) {
  static constexpr std::array<std::string_view, 1> required{"template"};
  static constexpr std::array<std::string_view, 2> optional{"title", "participants"};
  SessionRequest request;
  if (!reader.members(at, required, optional)) return request;
  request.plan = reader.text(at.member("template"), kMostTemplateId);
  if (at.value->contains("title")) {
    request.title = reader.text(at.member("title"), kTitleCharacters);
  }
  if (!at.value->contains("participants")) return request;
  const Place people = at.member("participants");
  if (!reader.elements(people, 0, protocol::kLimits.participants)) return request;
  for (std::size_t i = 0; i < people.value->size(); ++i) {
    request.participants.push_back(read_person(reader, people.element(i)));
  }
  return request;
}

RequestFault fault(int status, const protocol::JsonFault& what) {
  const std::string where = what.path.empty() ? "the body" : what.path;
  return {status, where + ": expected " + what.expected, what.path};
}

}  // namespace

bool is_json(std::string_view content_type) {
  constexpr std::string_view json = "application/json";
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return type.size() == json.size() && strncasecmp(type.data(), json.data(), json.size()) == 0;
}

tl::expected<Named, RequestFault> parse_named(std::string_view body, std::string_view other) {
  const auto document = protocol::read_strict_json(body);
  if (!document) return tl::unexpected(fault(400, document.error()));
  DocumentReader reader;
  const std::array<std::string_view, 2> either{other, "token"};
  const auto there =
      std::ranges::find_if(either, [&](std::string_view name) { return document->contains(name); });
  if (there == either.end() || document->size() != 1) {
    const std::string expected = "an object with " + protocol::join_words(either, " or ");
    return tl::unexpected(fault(422, {"", expected + ", one of the two alone"}));
  }
  const Place at = Place{&*document, ""}.member(*there);
  Named named{std::string(*there), reader.string(
                                       at, [](std::string_view) { return true; }, "a string")};
  if (reader.fault) return tl::unexpected(fault(422, *reader.fault));
  return named;
}

tl::expected<SessionRequest, RequestFault> parse_session_request(std::string_view body) {
  const auto document = protocol::read_strict_json(body);
  if (!document) return tl::unexpected(fault(400, document.error()));
  DocumentReader reader;
  SessionRequest request = read_request(reader, {&*document, ""});
  if (reader.fault) return tl::unexpected(fault(422, *reader.fault));
  return request;
}

}  // namespace stepback::signalling
