// A device that records is shown to everybody: two text clients, of which one records, and people
// at the bare wire.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "flow/hostile/adversary.hpp"
#include "flow/text_client.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {
namespace {

bool records(const Json& state, const std::string& name) {
  for (const Json& each : state.at("participants")) {
    if (each.at("name") == name) return each.value("records", false);
  }
  return false;
}

class Records : public testing::Test {
 protected:
  void SetUp() override {
    okafor_.join(token(0));
    pia_.join(token(1));
    lena_.join(token(2));
  }

  std::string token(std::size_t who) const {
    return session_.at("tokens").at("participants").at(who).at("token");
  }
  std::string link(std::size_t who) const {
    return session_.at("links").at("participants").at(who).at("link");
  }
  /// Whether everybody at the wire sees it, or sees no more of it.
  void expect_shown(const std::string& name, bool on) {
    for (WireClient* each : {&okafor_, &pia_, &lena_}) {
      EXPECT_TRUE(each->read_until([&] { return records(each->state(), name) == on; }));
    }
  }
  static void wait_until_shown(TextClient& viewer, const std::string& name) {
    viewer.wait_for("the recording of " + name, [&](const Json& event) {
      return event.at("event") == "state" && records(event, name);
    });
  }

  ServerProcess server_;
  Json session_ = server_.create_session({{"template", "cmh-60"},
                                          {"participants",
                                           {{{"name", "Okafor"}, {"role", "facilitator"}},
                                            {{"name", "Pia"}, {"role", "member"}},
                                            {{"name", "Lena"}, {"role", "observer"}},
                                            {{"name", "Olga"}, {"role", "member"}},
                                            {{"name", "Kai"}, {"role", "member"}}}}});
  stepback::test::TemporaryFolder folder_;
  WireClient okafor_{server_.port()};
  WireClient pia_{server_.port()};
  WireClient lena_{server_.port()};
};

TEST_F(Records, AreShownToEverybodyAndEndWithTheConnection) {
  TextClient kai{folder_.path(), "Kai", link(4), {}};
  TextClient olga{folder_.path(), "Olga", link(3), {"--record", (folder_.path() / "olga.wav")}};

  expect_shown("Olga", true);
  wait_until_shown(kai, "Olga");
  wait_until_shown(olga, "Olga");
  EXPECT_FALSE(records(okafor_.state(), "Kai"));

  olga.kill();
  expect_shown("Olga", false);
}

TEST_F(Records, AreShownInEveryPhase) {
  const TextClient olga{folder_.path(), "Olga", link(3), {"--record", (folder_.path() / "o.wav")}};
  expect_shown("Olga", true);
  ASSERT_EQ(okafor_.ask({{"type", "appoint"}, {"participant", pia_.state().at("you").at("id")}})
                .at("type"),
            "ok");
  for (const char* phase : {"presentation", "clarification", "discussion", "return", "closing"}) {
    ASSERT_EQ(okafor_.ask({{"type", "advance"}, {"phase", phase}}).at("type"), "ok") << phase;
    for (WireClient* each : {&okafor_, &pia_, &lena_}) {
      EXPECT_TRUE(each->read_until([&] {
        return each->state().at("session").at("phase").at("name") == phase &&
               records(each->state(), "Olga");
      })) << phase;
    }
  }
}

TEST_F(Records, AreSaidByAMessageAndTakenBack) {
  EXPECT_EQ(lena_.ask({{"type", "records"}, {"on", true}}).at("type"), "ok");
  expect_shown("Lena", true);
  EXPECT_EQ(lena_.ask({{"type", "records"}, {"on", false}}).at("type"), "ok");
  expect_shown("Lena", false);
}

// Somebody in the lobby is refused nothing: the recording is shown once they are in.
TEST_F(Records, OfAPersonOutsideAreShownOnceTheyAreIn) {
  WireClient ole{server_.port()};
  const std::string id = ole.join(session_.at("tokens").at("member"), "Ole");
  EXPECT_EQ(ole.ask({{"type", "records"}, {"on", true}}).at("type"), "ok");
  ASSERT_TRUE(okafor_.read_until([&] { return records(okafor_.state(), "Ole"); }));

  ASSERT_EQ(okafor_.ask({{"type", "admit"}, {"participant", id}}).at("type"), "ok");

  expect_shown("Ole", true);
}

}  // namespace
}  // namespace stepback::flow
