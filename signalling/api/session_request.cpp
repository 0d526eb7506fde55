#include "signalling/api/session_request.hpp"

#include <strings.h>

#include <algorithm>
#include <array>
#include <utility>

#include "protocol/base/limits.hpp"
#include "protocol/base/text.hpp"
#include "protocol/json/object_reader.hpp"
#include "protocol/json/strict_json.hpp"

namespace stepback::signalling {
namespace {

using protocol::Fault;
using protocol::ObjectReader;
using protocol::TextRule;

constexpr TextRule kTemplateId{1, 64, TextRule::Kind::line};
constexpr TextRule kTitle{1, kTitleCharacters, TextRule::Kind::line};
constexpr TextRule kName{1, protocol::kLimits.name_characters, TextRule::Kind::line};

SessionRequest::Person read_person(ObjectReader in) {
  static constexpr std::array<std::string_view, 2> members{"name", "role"};
  if (!in.members(members)) return {};
  return {in.text("name", kName), in.word<protocol::Role>("role")};
}

SessionRequest read_request(ObjectReader in) {
  static constexpr std::array<std::string_view, 1> required{"template"};
  static constexpr std::array<std::string_view, 3> optional{"title", "participants", "linksUntil"};
  SessionRequest request;
  if (!in.members(required, optional)) return request;
  request.template_id = in.text("template", kTemplateId);
  if (in.has("title")) request.title = in.text("title", kTitle);
  if (in.has("linksUntil")) request.links_until = in.instant("linksUntil");
  if (!in.has("participants")) return request;
  for (ObjectReader& person : in.objects("participants", 0, protocol::kLimits.participants)) {
    request.participants.push_back(read_person(std::move(person)));
  }
  return request;
}

RequestFault fault(int status, const protocol::JsonFault& what) {
  return {status, protocol::sentence_of(what, "the body"), what.path};
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
  const std::array<std::string_view, 2> either{other, "token"};
  const auto there =
      std::ranges::find_if(either, [&](std::string_view name) { return document->contains(name); });
  if (there == either.end() || document->size() != 1) {
    const std::string expected = "an object with " + protocol::join_words(either, " or ");
    return tl::unexpected(fault(422, {"", expected + ", one of the two alone"}));
  }
  Fault found(Fault::Tells::value);
  ObjectReader in(*document, "", found);
  Named named{std::string(*there), in.text(
                                       *there, [](std::string_view) { return true; }, "a string")};
  if (found) return tl::unexpected(fault(422, found.get()));
  return named;
}

tl::expected<SessionRequest, RequestFault> parse_session_request(std::string_view body) {
  const auto document = protocol::read_strict_json(body);
  if (!document) return tl::unexpected(fault(400, document.error()));
  Fault found(Fault::Tells::value);
  SessionRequest request = read_request({*document, "", found});
  if (found) return tl::unexpected(fault(422, found.get()));
  return request;
}

}  // namespace stepback::signalling
