// A session of five whose server is killed at random moments, again and again. Afterwards every
// acknowledged change is there, once, and everybody comes back. Nothing of the stepped-back
// presenter reaches anyone, from the first packet on.
//
// STEPBACK_KILLS is the number of kills (50). STEPBACK_SEED selects the moments (1).

#include <gtest/gtest.h>

#include <atomic>
#include <ctime>
#include <iostream>
#include <map>
#include <random>
#include <thread>

#include "flow/hostile/adversary.hpp"
#include "support/from_environment.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using stepback::test::from_environment;

/// Returns the processor time that a process has used so far. Other processes do not add to it.
std::chrono::nanoseconds processor_time_of(pid_t process) {
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &time) != 0) {
    throw std::logic_error("no such process");
  }
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

/// The values that one person asked the server to set. Each makes one event.
struct Asked {
  std::vector<Json> acknowledged;
  std::optional<Json> unanswered;  ///< when the server was killed
};

/// The codes that `stepbackd export` gives to the people, in the order in which they came.
const std::vector<std::string> kCodes{"P1", "P2", "P3", "P4", "P5"};
constexpr std::size_t kLeader = 0;
constexpr std::size_t kPresenter = 1;
constexpr std::size_t kAino = 2;
constexpr std::size_t kBen = 3;

class Killed : public testing::Test {
 protected:
  void SetUp() override {
    session_ = server_.create_session({{"template", "cmh-60"},
                                       {"participants",
                                        {{{"name", "Okafor"}, {"role", "facilitator"}},
                                         {{"name", "Farid"}, {"role", "member"}},
                                         {{"name", "Aino"}, {"role", "member"}},
                                         {{"name", "Ben"}, {"role", "member"}},
                                         {{"name", "Olga"}, {"role", "observer"}}}}});
    for (std::size_t i = 0; i < kCodes.size(); ++i) {
      tokens_.push_back(session_.at("tokens").at("participants").at(i).at("token"));
    }
    everybody_comes();
    presenter_ssrc_ = participant(people_[kPresenter]->state(), ids_[kPresenter])->at("ssrc");
    must(kLeader, {{"type", "appoint"}, {"participant", ids_[kPresenter]}});
    must(kLeader, {{"type", "advance"}, {"phase", "discussion"}});
  }

  void must(std::size_t who, const Json& command) {
    const Json answer = people_[who]->ask(command);
    ASSERT_EQ(answer.at("type"), "ok") << answer;
  }

  // Everybody joins with their link at first, then with their newest resume token. The presenter
  // talks before the server has sent anybody a state.
  void everybody_comes() {
    people_.clear();
    ids_.clear();
    for (std::size_t i = 0; i < kCodes.size(); ++i) {
      people_.push_back(std::make_unique<WireClient>(server_.port()));
      ids_.push_back(people_[i]->join(tokens_[i]));
      tokens_[i] = people_[i]->resume();
      if (i == kPresenter) talk();
    }
  }

  void talk() {
    for (int i = 0; i < 3; ++i) {
      people_[kPresenter]->send_packet(audio_packet(0, sequence_, 960U * sequence_, "presenter"));
      ++sequence_;
    }
  }

  /// Sends a change. hear() waits for its answer.
  void send_change(std::size_t who, Json message, const Json& value) {
    message["id"] = ids_said_[who] = ++last_id_;
    asked_[who].unanswered = value;
    people_[who]->send(message);
  }
  void hear(std::size_t who) {
    const Json answer = people_[who]->wait_for_answer(last_id_of(who));
    if (answer.at("type") != "ok") throw std::logic_error("refused: " + answer.dump());
    asked_[who].acknowledged.push_back(*std::exchange(asked_[who].unanswered, std::nullopt));
  }
  std::int64_t last_id_of(std::size_t who) const { return ids_said_.at(who); }

  // Three people ask for something at once while the presenter talks, until the server is gone.
  void talk_until_killed() {
    try {
      for (int round = 0; round < 30; ++round) {
        talk();
        const std::int64_t at = next_return_++;
        send_change(kLeader, {{"type", "scheduleReturn"}, {"at", at}}, at);
        const bool up = round % 2 == 0;
        for (const std::size_t who : {kAino, kBen}) {
          send_change(who, {{"type", "publish"}, {"audio", up}, {"video", false}}, up);
        }
        for (const std::size_t who : {kLeader, kAino, kBen}) hear(who);
        ++rounds_;
      }
    } catch (const std::runtime_error&) {  // the server has closed
    }
    talking_ = false;
  }

  /// Kills the server `moment` after the given round is over, whatever is under way then.
  void kill_after(std::size_t round, std::chrono::microseconds moment) const {
    while (talking_ && rounds_ < round) std::this_thread::sleep_for(100us);
    std::this_thread::sleep_for(moment);
    server_.kill();
  }

  // Reads the messages that had arrived. An answer that came before the end is an acknowledgement.
  void read_the_rest() {
    for (std::size_t i = 0; i < people_.size(); ++i) {
      people_[i]->wait_until_closed();
      Asked& asked = asked_[i];
      if (!asked.unanswered) continue;
      const bool answered = std::ranges::any_of(people_[i]->received(), [&](const Received& each) {
        const auto* message = std::get_if<Json>(&each);
        return message != nullptr && message->at("type") == "ok" &&
               message->value("id", std::int64_t{-1}) == last_id_of(i);
      });
      if (answered) asked.acknowledged.push_back(*std::exchange(asked.unanswered, std::nullopt));
    }
  }

