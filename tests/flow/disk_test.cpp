// A session on a disk that is slow, or hangs, while members change their devices as often as the
// server lets them. What a leader takes away does not wait for the disk, for the members, or for
// the server's next start.
//
// STEPBACK_PRESSES is how often the leader presses "step back" for each disk (5). STEPBACK_KILLS is
// the number of servers that are killed (3). Both print their figures.

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <thread>

#include "flow/hostile/adversary.hpp"
#include "flow/hostile/restless.hpp"
#include "support/from_environment.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;
using stepback::test::from_environment;

/// The disk of every server that is started while this object lives.
class ServersDisk {
 public:
  ServersDisk() {
    set("0");
    ::setenv("STEPBACK_SLOW_DISK", file_.c_str(), 1);
    ::setenv("LD_PRELOAD", STEPBACK_SLOW_DISK, 1);
  }
  ~ServersDisk() {
    for (const char* each : {"STEPBACK_SLOW_DISK", "LD_PRELOAD"}) ::unsetenv(each);
  }
  ServersDisk(const ServersDisk&) = delete;
  ServersDisk& operator=(const ServersDisk&) = delete;
  /// Sets it at once: how many milliseconds a flush takes longer, or "hangs".
  void set(const std::string& word) const {
    // Renamed, so that no reader sees half of it.
    std::ofstream(file_.string() + ".new") << word << "\n";
    std::filesystem::rename(file_.string() + ".new", file_);
  }

 private:
  stepback::test::TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "disk";
};

/// The nth part in a hundred of the values, in milliseconds.
double percentile(std::vector<double> values, std::size_t part) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  return values[std::min(values.size() - 1, values.size() * part / 100)];
}

double ms_since(steady_clock::time_point begun, steady_clock::time_point moment) {
  return std::chrono::duration<double, std::milli>(moment - begun).count();
}

class DiskFlow : protected ServersDisk, public Adversary {
 protected:
  WireClient back(WireClient& who) {
    WireClient again{server_.port()};
    again.join(who.resume());
    return again;
  }
  std::string kept_phase() { return leader_.state().at("session").at("phase").at("name"); }
  /// Whether the newest state tells the step back, kept or pending.
  static bool tells_step_back(const Json& state) {
    const Json& session = state.at("session");
    if (session.at("phase").at("name") == "discussion") return true;
    if (!session.contains("pending")) return false;
    return std::ranges::any_of(session.at("pending"),
                               [](const Json& each) { return each.at("does") == "stepBack"; });
  }
  /// A session of its own with so many members beside the leader and the presenter.
  Json session_of(std::size_t members) const {
    Json people = {{{"name", "Okafor"}, {"role", "facilitator"}},
                   {{"name", "Farid"}, {"role", "member"}}};
    for (std::size_t i = 0; i < members; ++i) {
      people.push_back({{"name", "Member " + std::to_string(i)}, {"role", "member"}});
    }
    return server_.create_session({{"template", "cmh-60"}, {"participants", people}});
  }
};

TEST_F(DiskFlow, OneThatHangsKeepsNobodyAudible) {
  present();
  advance("clarification");
  set("hangs");

  const Json stepped_back = leader_.ask({{"type", "advance"}, {"phase", "discussion"}});

  EXPECT_EQ(stepped_back.at("type"), "ok");
  EXPECT_EQ(stepped_back.value("kept", true), false);
  const std::size_t heard = count_packets(leader_, presenter_ssrc_);
  send_some(presenter_, "said to a disk that hangs");
  presenter_.settle();
  leader_.settle();
  EXPECT_EQ(count_packets(leader_, presenter_ssrc_), heard);
  EXPECT_TRUE(tells_step_back(leader_.state()));
  EXPECT_EQ(kept_phase(), "clarification");
  EXPECT_EQ(presenter_.ask({{"type", "signal"}, {"kind", "help"}}).at("type"), "ok");
  WireClient presenter = back(presenter_);  // to their own chair
  expect_stepped_back(presenter);
  send_some(presenter, "from a new connection");
  presenter.settle();
  leader_.settle();
  EXPECT_EQ(count_packets(leader_, presenter_ssrc_), heard);

  set("0");
  EXPECT_TRUE(leader_.read_until([this] { return kept_phase() == "discussion"; }));
  EXPECT_TRUE(
      leader_.read_until([this] { return !leader_.state().at("session").contains("pending"); }));
  EXPECT_EQ(server_.command("verify").status, 0);
}

