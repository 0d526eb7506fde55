// A presenter who does not want to be silent, written against the wire alone. Whatever their client
// does during the step back, nobody receives any of it. (Invariants I1 to I5, third level: a real
// server, real sockets.)

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "flow/hostile/adversary.hpp"

namespace stepback::flow {
namespace {

TEST_F(Adversary, GoesOnSendingDuringTheStepBack) {
  present();
  step_back();
  send_some(presenter_, "still talking");
  presenter_.settle();
  EXPECT_EQ(presenter_.ask({{"type", "publish"}, {"audio", true}, {"video", false}}).at("code"),
            "notPermitted");
  EXPECT_EQ(presenter_.ask({{"type", "publish"}, {"audio", false}, {"video", true}}).at("code"),
            "notPermitted");
  send_some(presenter_, "after asking");
  presenter_.settle();
  expect_silence_since_step_back();
  expect_stepped_back(presenter_);
}

TEST_F(Adversary, FloodsPacketsAroundTheChange) {
  advance("presentation");
  open_devices(presenter_);
  for (int i = 0; i < 60; ++i) {
    presenter_.send_packet(audio_packet(0, sequence_++, 0, "presenter flood"));
    if (i == 30) leader_.send({{"type", "advance"}, {"id", 900}, {"phase", "discussion"}});
  }
  EXPECT_EQ(leader_.wait_for_answer(900).at("type"), "ok");
  for (int i = 0; i < 60; ++i) {
    presenter_.send_packet(audio_packet(0, sequence_++, 0, "presenter flood"));
  }
  presenter_.settle();
  expect_silence_since_step_back();
}

TEST_F(Adversary, SendsUnderAnothersSsrc) {
  const std::uint32_t aino_ssrc = aino_.state().at("participants").at(2).at("ssrc");
  present();
  for (WireClient* each : listeners()) EXPECT_EQ(count_packets(*each, aino_ssrc), 0U);
  send_some(presenter_, "as Aino", aino_ssrc);
  presenter_.settle();
  ben_.settle();
  EXPECT_EQ(count_packets(ben_, aino_ssrc), 0U) << "one person spoke in another's name";
  step_back();
  send_some(presenter_, "as Aino", aino_ssrc);
  presenter_.settle();
  expect_silence_since_step_back();
}

TEST_F(Adversary, ReconnectsWithTheResumeToken) {
  present();
  step_back();
  const std::string resume = presenter_.resume();
  WireClient again{server_.port()};
  EXPECT_EQ(again.join(resume), presenter_id_);
  expect_stepped_back(again);
  send_some(again, "reconnected");
  again.settle();
  EXPECT_EQ(again.ask({{"type", "publish"}, {"audio", true}, {"video", true}}).at("code"),
            "notPermitted");
  send_some(again, "reconnected");
  again.settle();
  expect_silence_since_step_back();
}

TEST_F(Adversary, ReloadsWithTheOldToken) {
  present();
  step_back();
  presenter_.ask({{"type", "leave"}});
  presenter_.wait_until_closed();
  WireClient again{server_.port()};
  EXPECT_EQ(again.join(named_token(1)), presenter_id_);
  expect_stepped_back(again);
  send_some(again, "reloaded");
  again.settle();
  expect_silence_since_step_back();
}

TEST_F(Adversary, OpensASecondDevice) {
  present();
  step_back();
  WireClient second{server_.port()};
  EXPECT_EQ(second.join(named_token(1)), presenter_id_);
  send_some(second, "second device");
  send_some(presenter_, "first device");
  EXPECT_EQ(presenter_.wait_for_type("bye").at("code"), "superseded");
  presenter_.wait_until_closed();
  second.settle();
  expect_silence_since_step_back();
  expect_stepped_back(second);
}

TEST_F(Adversary, ChangesTheirName) {
  present();
  step_back();
  WireClient again{server_.port()};
  EXPECT_EQ(again.join(presenter_.resume(), "Somebody Else"), presenter_id_);
  expect_stepped_back(again);
  send_some(again, "renamed");
  again.settle();
  expect_silence_since_step_back();
  EXPECT_EQ(participant(aino_.state(), presenter_id_)->at("name"), "Farid");
}

TEST_F(Adversary, SendsChatAndRaisesAHand) {
  present();
  step_back();
  EXPECT_EQ(presenter_.ask({{"type", "chat"}, {"text", "presenter writes"}}).at("code"),
            "notPermitted");
  EXPECT_EQ(presenter_.ask({{"type", "hand"}, {"raised", true}}).at("code"), "notPermitted");
  expect_silence_since_step_back();
}

TEST_F(Adversary, SaysThatTheyRecordAndGainsNothing) {
  present();
  step_back();
  for (const bool on : {true, false, true}) {
    EXPECT_EQ(presenter_.ask({{"type", "records"}, {"on", on}}).at("type"), "ok");
  }
  WireClient again{server_.port()};
  again.send({{"type", "join"}, {"token", presenter_.resume()}, {"records", true}});
  again.wait_for_type("state");
  expect_stepped_back(again);
  send_some(again, "of a device that records");
  again.settle();
  expect_silence_since_step_back();
  EXPECT_TRUE(aino_.read_until(
      [&] { return participant(aino_.state(), presenter_id_)->value("records", false); }));
}

TEST_F(Adversary, JoinsAgainWithTheSharedLinkAndStaysInTheLobby) {
  present();
  step_back();
  WireClient stranger{server_.port()};
  const std::string id = stranger.join(member_token(), "Not Farid");
  EXPECT_NE(id, presenter_id_);
  EXPECT_EQ(participant(stranger.state(), id)->at("channel"), "lobby");
  for (const Json& each : stranger.state().at("participants")) {
    const bool leads = each.at("seat") == "facilitator" || each.at("seat") == "coFacilitator";
    EXPECT_TRUE(each.at("id") == id || leads) << "the lobby sees the circle: " << each;
  }
  EXPECT_EQ(stranger.ask({{"type", "publish"}, {"audio", true}, {"video", true}}).at("code"),
            "notPermitted");
  EXPECT_EQ(stranger.ask({{"type", "chat"}, {"text", "presenter"}}).at("code"), "notPermitted");
  send_some(stranger, "from the lobby");
  stranger.settle();
  open_devices(aino_);
  aino_.send_packet(audio_packet(0, 1, 960, "circle"));
  aino_.settle();
  stranger.settle();
  for (const Received& each : stranger.received()) {
    EXPECT_TRUE(std::holds_alternative<Json>(each)) << "the lobby hears the circle";
  }
  aino_.settle();
  leader_.settle();
  EXPECT_EQ(participant(aino_.state(), id), nullptr) << "members see who waits";
  EXPECT_NE(participant(leader_.state(), id), nullptr) << "leaders do not see who waits";
  expect_silence_since_step_back();
}

TEST_F(Adversary, SendsBeforeJoin) {
  present();
  step_back();
  WireClient silent{server_.port()};
  send_some(silent, "not joined");
  EXPECT_EQ(silent.wait_for_type("error").at("code"), "notJoined");
  EXPECT_EQ(silent.ask({{"type", "publish"}, {"audio", true}, {"video", true}}).at("code"),
            "notJoined");
  EXPECT_EQ(silent.ask({{"type", "signal"}, {"kind", "help"}}).at("code"), "notJoined");
  send_some(silent, "not joined");
  EXPECT_EQ(silent.ask({{"type", "ping"}, {"sent", 1}}).at("code"), "notJoined");
  expect_silence_since_step_back();
}

TEST_F(Adversary, HearsEveryoneAndReachesTheLeadersAlone) {
  present();
  step_back();
  open_devices(aino_);
  const std::uint32_t aino_ssrc = aino_.state().at("participants").at(2).at("ssrc");
  for (std::uint16_t i = 0; i < 20; ++i) {
    aino_.send_packet(audio_packet(0, i, i * 960U, "circle"));
  }
  EXPECT_TRUE(gets_packets(presenter_, aino_ssrc, 20));
  EXPECT_EQ(count_packets(presenter_, aino_ssrc), 20U);

  EXPECT_EQ(presenter_.ask({{"type", "signal"}, {"kind", "pause"}}).at("type"), "ok");
  EXPECT_EQ(signals_of(leader_).at(0).at("from"), presenter_id_);
  EXPECT_EQ(signals_of(presenter_).at(0).at("kind"), "pause");
  for (WireClient* each : {&aino_, &ben_, &observer_}) {
    each->settle();
    for (const Received& one : each->received()) {
      const auto* message = std::get_if<Json>(&one);
      const bool leaked =
          message != nullptr && message->at("type") == "state" && !message->at("signals").empty();
      EXPECT_FALSE(leaked) << "a signal leaked";
    }
  }
  expect_silence_since_step_back();
}

TEST_F(Adversary, NeitherSeesNorEndsTheSignalsOfOthers) {
  EXPECT_EQ(aino_.ask({{"type", "signal"}, {"kind", "help"}}).at("type"), "ok");
  const std::string id = signals_of(leader_).at(0).at("id");
  for (const char* type : {"seen", "done"}) {
    for (WireClient* each : {&presenter_, &ben_, &observer_}) {
      EXPECT_EQ(each->ask({{"type", type}, {"signal", id}}).at("code"), "notPermitted") << type;
    }
  }
  EXPECT_EQ(leader_.state().at("signals").at(0).at("doneAt"), nullptr);
  EXPECT_EQ(leader_.state().at("signals").at(0).at("seenBy"), Json::array());
  must({{"type", "seen"}, {"signal", id}});
  must({{"type", "done"}, {"signal", id}});
  EXPECT_TRUE(leader_.read_until(
      [this] { return !leader_.state().at("signals").at(0).at("doneAt").is_null(); }));
}

TEST_F(Adversary, CannotFloodASignalAwayFromTheLobby) {
  step_back();
  ASSERT_EQ(presenter_.ask({{"type", "signal"}, {"kind", "pause"}}).at("type"), "ok");
  WireClient stranger{server_.port()};
  stranger.join(member_token(), "Stranger");
  for (int i = 0; i < 55; ++i) {
    stranger.ask({{"type", "signal"}, {"kind", i % 2 == 0 ? "help" : "tech"}});
  }
  WireClient again{server_.port()};
  again.join(leader_.resume());  // a reload
  const Json signals = signals_of(again);
  EXPECT_EQ(signals.at(0).at("from"), presenter_id_) << signals;
  EXPECT_EQ(signals.size(), 2U) << "the stranger has one";
}

TEST_F(Adversary, IsHeardAgainOnlyAfterTheReturnAndTheirOwnPress) {
  present();
  step_back();
  advance("return");
  send_some(presenter_, "before the press");
  presenter_.settle();
  for (WireClient* each : listeners()) {
    each->settle();
    const auto& all = each->received();
    const auto announced =
        std::ranges::find_if(all, [](const Received& one) { return says_phase(one, "return"); });
    EXPECT_TRUE(std::all_of(announced, all.end(), [](const Received& one) {
      return std::holds_alternative<Json>(one);
    })) << "heard without having opened anything";
  }
  const std::size_t before = count_packets(ben_, presenter_ssrc_);
  open_devices(presenter_);
  send_some(presenter_, "back");
  EXPECT_TRUE(gets_packets(ben_, presenter_ssrc_, before + 10));
  EXPECT_EQ(count_packets(ben_, presenter_ssrc_), before + 10);
}

TEST_F(Adversary, NobodyButALeaderEndsTheStepBack) {
  present();
  step_back();
  for (WireClient* each : {&presenter_, &aino_, &observer_}) {
    for (const char* phase : {"return", "closing", "clarification", "ended"}) {
      EXPECT_EQ(each->ask({{"type", "advance"}, {"phase", phase}}).at("code"), "notPermitted");
    }
    EXPECT_EQ(each->ask({{"type", "appoint"}, {"participant", presenter_id_}}).at("code"),
              "notPermitted");
    EXPECT_EQ(each->ask({{"type", "handover"}, {"participant", presenter_id_}}).at("code"),
              "notPermitted");
    EXPECT_EQ(each->ask({{"type", "takeLead"}}).at("code"), "notPermitted");
    EXPECT_EQ(
        each->ask({{"type", "admit"}, {"participant", presenter_id_}, {"new", true}}).at("code"),
        "notPermitted");
    const Json removal{{"type", "remove"}, {"participant", presenter_id_}, {"closeLink", true}};
    EXPECT_EQ(each->ask(removal).at("code"), "notPermitted");
  }
  expect_silence_since_step_back();
}

}  // namespace
}  // namespace stepback::flow
