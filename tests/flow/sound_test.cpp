// Measures the whole way of sound and of clicks: a real server, real client modules, and the sound
// that each person hears. Five people, each with a tone of their own, go through every phase.

#include <gtest/gtest.h>
#include <stepback.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "flow/server_process.hpp"
#include "support/people/measure.hpp"
#include "support/people/person.hpp"

namespace stepback::flow {
namespace {

constexpr double kLoudness = 0.1;
/// The levels that count as heard and as not heard, in dB against the tone's own level. The bound
/// for a stepped-back presenter is strict. The bound for others leaves room for the codec's noise,
/// which the audible voices spread over all frequencies.
constexpr double kHeard = -12;
constexpr double kSilent = -60;
constexpr double kBelowTheVoices = -45;
constexpr double kNeverAbove = -25;
constexpr std::size_t kSecond = kSampleRate;

struct Cast {
  const char* name;
  const char* role;
  double frequency;  // primes: no tone is another's harmonic
};
constexpr std::array<Cast, 5> kCast{{{"Okafor", "facilitator", 439},
                                     {"Lehto", "coFacilitator", 617},
                                     {"Farid", "member", 887},
                                     {"Aino", "member", 1259},
                                     {"Ben", "member", 1777}}};
constexpr std::size_t kLeader = 0;
constexpr std::size_t kPresenter = 2;
constexpr std::size_t kListener = 3;

SoundCard::Microphone tone(double frequency) {
  return [frequency](std::span<float> block, std::size_t from) {
    add_tone(block, frequency, kLoudness, from);
  };
}

class Sound : public testing::Test {
 protected:
  void SetUp() override {
    nlohmann::json people = nlohmann::json::array();
    for (const Cast& each : kCast) people.push_back({{"name", each.name}, {"role", each.role}});
    const auto session = server_.create_session({{"template", "cmh-60"}, {"participants", people}});
    for (std::size_t i = 0; i < kCast.size(); ++i) {
      people_.push_back(
          std::make_unique<Person>(session.at("links").at("participants").at(i).at("link")));
    }
    card_ = std::make_unique<SoundCard>();
    for (std::size_t i = 0; i < kCast.size(); ++i) {
      card_->plug_in(*people_[i], tone(kCast[i].frequency));
    }
    everyone_sees("all five are here", [](const Seen& seen) { return seen.chairs.size() == 5; });
    const std::string farid = leader().id_of("Farid");
    ASSERT_EQ(leader().ask([&](stepback_client* client, std::uint32_t* request) {
      return stepback_appoint(client, farid.c_str(), request);
    }),
              "");
  }
  void TearDown() override { card_.reset(); }

  Person& leader() { return *people_[kLeader]; }
  Person& presenter() { return *people_[kPresenter]; }

  void everyone_sees(const std::string& what, const std::function<bool(const Seen&)>& wanted) {
    for (const auto& each : people_) each->wait_until(what, wanted);
  }

  void advance(const std::string& phase) {
    ASSERT_EQ(leader().advance(phase), "");
    everyone_sees(phase, [&](const Seen& seen) { return seen.phase == phase; });
  }

  // Everyone who may speak presses their button; the others' press is refused.
  std::array<bool, 5> everyone_opens_their_microphone() {
    std::array<bool, 5> open{};
    for (std::size_t i = 0; i < people_.size(); ++i) open[i] = people_[i]->publish(true).empty();
    return open;
  }

  // [listener][speaker]
  using Levels = std::array<std::array<double, 5>, 5>;

  // Measures one second, after half a second for the sound that is under way.
  Levels levels() {
    const std::size_t from = card_->now() + kSecond / 2;
    Levels all{};
    for (std::size_t listener = 0; listener < 5; ++listener) {
      const auto sound = card_->heard(listener, from, from + kSecond);
      for (std::size_t speaker = 0; speaker < 5; ++speaker) {
        all[listener][speaker] =
            decibels(tone_amplitude(sound, kCast[speaker].frequency), kLoudness);
      }
    }
    return all;
  }