TEST_F(DiskFlow, AServerKilledWithARetainedStepBackLetsNobodyHearThePresenter) {
  present();
  const int kills = from_environment("STEPBACK_KILLS", 3);
  std::vector<std::string> resumes{leader_.resume(), presenter_.resume()};
  std::size_t heard = 0;
  for (int i = 0; i < kills; ++i) {
    WireClient leader{server_.port()};
    leader.join(resumes[0]);
    WireClient presenter{server_.port()};
    presenter.join(resumes[1]);
    ASSERT_EQ(leader.ask({{"type", "lock"}, {"on", i % 2 == 0}}).at("type"), "ok");
    ASSERT_EQ(presenter.ask({{"type", "publish"}, {"audio", true}, {"video", true}}).at("type"),
              "ok");
    set("hangs");
    const Json retained = leader.ask({{"type", "advance"}, {"phase", "discussion"}});
    ASSERT_EQ(retained.value("kept", true), false) << retained;
    const std::size_t before = count_packets(leader, presenter_ssrc_);
    send_some(presenter, "after the press");
    presenter.settle();
    leader.settle();
    heard += count_packets(leader, presenter_ssrc_) - before;

    server_.kill();
    set("0");
    server_.start_again();
    WireClient again{server_.port()};
    again.join(resumes[0]);
    resumes[0] = again.resume();
    WireClient farid{server_.port()};
    farid.join(resumes[1]);
    resumes[1] = farid.resume();
    send_some(farid, "after the start");
    farid.settle();
    again.settle();
    heard += count_packets(again, presenter_ssrc_);
    const Json& session = again.state().at("session");
    EXPECT_EQ(session.at("locked"), i % 2 == 0) << "what was acknowledged is there";
    const std::string phase = session.at("phase").at("name");
    EXPECT_THAT(phase, testing::AnyOf("presentation", "discussion")) << "kept or not";
    EXPECT_EQ(participant(again.state(), presenter_id_)->at("audio"), false);
    if (phase == "discussion") {
      ASSERT_EQ(again.ask({{"type", "advance"}, {"phase", "return"}}).at("type"), "ok");
    }
  }
  EXPECT_EQ(heard, 0U);
  std::cout << kills << " servers killed with a retained step back, " << heard
            << " packets heard\n";
}

TEST_F(DiskFlow, MembersWhoNeverRestDelayNoLeaderOnASlowDisk) {
  const int presses = from_environment("STEPBACK_PRESSES", 5);
  for (const char* delay : {"5", "50"}) {
    for (const std::size_t restless : {std::size_t{0}, std::size_t{6}}) {
      set("0");
      const Json session = session_of(restless);
      const auto token = [&](std::size_t i) -> std::string {
        return session.at("tokens").at("participants").at(i).at("token");
      };
      WireClient leader{server_.port()};
      leader.join(token(0));
      WireClient presenter{server_.port()};
      const std::string farid = presenter.join(token(1));
      const std::uint32_t ssrc = participant(presenter.state(), farid)->at("ssrc");
      ASSERT_EQ(leader.ask({{"type", "appoint"}, {"participant", farid}}).at("type"), "ok");
      ASSERT_EQ(leader.ask({{"type", "advance"}, {"phase", "presentation"}}).at("type"), "ok");
      std::vector<std::unique_ptr<Restless>> members;
      for (std::size_t i = 0; i < restless; ++i) {
        members.push_back(std::make_unique<Restless>(server_.port(), token(i + 2)));
      }
      set(delay);

      std::size_t refused = 0;
      std::size_t late = 0;
      std::vector<double> silent_ms;
      std::vector<double> told_ms;
      for (int i = 0; i < presses; ++i) {
        ASSERT_EQ(
            presenter.ask({{"type", "publish"}, {"audio", true}, {"video", false}}).at("type"),
            "ok");
        std::atomic<bool> talks = true;
        std::thread talk([&] {
          for (std::uint16_t n = 0; talks; ++n) {
            presenter.send_packet(audio_packet(ssrc, n, n * 960U, "presenter"));
            for (const auto end = steady_clock::now() + 5ms; steady_clock::now() < end;) {
              presenter.read_until(end);
            }
          }
        });
        const std::size_t before = count_packets(leader, ssrc);
        EXPECT_TRUE(gets_packets(leader, ssrc, before + 5));
        const auto pressed = steady_clock::now();
        leader.send({{"type", "advance"}, {"phase", "discussion"}, {"id", 900'000 + i}});
        auto last = pressed;
        std::size_t packets = count_packets(leader, ssrc);
        std::optional<steady_clock::time_point> told;
        std::optional<steady_clock::time_point> answered;
        std::size_t looked_at = leader.received().size();
        EXPECT_TRUE(leader.read_until([&] {
          const auto now = steady_clock::now();
          for (; looked_at < leader.received().size(); ++looked_at) {
            const Received& one = leader.received()[looked_at];
            const auto* message = std::get_if<Json>(&one);
            if (message != nullptr && message->at("type") == "error") ++refused;
            if (message != nullptr && message->value("id", 0) == 900'000 + i) answered = now;
            if (message != nullptr && message->at("type") == "state" && tells_step_back(*message) &&
                !told) {
              told = now;
              packets = count_packets(leader, ssrc);
            }
          }
          if (const auto heard = count_packets(leader, ssrc); !told && heard > packets) {
            packets = heard;
            last = now;
          }
          return told && answered;
        }));
        leader.settle();
        late += count_packets(leader, ssrc) - packets;
        talks = false;
        talk.join();
        silent_ms.push_back(ms_since(pressed, last));
        told_ms.push_back(ms_since(pressed, told.value_or(steady_clock::now())));
        leader.forget();
        presenter.forget();
        ASSERT_EQ(leader.ask({{"type", "advance"}, {"phase", "presentation"}}).at("type"), "ok");
        leader.forget();
      }
      EXPECT_EQ(refused, 0U);
      EXPECT_EQ(late, 0U) << "nothing is heard after the state that tells the step back";
      std::cout << "flush +" << delay << " ms, " << restless << " restless members, " << presses
                << " presses: " << refused << " refused; last packet after "
                << percentile(silent_ms, 50) << " ms (p50) and " << percentile(silent_ms, 99)
                << " ms (p99); told after " << percentile(told_ms, 50) << " ms and "
                << percentile(told_ms, 99) << " ms\n";
    }
  }
}

}  // namespace
}  // namespace stepback::flow
