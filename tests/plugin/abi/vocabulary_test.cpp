// The enums of the C interface: their names and values are the words of the schemas.

#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>

#include "tests/protocol/wire/golden.hpp"
#include "tests/support/places.hpp"

namespace stepback::plugin {
namespace {

using nlohmann::json;

/// The text of the C headers, one after the other.
std::string headers() {
  std::string text;
  for (const auto& file :
       std::filesystem::directory_iterator{stepback::test::source_folder() / "plugin/include"}) {
    std::ifstream in{file.path()};
    text.append(std::istreambuf_iterator<char>{in}, {});
  }
  return text;
}

/// "CO_FACILITATOR" as "coFacilitator".
std::string camel_case(const std::string& constant) {
  std::string word;
  bool begins = false;
  for (const char c : constant) {
    if (c != '_') word += begins ? c : static_cast<char>(std::tolower(c));
    begins = c == '_';
  }
  return word;
}

/// The words of a C enum, in the order of its values, which must follow each other.
json c_words(const std::string& type, const std::string& prefix) {
  const std::string text = headers();
  std::smatch body;
  if (!std::regex_search(text, body, std::regex{"typedef enum " + type + " \\{([^}]*)\\}"})) {
    return "no enum " + type;
  }
  json words = json::array();
  const std::string values = body[1];
  const std::regex value{prefix + "([A-Z_]+) = ([0-9]+)"};
  for (std::sregex_iterator at{values.begin(), values.end(), value}, end; at != end; ++at) {
    if (std::stoul((*at)[2]) != words.size()) return "a value out of order in " + type;
    words.push_back(camel_case((*at)[1]));
  }
  return words;
}

/// The words of an `enum` in a schema, given by a JSON Pointer, after the C word for none.
json words_at(const char* schema, const std::string& place, const char* none = nullptr) {
  json words = json::array();
  if (none != nullptr) words.push_back(none);
  const json document =
      protocol::test::contract_document(std::string{"schema/"} + schema + ".schema.json");
  for (const json& word : document.at(json::json_pointer{place + "/enum"})) {
    if (!word.is_null()) words.push_back(word);
  }
  return words;
}

/// The words of a C structure's flags, in their order.
json c_flags(const std::string& type) {
  const std::string text = headers();
  std::smatch body;
  if (!std::regex_search(text, body, std::regex{"typedef struct " + type + " \\{([^}]*)\\}"})) {
    return "no struct " + type;
  }
  json words = json::array();
  const std::string members = body[1];
  const std::regex member{"uint8_t ([a-z_]+);"};
  for (std::sregex_iterator at{members.begin(), members.end(), member}, end; at != end; ++at) {
    std::string constant = (*at)[1];
    for (char& c : constant) c = static_cast<char>(std::toupper(c));
    words.push_back(camel_case(constant));
  }
  return words;
}

TEST(CVocabularies, AreThoseOfTheSchemas) {
  EXPECT_EQ(c_words("stepback_role", "STEPBACK_ROLE_"), words_at("common", "/$defs/role"));
  EXPECT_EQ(c_words("stepback_seat", "STEPBACK_SEAT_"), words_at("common", "/$defs/seat"));
  EXPECT_EQ(c_words("stepback_channel", "STEPBACK_CHANNEL_"), words_at("common", "/$defs/channel"));
  EXPECT_EQ(c_words("stepback_signal_kind", "STEPBACK_SIGNAL_"),
            words_at("common", "/$defs/signalKind"));
  EXPECT_EQ(c_words("stepback_pending_does", "STEPBACK_PENDING_"),
            words_at("server", "/$defs/pendingChange/properties/does"));
  EXPECT_EQ(c_words("stepback_ends_by", "STEPBACK_ENDS_BY_"), words_at("common", "/$defs/endsBy"));
}

TEST(CVocabularies, OfFlagsAreThoseOfTheSchemas) {
  EXPECT_EQ(c_flags("stepback_leader_acts"), words_at("common", "/$defs/leaderAct"));
}

TEST(CVocabularies, WithAValueForNoneAreThoseOfTheSchemasToo) {
  EXPECT_EQ(c_words("stepback_hearing", "STEPBACK_HEARING_"),
            words_at("common", "/$defs/hearing", "unknown"));
  EXPECT_EQ(c_words("stepback_does", "STEPBACK_DOES_"),
            words_at("server", "/$defs/nextStep/properties/does", "unknown"));
  EXPECT_EQ(c_words("stepback_sure", "STEPBACK_SURE_"),
            words_at("server", "/$defs/nextStep/properties/sure", "nothing"));
  EXPECT_EQ(c_words("stepback_appoints", "STEPBACK_APPOINTS_"),
            words_at("server", "/$defs/session/properties/appoints", "nobody"));
  EXPECT_EQ(c_words("stepback_trouble", "STEPBACK_TROUBLE_"),
            words_at("server", "/$defs/session/properties/trouble", "none"));
  EXPECT_EQ(c_words("stepback_came_by", "STEPBACK_CAME_BY_"),
            words_at("common", "/$defs/cameBy", "unknown"));
}

}  // namespace
}  // namespace stepback::plugin