  // Measures until the levels are as wanted, at most five times, and returns the last. A machine
  // that is busy with something else may drop out for a moment, and a dropout is heard on all
  // frequencies.
  Levels levels_with(const std::function<bool(const Levels&)>& wanted) {
    Levels all{};
    for (int attempt = 0; attempt < 5; ++attempt) {
      all = levels();
      if (wanted(all)) break;
    }
    return all;
  }

  static void print(const char* phase, const Levels& all) {
    std::printf("%-14s heard, in dB against the tone:\n", phase);
    for (std::size_t listener = 0; listener < 5; ++listener) {
      std::printf("  %-8s", kCast[listener].name);
      for (const double level : all[listener]) std::printf(" %7.1f", level);
      std::printf("\n");
    }
  }

  // Describes what is wrong with the levels of a phase, a line for each fault. Empty if there is
  // none.
  static std::string faults(const char* phase, const std::array<bool, 5>& open, const Levels& all) {
    std::string found;
    for (std::size_t listener = 0; listener < 5; ++listener) {
      for (std::size_t speaker = 0; speaker < 5; ++speaker) {
        const double level = all[listener][speaker];
        const bool away = std::string{phase} == "discussion" && speaker == kPresenter;
        const bool should = open[speaker] && listener != speaker;
        if (should ? level > kHeard : level < (away ? kSilent : kBelowTheVoices)) continue;
        found += std::string{phase} + ": " + kCast[listener].name + " hears " +
                 kCast[speaker].name + " at " + std::to_string(level) + " dB\n";
      }
    }
    return found;
  }

  // Asks for one clean second, and in each measured second for silence where it belongs.
  void expect_heard(const char* phase, const std::array<bool, 5>& open) {
    const Levels last = levels_with([&](const Levels& all) {
      print(phase, all);
      for (std::size_t listener = 0; listener < 5; ++listener) {
        for (std::size_t speaker = 0; speaker < 5; ++speaker) {
          EXPECT_TRUE(open[speaker] || all[listener][speaker] < kNeverAbove) << phase;
        }
      }
      return faults(phase, open, all).empty();
    });
    EXPECT_EQ(faults(phase, open, last), "");
  }

