// The journal of a real server: killed, told to stop, out of disk, damaged, and looked into while
// it runs.

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <sys/resource.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "flow/hostile/adversary.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

/// Waits, a minute at most, until `wanted` returns true.
bool comes_true(const std::function<bool()>& wanted) {
  for (const auto end = std::chrono::steady_clock::now() + 60s;
       std::chrono::steady_clock::now() < end; std::this_thread::sleep_for(20ms)) {
    if (wanted()) return true;
  }
  return wanted();
}

class JournalFlow : public Adversary {
 protected:
  /// Kills the server and starts it again. Every connection is gone.
  void restart() {
    server_.kill();
    server_.start_again();
  }
  /// Returns a person's new connection, which joins with their resume token.
  WireClient back(WireClient& who) {
    WireClient again{server_.port()};
    again.join(who.resume());
    return again;
  }
  std::string id() const { return session_.at("id"); }
  int readiness() const { return server_.operations("/readyz").status; }
  /// From now on none of the server's files can grow beyond this many bytes.
  void limit_files(rlim_t bytes) const {
    const rlimit limit{bytes, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(server_.process(), RLIMIT_FSIZE, &limit, nullptr), 0);
  }
  void SetUp() override {
    Adversary::SetUp();
    aino_id_ = aino_.state().at("you").at("id");
  }
  bool files_hold(const std::string& bytes) const {
    for (const auto& each : std::filesystem::directory_iterator(server_.data_folder())) {
      std::ostringstream text;
      text << std::ifstream{each.path(), std::ios::binary}.rdbuf();
      if (text.str().find(bytes) != std::string::npos) return true;
    }
    return false;
  }

  std::string aino_id_;
};

TEST_F(JournalFlow, AKilledServerGivesTheSessionBackAsItWas) {
  present();
  step_back();
  must({{"type", "lock"}, {"on", true}});
  const Json before = leader_.state().at("session");

  restart();
  WireClient leader = back(leader_);
  WireClient presenter = back(presenter_);
  send_some(presenter, "from the first packet on");
  presenter.settle();
  leader.settle();

  const Json after = leader.state().at("session");
  for (const char* same : {"id", "title", "template", "locked", "begunAt", "returnAt", "case",
                           "phase", "phases", "held", "heldSince", "endedAt"}) {
    EXPECT_EQ(after.at(same), before.at(same)) << same;
  }
  expect_stepped_back(presenter);
  EXPECT_EQ(count_packets(leader, presenter_ssrc_), 0U);
  EXPECT_EQ(participant(leader.state(), presenter_id_)->at("seat"), "presenter");
  WireClient stranger{server_.port()};
  stranger.send({{"type", "join"}, {"token", member_token()}, {"name", "Zoe"}});
  EXPECT_EQ(stranger.wait_for_type("error").at("code"), "sessionLocked");
}

TEST_F(JournalFlow, AServerThatWasToldToStopGivesItBackToo) {
  step_back();

  ASSERT_EQ(server_.terminate(), 0);
  EXPECT_EQ(leader_.wait_for_type("bye").at("code"), "restarting");
  server_.start_again();
  WireClient presenter = back(presenter_);

  expect_stepped_back(presenter);
}

TEST_F(JournalFlow, APrivateSignalOutlivesAKilledServer) {
  present();
  step_back();
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(presenter_.ask({{"type", "signal"}, {"kind", i == 0 ? "help" : "pause"}}).at("type"),
              "ok");
  }
  const std::string help = signals_of(leader_).at(0).at("id");
  ASSERT_TRUE(comes_true([&] { return files_hold(help); })) << "the journal's thread writes it";
  ASSERT_EQ(leader_.ask({{"type", "seen"}, {"signal", help}}).at("type"), "ok");
  must({{"type", "lock"}, {"on", true}});  // what was handed over before is kept with it

  restart();
  WireClient leader = back(leader_);
  WireClient presenter = back(presenter_);

  const Json records = signals_of(leader);
  ASSERT_EQ(records.size(), 2U) << records;
  EXPECT_EQ(records.at(0).at("from"), presenter_id_);
  EXPECT_EQ(records.at(0).at("id"), help);
  EXPECT_EQ(records.at(0).at("seenBy").size(), 1U);
  EXPECT_EQ(signals_of(presenter).size(), 2U) << "their sender sees that they are held";
  const auto exported = server_.command("export", {id()});
  EXPECT_THAT(exported.output, Not(HasSubstr(help)));
  ASSERT_EQ(leader.ask({{"type", "done"}, {"signal", help}}).at("type"), "ok");
  EXPECT_TRUE(comes_true([&] { return !files_hold(help); })) << "it is forgotten for good";
}

