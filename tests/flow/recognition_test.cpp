// A presenter who came by the members' link loses the device in their own step back and comes back
// by the same link. Nothing tells the server who that is. The leader and the presenter use the text
// client; another member, at the module, counts the packets that they are sent.

#include <gmock/gmock.h>
#include <sndfile.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "flow/server_process.hpp"
#include "flow/text_client.hpp"
#include "support/people/measure.hpp"
#include "support/people/person.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {
namespace {

using nlohmann::json;
using std::chrono::steady_clock;
using testing::HasSubstr;

/// The time in which a talking person is heard, several times over.
constexpr std::chrono::milliseconds kAWhile{500};
constexpr std::chrono::seconds kPromptly{1};

void write_tone(const std::string& path) {
  SF_INFO format{};
  format.samplerate = kSampleRate;
  format.channels = 1;
  format.format = SF_FORMAT_WAV | SF_FORMAT_PCM_16;
  SNDFILE* const file = sf_open(path.c_str(), SFM_WRITE, &format);
  if (file == nullptr) throw std::runtime_error("no sound file " + path);
  std::vector<float> samples(kSampleRate);
  add_tone(samples, 887, 0.3, 0);
  sf_write_float(file, samples.data(), static_cast<sf_count_t>(samples.size()));
  sf_close(file);
}

bool is_state(const json& event) {
  return event["event"] == "state";
}
/// The participant with this id in a `state` event, or null.
json participant(const json& state, const std::string& id) {
  for (const json& each : state["participants"]) {
    if (each["id"] == id) return each;
  }
  return nullptr;
}
json yourself(const json& state) {
  return participant(state, state["you"]["id"]);
}
bool is_pias_old_chair(const Chair& chair) {
  return chair.connected && chair.seat == STEPBACK_SEAT_PRESENTER &&
         chair.channel == STEPBACK_CHANNEL_OBSERVER;
}

class RecognitionFlow : public testing::Test {
 protected:
  void SetUp() override {
    write_tone(tone_);
    leader_ = std::make_unique<TextClient>(folder_.path(), "leader", link("facilitator"),
                                           std::vector<std::string>{"--name", "Lead"});
    leader_->wait_for("leading", [](const json& event) {
      return is_state(event) && event["you"]["may"]["lead"].get<bool>();
    });
    aino_ = std::make_unique<Person>(link("member"), "Aino");
    someone_waits("Aino");
    ASSERT_TRUE(leader_->ask("admit all")["ok"]);
    pia_ = pia_comes(link("member"));
    someone_waits("Pia");
    ASSERT_TRUE(leader_->ask("admit all")["ok"]) << "nobody is away";
    aino_->wait_until("Pia's microphone", [](const Seen& seen) {
      const Chair* pia = seen.chair("Pia");
      return pia != nullptr && pia->audio;
    });
    pias_id_ = aino_->id_of("Pia");
    is_heard();

    leader_->type("appoint Pia");
    for (TextClient* each : {leader_.get(), pia_.get()}) {
      way_back_ = each->wait_for("Pia's way back",
                                 [](const json& event) { return event["event"] == "wayBack"; });
      EXPECT_EQ(way_back_["participant"], pias_id_);
      EXPECT_EQ(way_back_["link"].get<std::string>().rfind(server_.url() + "/#join=", 0), 0U);
    }
    ASSERT_TRUE(leader_->ask("advance discussion")["ok"]);
    aino_->wait_until("stepped back",
                      [](const Seen& seen) { return is_pias_old_chair(*seen.chair("Pia")); });
    pia_->kill();
    aino_->wait_until("away", [](const Seen& seen) { return !seen.chair("Pia")->connected; });
    heard_before_ = packets();
  }

  std::string link(const std::string& role) const { return session_["links"][role]; }
  /// A new client of Pia's, with a tone instead of her voice, which opens the microphone if it may.
  std::unique_ptr<TextClient> pia_comes(const std::string& by) {
    return std::make_unique<TextClient>(
        folder_.path(), "pia" + std::to_string(++clients_), by,
        std::vector<std::string>{"--name", "Pia", "--mic", "--loop", "--play", tone_});
  }
  json someone_waits(const std::string& name) {
    return leader_->wait_for(name + " waits", [&](const json& event) {
      if (!is_state(event)) return false;
      for (const json& each : event["participants"]) {
        if (each["name"] == name && each["channel"] == "lobby") return true;
      }
      return false;
    });
  }

