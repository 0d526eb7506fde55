// The scripts of protocol/wire/behaviour, which the web client plays too.

#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "tests/plugin/session/scripted_client.hpp"
#include "tests/protocol/wire/golden.hpp"

namespace stepback::plugin {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::Not;

struct Script {
  std::string file;
  json script;
};
void PrintTo(const Script& script, std::ostream* out) {
  *out << script.script.at("title");
}

std::vector<Script> every_script() {
  std::vector<Script> scripts;
  for (const std::string& name : protocol::test::contract_files("behaviour")) {
    if (name == "timings.json") continue;
    const json file = protocol::test::contract_document("behaviour/" + name);
    for (const json& each : file.at("scripts")) scripts.push_back({name, each});
  }
  return scripts;
}

/// The script's file and title in the letters that a test's name may have.
std::string name_of(const testing::TestParamInfo<Script>& info) {
  std::string name =
      info.param.file.substr(0, info.param.file.size() - std::string{".json"}.size());
  bool begins_word = true;
  for (const char c : ": " + info.param.script.at("title").get<std::string>()) {
    const bool letter = std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (letter) name += begins_word ? static_cast<char>(std::toupper(c)) : c;
    begins_word = !letter;
  }
  return name;
}

class Behaviour : public testing::TestWithParam<Script> {};

TEST_P(Behaviour, IsThatOfTheScript) {
  ScriptedClient client;
  client.begin(GetParam().script.at("begins"));
  for (const json& step : GetParam().script.at("steps")) {
    SCOPED_TRACE(step.dump());
    if (step.contains("at")) {
      client.advance(step.at("at"));
      client.happen(step);
      continue;
    }
    const std::int64_t from = step.at("between").at(0);
    const std::int64_t to = step.at("between").at(1);
    client.advance(to);
    if (step.contains("screen")) continue;  // the module has none
    const json& expected = step.at("client");
    ASSERT_THAT(differences(client.take_acts(), expected, from, to), IsEmpty());
    if (std::find(expected.begin(), expected.end(), "staysAway") != expected.end()) {
      EXPECT_FALSE(client.connected());
    }
  }
  EXPECT_THAT(differences(client.take_acts(), json::array(), 0, client.now()), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(OfEveryFile, Behaviour, testing::ValuesIn(every_script()), name_of);

TEST(BehaviourDifferences, AreWhatIsMissingTooEarlyTooLateTooMuchOrInAnotherOrder) {
  const std::vector<Act> closes{{.at = 5, .act = "closesMicrophone"},
                                {.at = 5, .act = "closesConnection"}};
  const json wanted{"closesMicrophone", "closesConnection"};
  EXPECT_THAT(differences(closes, wanted, 5, 5), IsEmpty());
  EXPECT_THAT(differences({closes[1]}, wanted, 5, 5), Not(IsEmpty()));
  EXPECT_THAT(differences(closes, wanted, 6, 9), Not(IsEmpty()));
  EXPECT_THAT(differences(closes, wanted, 0, 4), Not(IsEmpty()));
  EXPECT_THAT(differences(closes, json::array({wanted[0]}), 5, 5), Not(IsEmpty()));
  EXPECT_THAT(differences({closes[1], closes[0]}, wanted, 5, 5), Not(IsEmpty()));
}

TEST(BehaviourDifferences, AreWhatIsToldBeforeADeviceClosesOrWithOtherMembers) {
  const Act camera{.at = 1, .act = "closesCamera"};
  const Act over{.at = 1, .act = "tells", .what = "over", .detail = "left"};
  const json wanted{"closesCamera", {{"tells", "over"}, {"code", "left"}}};
  EXPECT_THAT(differences({camera, over}, wanted, 1, 1), IsEmpty());
  EXPECT_THAT(differences({over, camera}, wanted, 1, 1), Not(IsEmpty()));

  const Act state{
      .at = 1, .act = "tells", .what = "state", .detail = {{"next", nullptr}, {"case", 1}}};
  const auto tells = [](const json& shown) {
    return json::array({{{"tells", "state"}, {"state", shown}}});
  };
  EXPECT_THAT(differences({state}, tells({{"next", nullptr}}), 1, 1), IsEmpty());
  EXPECT_THAT(differences({state}, tells({{"case", 2}}), 1, 1), testing::SizeIs(1));
}

}  // namespace
}  // namespace stepback::plugin