TEST_F(JournalFlow, APrivateSignalOnAFullDiskIsHeldAndKeptLater) {
  step_back();
  limit_files(1);

  ASSERT_EQ(presenter_.ask({{"type", "signal"}, {"kind", "help"}}).at("type"), "ok");
  const std::string help = signals_of(leader_).at(0).at("id");
  limit_files(RLIM_INFINITY);
  ASSERT_TRUE(comes_true([&] { return files_hold(help); }));
  restart();
  WireClient leader = back(leader_);

  EXPECT_EQ(signals_of(leader).at(0).at("id"), help);
}

TEST_F(JournalFlow, ThePresenterComesBackIntoTheCircleOnlyByALeader) {
  present();
  step_back();
  restart();
  WireClient leader = back(leader_);
  WireClient presenter = back(presenter_);
  send_some(presenter, "still talking");
  presenter.settle();

  EXPECT_EQ(leader.ask({{"type", "advance"}, {"phase", "return"}}).at("type"), "ok");
  presenter.settle();

  EXPECT_EQ(presenter.state().at("you").at("may").at("speak"), true);
  const auto exported = server_.command("export", {id()});
  EXPECT_THAT(exported.output, HasSubstr("stepBackCounted"));
  const Json document = Json::parse(exported.output);
  const Json* count = nullptr;
  for (const Json& each : document.at("events")) {
    if (each.at("event").at("type") == "stepBackCounted") count = &each.at("event");
  }
  ASSERT_NE(count, nullptr);
  EXPECT_EQ(count->at("refused"), Json({{"audio", 5}, {"video", 5}}));
  EXPECT_EQ(count->at("forwarded"), Json({{"audio", 0}, {"video", 0}}));
}

