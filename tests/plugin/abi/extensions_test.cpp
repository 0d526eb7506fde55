// The query for extensions: the library's own, and one that only this test has.

#include "plugin/src/abi/extensions.hpp"

#include <gtest/gtest.h>
#include <stepback_sessions.h>

#include <array>
#include <string>

namespace stepback::plugin {
namespace {

struct Echo {
  int (*twice)(int value);
};
constexpr Echo kEcho{.twice = [](int value) { return 2 * value; }};
constexpr stepback_sessions kOtherSessions{};
constexpr std::array kExtensions{Extension{"stepback.sessions/1", &kOtherSessions},
                                 Extension{"org.example.echo/draft-1", &kEcho}};

TEST(Extensions, TheLibraryHasTheOneForCoordinators) {
  const void* const table = stepback_get_extension(STEPBACK_EXTENSION_SESSIONS);
  ASSERT_NE(table, nullptr);
  const auto* const sessions = static_cast<const stepback_sessions*>(table);
  EXPECT_EQ(sessions->create(nullptr, nullptr), STEPBACK_INVALID_ARGUMENT);
  sessions->free_text(nullptr);
}

TEST(Extensions, OneIdGivesOneTableWhoeverAsks) {
  const std::string id = STEPBACK_EXTENSION_SESSIONS;  // at another address
  EXPECT_EQ(stepback_get_extension(id.c_str()),
            stepback_get_extension(STEPBACK_EXTENSION_SESSIONS));
}

TEST(Extensions, WhatTheLibraryDoesNotHaveIsNull) {
  for (const char* id : {"stepback.sessions/2", "stepback.sessions", "stepback.sessions/1 ",
                         "org.example.echo/draft-1", "", static_cast<const char*>(nullptr)}) {
    EXPECT_EQ(stepback_get_extension(id), nullptr) << (id == nullptr ? "null" : id);
  }
}

TEST(Extensions, ASecondOneIsFoundBesideTheFirst) {
  const void* const table = find_extension(kExtensions, "org.example.echo/draft-1");
  ASSERT_EQ(table, &kEcho);
  EXPECT_EQ(static_cast<const Echo*>(table)->twice(21), 42);
  EXPECT_EQ(find_extension(kExtensions, "stepback.sessions/1"), &kOtherSessions);
  EXPECT_EQ(find_extension(kExtensions, "org.example.echo/1"), nullptr);
  EXPECT_EQ(find_extension(kExtensions, nullptr), nullptr);
  EXPECT_EQ(find_extension({}, "stepback.sessions/1"), nullptr);
}

}  // namespace
}  // namespace stepback::plugin
