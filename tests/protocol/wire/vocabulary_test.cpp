// The closed vocabularies: words.hpp and the schemas have the same words in the same order.

#include <gtest/gtest.h>

#include "protocol/base/words.hpp"
#include "protocol/session/pending.hpp"
#include "tests/protocol/wire/golden.hpp"

namespace stepback::protocol {
namespace {

using nlohmann::json;

/// The words of an `enum` in a schema, given by a JSON Pointer. Null is no word.
json words_at(const char* schema, const char* place) {
  json words = json::array();
  const json document = test::contract_document(std::string{"schema/"} + schema + ".schema.json");
  for (const json& word : document.at(json::json_pointer{std::string{place} + "/enum"})) {
    if (!word.is_null()) words.push_back(word);
  }
  return words;
}

TEST(Vocabularies, AreThoseOfTheSchemas) {
  EXPECT_EQ(json(words_of<Role>), words_at("common", "/$defs/role"));
  EXPECT_EQ(json(words_of<Seat>), words_at("common", "/$defs/seat"));
  EXPECT_EQ(json(words_of<Channel>), words_at("common", "/$defs/channel"));
  EXPECT_EQ(json(words_of<EndsBy>), words_at("common", "/$defs/endsBy"));
  EXPECT_EQ(json(words_of<SignalKind>), words_at("common", "/$defs/signalKind"));
  EXPECT_EQ(json(words_of<Hearing>), words_at("common", "/$defs/hearing"));
  EXPECT_EQ(json(words_of<Code>), words_at("common", "/$defs/code"));
  EXPECT_EQ(json(words_of<Does>), words_at("server", "/$defs/nextStep/properties/does"));
  EXPECT_EQ(json(words_of<Sure>), words_at("server", "/$defs/nextStep/properties/sure"));
  EXPECT_EQ(json(words_of<Appoints>), words_at("server", "/$defs/session/properties/appoints"));
  EXPECT_EQ(json(words_of<PendingChange::Does>),
            words_at("server", "/$defs/pendingChange/properties/does"));
  EXPECT_EQ(json(words_of<Trouble>), words_at("server", "/$defs/session/properties/trouble"));
}

TEST(Vocabularies, OfTemplatesAreThoseOfTheirSchema) {
  const char* phase = "/$defs/phase/properties/";
  EXPECT_EQ(json(words_of<EndsBy>), words_at("template", (phase + std::string{"endsBy"}).c_str()));
  EXPECT_EQ(json(words_of<SeenBy>),
            words_at("template", (phase + std::string{"steppedBackSeenBy"}).c_str()));
}

}  // namespace
}  // namespace stepback::protocol
