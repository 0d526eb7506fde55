// The facilitator's seat over real sockets: its holder leaves, loses the connection, or presents.

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "flow/hostile/adversary.hpp"

namespace stepback::flow {
namespace {

class LeadFlow : public testing::Test {
 protected:
  void SetUp() override {
    okafor_id_ = okafor_->join(token("facilitator"), "Okafor");
    lehto_id_ = lehto_.join(token("coFacilitator"), "Lehto");
  }

  std::string token(const char* role) const { return session_.at("tokens").at(role); }

  static std::string answer_to(WireClient& who, const Json& request) {
    const Json answer = who.ask(request);
    return answer.at("type") == "ok" ? "ok" : answer.at("code").get<std::string>();
  }
  static bool may(const WireClient& who, const char* right) {
    return who.state().at("you").at("may").at(right).get<bool>();
  }
  static bool waits_until_may(WireClient& who, const char* right) {
    return who.read_until([&] { return may(who, right); });
  }
  static std::string seat(const WireClient& who, const std::string& id) {
    return participant(who.state(), id)->at("seat");
  }

  ServerProcess server_;
  Json session_ = server_.create_session({{"template", "cmh-60"}});
  std::optional<WireClient> okafor_{std::in_place, server_.port()};
  WireClient lehto_{server_.port()};
  std::string okafor_id_;
  std::string lehto_id_;
};

TEST_F(LeadFlow, OfAFacilitatorWhoLeftIsTakenByOnePress) {
  EXPECT_EQ(answer_to(lehto_, {{"type", "takeLead"}}), "notPermitted") << "Okafor is here";
  EXPECT_EQ(answer_to(*okafor_, {{"type", "leave"}}), "ok");
  ASSERT_TRUE(waits_until_may(lehto_, "takeLead"));

  EXPECT_EQ(answer_to(lehto_, {{"type", "takeLead"}}), "ok");

  EXPECT_EQ(seat(lehto_, lehto_id_), "facilitator");
  WireClient again{server_.port()};
  const std::string id = again.join(token("facilitator"), "Okafor");
  EXPECT_EQ(seat(again, id), "coFacilitator") << "by the shared link, as somebody new";
  EXPECT_EQ(answer_to(lehto_, {{"type", "handover"}, {"participant", id}}), "ok");
  EXPECT_EQ(seat(lehto_, id), "facilitator");
}

TEST_F(LeadFlow, OfAFacilitatorWhoCrashedIsTakenByOnePressAndTheGhostRemoved) {
  const std::string ghost = okafor_id_;
  okafor_.emplace(server_.port());  // the first connection breaks off
  const std::string id = okafor_->join(token("facilitator"), "Okafor");
  ASSERT_TRUE(waits_until_may(*okafor_, "takeLead"));
  EXPECT_EQ(seat(*okafor_, ghost), "facilitator");
  EXPECT_EQ(answer_to(*okafor_, {{"type", "remove"}, {"participant", ghost}}), "notPermitted");

  EXPECT_EQ(answer_to(*okafor_, {{"type", "takeLead"}}), "ok");

  EXPECT_EQ(seat(*okafor_, id), "facilitator");
  EXPECT_EQ(answer_to(*okafor_, {{"type", "remove"}, {"participant", ghost}}), "ok");
  EXPECT_EQ(participant(okafor_->state(), ghost), nullptr);
  EXPECT_EQ(answer_to(*okafor_, {{"type", "handover"}, {"participant", lehto_id_}}), "ok");
}

TEST_F(LeadFlow, IsNotWithALeaderWhoPresents) {
  WireClient guest{server_.port()};
  const std::string guest_id = guest.join(token("member"), "Aino");
  EXPECT_EQ(answer_to(*okafor_, {{"type", "appoint"}, {"participant", okafor_id_}}), "ok");
  ASSERT_TRUE(lehto_.read_until([&] { return seat(lehto_, lehto_id_) == "facilitator"; }));
  EXPECT_EQ(seat(lehto_, okafor_id_), "presenter");

  EXPECT_EQ(answer_to(lehto_, {{"type", "advance"}, {"phase", "discussion"}}), "ok");
  okafor_->settle();
  for (const Json& command :
       {Json{{"type", "advance"}, {"phase", "return"}},
        Json{{"type", "admit"}, {"participant", guest_id}}, Json{{"type", "takeLead"}},
        Json{{"type", "appoint"}, {"participant", lehto_id_}},
        Json{{"type", "remove"}, {"participant", lehto_id_}},
        Json{{"type", "publish"}, {"audio", true}, {"video", false}}}) {
    EXPECT_EQ(answer_to(*okafor_, command), "notPermitted") << command;
  }
  EXPECT_FALSE(may(*okafor_, "lead"));
  EXPECT_TRUE(may(*okafor_, "comeBack"));
  EXPECT_EQ(participant(okafor_->state(), guest_id), nullptr) << "the lobby is the leaders' to see";

  EXPECT_EQ(answer_to(lehto_, {{"type", "admit"}, {"participant", guest_id}}), "ok");
  EXPECT_EQ(answer_to(lehto_, {{"type", "advance"}, {"phase", "closing"}}), "ok");
  EXPECT_EQ(answer_to(lehto_, {{"type", "advance"}, {"phase", "debrief"}}), "ok");
  EXPECT_TRUE(waits_until_may(*okafor_, "lead"));
}

TEST_F(LeadFlow, StaysWithTheOnlyLeaderWhoIsHere) {
  EXPECT_EQ(answer_to(lehto_, {{"type", "leave"}}), "ok");
  okafor_->settle();
  EXPECT_EQ(answer_to(*okafor_, {{"type", "appoint"}, {"participant", okafor_id_}}),
            "notPermitted");
}

}  // namespace
}  // namespace stepback::flow
