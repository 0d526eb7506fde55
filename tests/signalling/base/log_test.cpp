#include "signalling/base/log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace stepback::signalling::log {
namespace {

using nlohmann::json;

class LogTest : public testing::Test {
 protected:
  ~LogTest() override { set_level(Level::warn); }

  template <typename Function>
  static std::string written(Function&& function) {
    testing::internal::CaptureStderr();
    function();
    return testing::internal::GetCapturedStderr();
  }
};

TEST_F(LogTest, AnEventIsOneJsonObjectOnALine) {
  set_level(Level::info);
  const std::string line = written([] {
    info("started", {{"port", 8080},
                     {"ok", true},
                     {"lag", 0.5},
                     {"role", "member"},
                     {"code", Word::of(protocol::Code::tooLarge)}});
  });
  ASSERT_EQ(line.find('\n'), line.size() - 1);
  json object = json::parse(line);
  EXPECT_THAT(object["time"].get<std::string>(),
              testing::MatchesRegex("....-..-..T..:..:..\\....Z"));
  object.erase("time");
  EXPECT_EQ(object, (json{{"level", "info"},
                          {"event", "started"},
                          {"port", 8080},
                          {"ok", true},
                          {"lag", 0.5},
                          {"role", "member"},
                          {"code", "tooLarge"}}));
}

TEST_F(LogTest, ASentenceIsOneStringWhateverIsInIt) {
  const std::string line = written([] {
    error("kept", {{"why", Sentence{"cannot read \"a\nb\\\xFF\""}}});
  });
  ASSERT_EQ(line.find('\n'), line.size() - 1);
  EXPECT_EQ(json::parse(line)["why"], "cannot read \"a\nb\\\uFFFD\"");
}

TEST_F(LogTest, WhatIsBelowTheLevelIsNotWritten) {
  set_level(Level::warn);
  EXPECT_EQ(written([] { info("started"); }), "");
  EXPECT_NE(written([] { warn("slow"); }), "");
  set_level(Level::off);
  EXPECT_EQ(written([] { error("broken"); }), "");
}

}  // namespace
}  // namespace stepback::signalling::log