TEST_F(JournalFlow, TheOperatorLooksIntoItWhileTheServerRuns) {
  const auto listed = server_.command("sessions");
  EXPECT_EQ(listed.status, 0) << listed.errors;
  EXPECT_THAT(listed.output, HasSubstr(id() + "  created "));
  const auto verified = server_.command("verify");
  EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
  EXPECT_THAT(verified.output, HasSubstr("1 session: 1 whole with "));
  const auto exported = server_.command("export", {id()});
  EXPECT_EQ(exported.status, 0) << exported.errors;
  for (const char* name : {"Okafor", "Farid", "Aino", "Ben", "Olga", "Adversary"}) {
    EXPECT_THAT(exported.output, Not(HasSubstr(name)));
    EXPECT_TRUE(files_hold(name)) << "recovery needs it";
  }
  EXPECT_THAT(exported.output, Not(HasSubstr(presenter_id_)));
  const auto purged = server_.command("purge", {"--older-than", "30d"});
  EXPECT_EQ(purged.output, "0 sessions purged\n") << purged.errors;
  const auto unknown = server_.command("export", {"nothing"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_EQ(unknown.errors, "stepbackd: session nothing: there is no such session\n");
}

TEST_F(JournalFlow, NoTokenAndNothingThatWasSaidIsInIt) {
  advance("presentation");
  must({{"type", "advance"}, {"phase", "gathering"}});
  must({{"type", "chat"}, {"text", "Unmistakable words"}});

  EXPECT_FALSE(files_hold("Unmistakable"));
  EXPECT_FALSE(files_hold("eyJ")) << "a token";
}

TEST_F(JournalFlow, WhatTheCoordinatorDeletesIsGoneForGood) {
  ASSERT_TRUE(files_hold("Farid"));

  EXPECT_EQ(server_.request("DELETE", "/api/sessions/" + id(), {}, server_.coordinator()).status,
            204);

  EXPECT_EQ(leader_.wait_for_type("bye").at("code"), "sessionEnded");
  EXPECT_FALSE(files_hold("Farid"));
  EXPECT_FALSE(files_hold("Adversary"));
  restart();
  EXPECT_EQ(server_.request("GET", "/api/sessions/" + id(), {}, server_.coordinator()).status, 404);
}

TEST_F(JournalFlow, AFullDiskKeepsNobodyAudibleAndTalksGoOn) {
  present();
  advance("clarification");
  open_devices(aino_);
  const std::uint32_t aino = participant(aino_.state(), aino_id_)->at("ssrc");
  EXPECT_EQ(readiness(), 200);
  limit_files(1);

  const Json stepped_back = leader_.ask({{"type", "advance"}, {"phase", "discussion"}});

  EXPECT_EQ(stepped_back.at("type"), "ok");
  EXPECT_EQ(stepped_back.value("kept", true), false);
  const std::size_t heard = count_packets(leader_, presenter_ssrc_);
  send_some(presenter_, "said to a full disk");
  presenter_.settle();
  leader_.settle();
  EXPECT_EQ(count_packets(leader_, presenter_ssrc_), heard);
  EXPECT_EQ(presenter_.state().at("you").at("may").at("speak"), false);
  EXPECT_EQ(presenter_.state().at("session").at("pending").at(0).at("does"), "stepBack");
  EXPECT_EQ(leader_.state().at("session").at("trouble"), "disk");
  EXPECT_EQ(leader_.ask({{"type", "mute"}, {"participant", aino_id_}}).value("kept", true), false);
  EXPECT_EQ(leader_.ask({{"type", "advance"}, {"phase", "return"}}).at("code"), "notKept");
  const auto ready = server_.operations("/readyz");
  EXPECT_EQ(ready.status, 503);
  EXPECT_THAT(ready.body, HasSubstr("the journal cannot be written: "));
  EXPECT_EQ(
      server_.request("POST", "/api/sessions", R"({"template":"cmh-60"})", server_.coordinator())
          .status,
      503);
  WireClient ben = back(ben_);  // to his own chair
  WireClient stranger{server_.port()};
  stranger.send({{"type", "join"}, {"token", member_token()}, {"name", "Zoe"}});
  EXPECT_EQ(stranger.wait_for_type("error").at("code"), "notKept");
  EXPECT_EQ(aino_.ask({{"type", "publish"}, {"audio", true}, {"video", true}}).at("code"),
            "notKept")
      << "nobody gains a right";
  const std::size_t seen = count_packets(ben, aino);
  aino_.send_packet(video_packet(aino, 900, 900, true, "goes on"));
  EXPECT_TRUE(gets_packets(ben, aino, seen + 1)) << "her camera was open, and stays so";

  limit_files(RLIM_INFINITY);
  EXPECT_TRUE(comes_true([&] { return readiness() == 200; }));
  EXPECT_TRUE(comes_true([&] {
    leader_.settle();
    return leader_.state().at("session").at("phase").at("name") == "discussion";
  }));
  EXPECT_FALSE(leader_.state().at("session").contains("pending"));
  restart();
  WireClient leader = back(leader_);
  EXPECT_EQ(leader.state().at("session").at("phase").at("name"), "discussion");
  EXPECT_EQ(server_.command("verify").status, 0);
}

TEST_F(JournalFlow, ASessionThatIsDeletedOnAFullDiskEndsAtOnceAndIsForgottenLater) {
  limit_files(1);
  const std::string path = "/api/sessions/" + id();

  EXPECT_EQ(server_.request("DELETE", path, {}, server_.coordinator()).status, 503);

  EXPECT_EQ(leader_.wait_for_type("bye").at("code"), "sessionEnded");
  limit_files(RLIM_INFINITY);
  EXPECT_TRUE(comes_true([&] { return readiness() == 200; }));
  EXPECT_TRUE(comes_true(
      [&] { return server_.request("DELETE", path, {}, server_.coordinator()).status == 204; }));
}

TEST_F(JournalFlow, ADamagedSessionIsSetAsideAndTheOthersRun) {
  const Json other = server_.create_session({{"template", "cmh-60"}, {"title", "Another"}});
  server_.kill();
  server_.wait_for_end();
  {
    SQLite::Database database((server_.data_folder() / "journal.sqlite").string(),
                              SQLite::OPEN_READWRITE);
    database.exec("UPDATE entry SET at = at + 1 WHERE revision = 5 AND session = 1");
  }

  server_.start_again();

  WireClient lost{server_.port()};
  lost.send({{"type", "join"}, {"token", leader_.resume()}});
  EXPECT_EQ(lost.wait_for_type("error").at("code"), "unknownSession");
  WireClient member{server_.port()};
  member.join(other.at("tokens").at("facilitator"), "Okafor");
  EXPECT_EQ(readiness(), 200);
  EXPECT_THAT(server_.operations("/metrics").body, HasSubstr("stepback_journal_set_aside 1\n"));
  EXPECT_THAT(server_.log(), HasSubstr("sessionsSetAside"));
  const auto verified = server_.command("verify");
  EXPECT_EQ(verified.status, 1);
  EXPECT_THAT(verified.output, HasSubstr("session " + id() + ", revision 5: expected the hash "));
  EXPECT_THAT(verified.output, HasSubstr("2 sessions: 1 whole with "));
}

TEST_F(JournalFlow, ASecondServerOnTheFolderIsRefused) {
  const auto second = server_.command("--port=0");

  EXPECT_EQ(second.status, 2);
  EXPECT_EQ(second.errors, "stepbackd: the data folder " + server_.data_folder().string() +
                               " is in use: expected no other stepbackd on it\n");
  EXPECT_EQ(readiness(), 200);
}

class Retention : public testing::Test {
 protected:
  ServerProcess server_{{"--retention", "1s"}};
};

// A clock may be wrong at a start. The hourly purge is tested without a server (upkeep_test.cpp).
TEST_F(Retention, AStartDeletesNothingAndAnOperatorMay) {
  const Json session = server_.create_session({{"template", "cmh-60"}});
  WireClient leader{server_.port()};
  leader.join(session.at("tokens").at("facilitator"), "Okafor");
  ASSERT_EQ(leader.ask({{"type", "advance"}, {"phase", "ended"}}).at("type"), "ok");
  const auto path = "/api/sessions/" + session.at("id").get<std::string>();
  std::this_thread::sleep_for(1100ms);  // so that the session is old enough

  server_.kill();
  server_.start_again();

  EXPECT_EQ(server_.request("GET", path, {}, server_.coordinator()).status, 200);
  const std::string head = server_.command("verify").output.substr(5);  // after "head "
  EXPECT_EQ(server_.command("purge", {"--older-than", "1s"}).output, "1 session purged\n");
  EXPECT_EQ(server_.command("sessions").output, "");
  EXPECT_EQ(server_.command("verify", {"--head", head.substr(0, head.find('\n'))}).status, 0);
  ASSERT_EQ(server_.terminate(), 0);
  const std::string log = server_.log();
  const std::string name = R"("event":"journalHead","head":")";
  const std::size_t last = log.rfind(name);
  ASSERT_NE(last, std::string::npos);
  const std::string logged = log.substr(last + name.size(), head.find('\n') + 1);
  EXPECT_EQ(server_.command("verify", {"--head", logged.substr(0, logged.find('"'))}).status, 0)
      << logged;
}

}  // namespace
}  // namespace stepback::flow