  std::uint64_t packets() const {
    stepback_statistics statistics{};
    statistics.struct_size = sizeof statistics;
    stepback_get_statistics(aino_->client(), &statistics);
    return statistics.packets_received;
  }
  void is_heard() const {
    const std::uint64_t before = packets();
    const auto deadline = steady_clock::now() + std::chrono::seconds{60};
    while (packets() < before + 10 && steady_clock::now() < deadline) {
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    EXPECT_GE(packets(), before + 10) << "Pia's tone reaches Aino";
  }
  void is_not_heard() const {
    std::this_thread::sleep_for(kAWhile);
    EXPECT_EQ(packets(), heard_before_) << "Pia's tone reaches Aino in Pia's own step back";
  }
  void is_back_within_a_second(const steady_clock::time_point since) const {
    aino_->wait_until("back in the old chair",
                      [](const Seen& seen) { return is_pias_old_chair(*seen.chair("Pia")); });
    const auto took = steady_clock::now() - since;
    std::printf("back in the old chair after %.0f ms\n",
                std::chrono::duration<double, std::milli>(took).count());
    EXPECT_LT(took, kPromptly);
    EXPECT_EQ(aino_->seen().chairs.size(), 3U);
  }

  const stepback::test::TemporaryFolder folder_;
  const std::string tone_ = folder_.path() / "tone.wav";
  ServerProcess server_;
  const json session_ = server_.create_session({{"template", "cmh-60"}});
  std::unique_ptr<TextClient> leader_;
  std::unique_ptr<TextClient> pia_;
  std::unique_ptr<Person> aino_;
  std::string pias_id_;
  json way_back_;
  std::uint64_t heard_before_ = 0;
  int clients_ = 0;
};

TEST_F(RecognitionFlow, OfAPresenterWhoLostTheDeviceIsALeadersAnswer) {
  pia_ = pia_comes(link("member"));
  const json state = someone_waits("Pia");
  EXPECT_FALSE(participant(state, pias_id_)["connected"].get<bool>());

  for (const char* line : {"admit all", "admit Pia"}) {
    const json answer = leader_->ask(line);
    EXPECT_FALSE(answer["ok"].get<bool>()) << line;
    EXPECT_EQ(answer["code"], "whoIsThis") << line;
    EXPECT_THAT(
        answer["message"].get<std::string>(),
        HasSubstr("Pia waits outside, by the members' link. Pia is away. Type `admit Pia as "
                  "Pia` or `admit Pia new`."))
        << line;
  }
  is_not_heard();

  const auto answered = steady_clock::now();
  leader_->type("admit Pia as Pia");
  is_back_within_a_second(answered);
  const json back = pia_->wait_for(
      "back", [&](const json& event) { return is_state(event) && event["you"]["id"] == pias_id_; });
  EXPECT_EQ(yourself(back)["channel"], "observer");
  EXPECT_FALSE(yourself(back)["audio"].get<bool>());
  EXPECT_FALSE(back["you"]["may"]["speak"].get<bool>());
  EXPECT_FALSE(pia_->ask("mic on")["ok"].get<bool>());
  is_not_heard();

  ASSERT_TRUE(leader_->ask("advance return")["ok"]);
  pia_->wait_for("invited back", [](const json& event) {
    return is_state(event) && event["you"]["may"]["speak"].get<bool>();
  });
  is_not_heard();
  ASSERT_TRUE(pia_->ask("mic on")["ok"].get<bool>());
  is_heard();
}

TEST_F(RecognitionFlow, IsNotNeededByALinkThatLeadsBack) {
  const auto comes = steady_clock::now();
  pia_ = pia_comes(way_back_["link"]);
  is_back_within_a_second(comes);
  const json back = pia_->wait_for("back", is_state);
  EXPECT_EQ(back["you"]["id"], pias_id_);
  EXPECT_FALSE(back["you"]["may"]["speak"].get<bool>());
  is_not_heard();
}

TEST_F(RecognitionFlow, LetsSomebodyElseInAsSomebodyNew) {
  const Person ben{link("member"), "Ben"};
  someone_waits("Ben");
  EXPECT_EQ(leader_->ask("admit all")["code"], "whoIsThis");
  ASSERT_TRUE(leader_->ask("admit Ben new")["ok"].get<bool>());
  aino_->wait_until("Ben", [](const Seen& seen) { return seen.chair("Ben") != nullptr; });
  EXPECT_FALSE(aino_->seen().chair("Pia")->connected);
}

}  // namespace
}  // namespace stepback::flow