  ServerProcess server_;
  std::vector<std::unique_ptr<Person>> people_;
  std::unique_ptr<SoundCard> card_;
};

TEST_F(Sound, ReachesInEachPhaseThoseWhomThePhaseLetsHear) {
  using Open = std::array<bool, 5>;
  const Open all{true, true, true, true, true};
  const Open presenting{true, true, true, false, false};
  const Open without_presenter{true, true, false, true, true};
  const std::array<std::pair<const char*, Open>, 6> phases{{{"gathering", all},
                                                            {"presentation", presenting},
                                                            {"clarification", all},
                                                            {"discussion", without_presenter},
                                                            {"return", all},
                                                            {"closing", all}}};
  for (const auto& [phase, expected] : phases) {
    if (std::string{phase} != "gathering") advance(phase);
    const Open open = everyone_opens_their_microphone();
    EXPECT_EQ(open, expected) << phase;
    expect_heard(phase, open);
    if (HasFatalFailure()) return;
  }
}

// The same in an otherwise silent circle: sound that the others' voices might hide would stand out
// here.
TEST_F(Sound, OfASteppedBackPresenterIsNotInTheSilenceOfTheCircle) {
  advance("presentation");
  ASSERT_EQ(presenter().publish(true), "");
  for (std::size_t i = 0; i < kCast.size(); ++i) {
    if (i != kPresenter) card_->set_microphone(i, nullptr);
  }
  const Levels before = levels_with([](const Levels& all) {
    for (std::size_t listener = 0; listener < 5; ++listener) {
      if (listener != kPresenter && all[listener][kPresenter] <= kHeard) return false;
    }
    return true;
  });
  print("presentation", before);
  advance("discussion");
  for (std::size_t i = 0; i < kCast.size(); ++i) {
    if (i == kPresenter) continue;
    EXPECT_EQ(people_[i]->publish(true), "");
  }
  const auto during = levels();
  print("discussion", during);
  for (std::size_t listener = 0; listener < 5; ++listener) {
    if (listener == kPresenter) continue;
    EXPECT_GT(before[listener][kPresenter], kHeard);
    EXPECT_LT(during[listener][kPresenter] - before[listener][kPresenter], kSilent);
  }
}

TEST_F(Sound, OfThePresenterComesBackAtTheReturnOnceTheyOpenTheMicrophone) {
  advance("discussion");
  EXPECT_EQ(presenter().publish(true), "notPermitted");
  advance("return");
  const auto invited = levels();
  EXPECT_LT(invited[kListener][kPresenter], kSilent) << "a microphone opened by itself";
  ASSERT_EQ(presenter().publish(true), "");
  const auto is_heard = [](const Levels& all) { return all[kListener][kPresenter] > kHeard; };
  EXPECT_GT(levels_with(is_heard)[kListener][kPresenter], kHeard);
}

TEST_F(Sound, OfThePresenterStaysAwayThroughAReconnect) {
  advance("discussion");
  for (const std::size_t each : {kLeader, kListener}) ASSERT_EQ(people_[each]->publish(true), "");
  ASSERT_EQ(stepback_leave(presenter().client()), STEPBACK_OK);
  people_[kListener]->wait_until("the presenter's chair is empty", [](const Seen& seen) {
    const Chair* chair = seen.chair("Farid");
    return chair != nullptr && !chair->connected;
  });
  const std::uint64_t before = presenter().seen().revision;
  ASSERT_EQ(stepback_join(presenter().client()), STEPBACK_OK);
  presenter().wait_until("joined again", [&](const Seen& seen) { return seen.revision > before; });
  people_[kListener]->wait_until("the presenter is back", [](const Seen& seen) {
    const Chair* chair = seen.chair("Farid");
    return chair != nullptr && chair->connected && chair->seat == STEPBACK_SEAT_PRESENTER &&
           chair->channel == STEPBACK_CHANNEL_OBSERVER;
  });
  EXPECT_EQ(presenter().publish(true), "notPermitted");
  const Levels all = levels_with([](const Levels& each) {
    EXPECT_LT(each[kListener][kPresenter], kNeverAbove);
    return each[kListener][kPresenter] < kSilent && each[kPresenter][kLeader] > kHeard &&
           each[kPresenter][kListener] > kHeard;
  });
  print("discussion", all);
  EXPECT_LT(all[kListener][kPresenter], kSilent);
  EXPECT_GT(all[kPresenter][kLeader], kHeard) << "the presenter no longer hears the circle";
  EXPECT_GT(all[kPresenter][kListener], kHeard);
}

TEST_F(Sound, ReachesThePresenterAndTheLeadersSeeThatItDoes) {
  advance("discussion");
  ASSERT_EQ(people_[kListener]->publish(true), "");
  leader().wait_until("the leaders see that the presenter hears", [](const Seen& seen) {
    const Chair* chair = seen.chair("Farid");
    return chair != nullptr && chair->hearing == STEPBACK_HEARING_OK;
  });
  EXPECT_EQ(people_[kListener]->seen().chair("Farid")->hearing, STEPBACK_HEARING_UNKNOWN);
  EXPECT_EQ(presenter().ask([](stepback_client* client, std::uint32_t* request) {
    return stepback_signal(client, STEPBACK_SIGNAL_PAUSE, request);
  }),
            "");
  EXPECT_TRUE(leader().wait_for_signal());
  // The state of a later change would come after a signal.
  EXPECT_EQ(leader().ask([](stepback_client* client, std::uint32_t* request) {
    return stepback_lock(client, 1, request);
  }),
            "");
  const std::uint64_t locked = leader().seen().revision;
  people_[kListener]->wait_until("the session is locked",
                                 [&](const Seen& seen) { return seen.revision >= locked; });
  EXPECT_FALSE(people_[kListener]->has_signal());
}

}  // namespace
}  // namespace stepback::flow
