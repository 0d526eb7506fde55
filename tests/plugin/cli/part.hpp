#pragma once

// A part in a session, with a stand-in module on one side and a display that records on the other.

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "plugin/cli/person/participation.hpp"
#include "tests/plugin/cli/fake_stepback.hpp"
#include "tests/plugin/cli/group.hpp"

namespace stepback::test {

/// Records what it is asked to show.
class NotingDisplay final : public cli::Display {
 public:
  void connection(const cli::ConnectionEvent&) override {}
  void state(const stepback_state*, const stepback_state&, cli::Instant,
             const cli::Circumstances& known) override {
    circumstances = known;
  }
  void chat(const stepback_state&, const cli::ChatEvent& event) override {
    lines.push_back(event.text);
  }
  void keyframe() override {}
  void way_back(const stepback_state&, const cli::WayBackEvent& event) override {
    lines.push_back(event.participant + " " + event.link);
  }
  void silence(const cli::SilenceEvent& event) override {
    lines.emplace_back(event.silent ? "silent" : "not silent");
  }
  void answer(const cli::Answer& answer) override { answers.push_back(answer); }
  void note(const std::string& sentence) override { lines.push_back(sentence); }
  bool alive() const override { return true; }
  bool is_read() const override { return read; }

  std::vector<cli::Answer> answers;
  std::vector<std::string> lines;
  bool read = false;  ///< by a person
  cli::Circumstances circumstances;
};

class Part : public ::testing::Test {
 protected:
  void SetUp() override { use_utc(); }

  cli::Participation make(cli::Participation::Options options = {}) {
    return {module.client(), display, sound, options, start};
  }
  void join(cli::Participation& part, const stepback_state& state) {
    part.event(cli::ConnectionEvent{STEPBACK_CONNECTION_JOINED, {}, {}}, start);
    part.event(state_event(state), start);
  }
  void answer(cli::Participation& part, std::uint32_t request, stepback_result result = STEPBACK_OK,
              std::string code = {}, std::string text = {}) {
    part.event(cli::AnswerEvent{request, result, std::move(code), std::move(text)}, start);
  }

  FakeStepback module;
  NotingDisplay display;
  cli::SoundSwitches sound;
  cli::Participation::Steady::time_point start{};
};

}  // namespace stepback::test