  /// The changes of each person in the journal, in order.
  std::map<std::size_t, std::vector<Json>> changes_in_journal() const {
    const auto exported = server_.command("export", {session_.at("id")});
    EXPECT_EQ(exported.status, 0) << exported.errors;
    std::map<std::size_t, std::vector<Json>> changes;
    const Json document = Json::parse(exported.output);
    for (const Json& entry : document.at("events")) {
      const Json& event = entry.at("event");
      if (event.at("type") == "returnMoved") changes[kLeader].push_back(event.at("to"));
      if (event.at("type") != "devicesChanged") continue;
      const auto code = std::ranges::find(kCodes, event.at("participant").get<std::string>());
      changes[static_cast<std::size_t>(code - kCodes.begin())].push_back(event.at("audio"));
    }
    return changes;
  }

  // Every acknowledged change is there once and in order. A change without an answer is there once
  // or not at all.
  void expect_nothing_lost_and_nothing_twice() {
    const auto in_journal = changes_in_journal();
    for (const std::size_t who : {kLeader, kAino, kBen}) {
      Asked& asked = asked_[who];
      const auto found = in_journal.find(who);
      const std::vector<Json> kept =
          found == in_journal.end() ? std::vector<Json>{} : found->second;
      if (asked.unanswered && kept.size() == asked.acknowledged.size() + 1) {
        asked.acknowledged.push_back(*asked.unanswered);
        ++kept_without_answer_;
      }
      asked.unanswered.reset();
      ASSERT_EQ(kept, asked.acknowledged) << kCodes[who];
    }
  }

  void expect_silence() const {
    for (const auto& each : people_) {
      if (each == people_[kPresenter]) continue;
      for (const Received& received : each->received()) {
        const auto* packet = std::get_if<Packet>(&received);
        if (packet == nullptr) continue;
        ASSERT_NE(ssrc_of(*packet), presenter_ssrc_) << "the presenter was heard";
        ASSERT_NE(payload_of(*packet), "presenter");
      }
    }
  }

  void expect_stepped_back() const {
    const Json& state = people_[kPresenter]->state();
    ASSERT_EQ(state.at("session").at("phase").at("name"), "discussion");
    const Json* chair = participant(state, ids_[kPresenter]);
    ASSERT_NE(chair, nullptr);
    ASSERT_EQ(chair->at("seat"), "presenter");
    ASSERT_EQ(chair->at("channel"), "observer");
    ASSERT_EQ(state.at("you").at("may").at("speak"), false);
  }

  ServerProcess server_;
  Json session_;
  std::vector<std::string> tokens_;
  std::vector<std::unique_ptr<WireClient>> people_;
  std::vector<std::string> ids_;
  std::map<std::size_t, Asked> asked_;
  std::map<std::size_t, std::int64_t> ids_said_;
  std::int64_t last_id_ = 1'000;  // above those of WireClient::ask()
  std::int64_t next_return_ = std::chrono::duration_cast<std::chrono::milliseconds>(
                                  (std::chrono::system_clock::now() + 2h).time_since_epoch())
                                  .count();
  std::uint32_t presenter_ssrc_ = 0;
  std::uint16_t sequence_ = 1;
  std::atomic<std::size_t> rounds_ = 0;  ///< rounds in which everybody has got their answer
  std::atomic<bool> talking_ = false;
  std::size_t kept_without_answer_ = 0;
};

TEST_F(Killed, AgainAndAgainLosesNothingAndSaysNothingTwice) {
  const int kills = from_environment("STEPBACK_KILLS", 50);
  const int seed = from_environment("STEPBACK_SEED", 1);
  std::mt19937 random(static_cast<unsigned>(seed));
  std::uniform_int_distribution<std::size_t> more_rounds(0, 4);
  std::uniform_int_distribution<int> moment(0, 20'000);
  std::chrono::milliseconds slowest{0};

  for (int i = 0; i < kills; ++i) {
    SCOPED_TRACE("kill " + std::to_string(i) + ", seed " + std::to_string(seed));
    talking_ = true;
    std::thread killer(
        [this, round = rounds_ + more_rounds(random),
         after = std::chrono::microseconds{moment(random)}] { kill_after(round, after); });
    talk_until_killed();
    killer.join();
    read_the_rest();
    ASSERT_NO_FATAL_FAILURE(expect_silence());

    const auto killed = std::chrono::steady_clock::now();
    server_.start_again();
    everybody_comes();
    slowest = std::max(slowest, std::chrono::duration_cast<std::chrono::milliseconds>(
                                    std::chrono::steady_clock::now() - killed));
    ASSERT_LT(processor_time_of(server_.process()), 3s) << "to start and to take everybody back";
    ASSERT_NO_FATAL_FAILURE(expect_stepped_back());
    ASSERT_NO_FATAL_FAILURE(expect_nothing_lost_and_nothing_twice());
  }

  const auto verified = server_.command("verify");
  EXPECT_EQ(verified.status, 0) << verified.output << verified.errors;
  std::size_t changes = 0;
  for (const auto& [who, asked] : asked_) changes += asked.acknowledged.size();
  EXPECT_GT(changes, static_cast<std::size_t>(kills)) << "the kills came before anything happened";
  std::cout << kills << " kills: " << changes << " changes kept, none lost, none twice ("
            << kept_without_answer_ << " of them kept before they could be acknowledged); "
            << sequence_ - 1 << " packets of the stepped-back presenter, none delivered; "
            << "everybody back after at most " << slowest.count() << " ms\n";
}

}  // namespace
}  // namespace stepback::flow
