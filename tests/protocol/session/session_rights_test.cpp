// The rights of everyone in every phase: the tables of the small template and of the commands.

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "tests/support/story.hpp"

namespace stepback::protocol {
namespace {

using stepback::test::id_of;
using stepback::test::refusal_of;
using stepback::test::Story;

constexpr std::array<std::string_view, 7> kPhases{
    "gathering", "presentation", "clarification", "discussion", "return", "closing", "debrief"};

/// One line of a table: a letter for each phase. x: yes. A dot: no, or refused with notPermitted. A
/// dash: has been dismissed.
struct Line {
  std::string_view who;
  std::string_view phases;
};

// Ada is the presenter from the gathering on.
Story story_in(std::string_view phase) {
  Story story = Story::seated();
  EXPECT_TRUE(story.says("fay", command::Appoint{id_of("ada")}));
  story.go_to(phase);
  return story;
}

char answer(const Story::Outcome& outcome) {
  if (outcome) return 'x';
  if (outcome.error().code == Code::notPermitted) return '.';
  if (outcome.error().code == Code::notJoined) return '-';
  ADD_FAILURE() << "refused with " << to_word(outcome.error().code);
  return '?';
}

template <std::size_t Size, typename Ask>
void expect_table(const std::array<Line, Size>& table, Ask ask) {
  for (const Line& line : table) {
    std::string got;
    for (const std::string_view phase : kPhases) got += ask(story_in(phase), line.who);
    EXPECT_EQ(got, line.phases) << line.who;
  }
}

constexpr std::array kSpeak{Line{"fay", "xxxxxxx"}, Line{"cole", "xxxxxxx"}, Line{"ada", "xxx.xx-"},
                            Line{"ben", "x.xxxx-"}, Line{"oli", "......-"}};
constexpr std::array kShow{Line{"fay", "xxxxxxx"}, Line{"cole", "xxxxxxx"}, Line{"ada", "xxx.xx-"},
                           Line{"ben", "xxxxxx-"}, Line{"oli", "x.....-"}};
constexpr std::array kChat{Line{"fay", "x....x."}, Line{"cole", "x....x."}, Line{"ada", "x....x."},
                           Line{"ben", "x....x."}, Line{"oli", "x......"}};
constexpr std::array kHear{Line{"fay", "xxxxxxx"}, Line{"cole", "xxxxxxx"}, Line{"ada", "xxxxxx."},
                           Line{"ben", "xxxxxx."}, Line{"oli", "xxxxxx."}};

TEST(SessionRights, MicrophonesOpenForThoseWhoMaySpeakInThisPhase) {
  expect_table(kSpeak, [](Story story, std::string_view who) {
    return answer(story.says(who, command::Publish{.audio = true, .video = false}));
  });
}

TEST(SessionRights, CamerasOpenForThoseWhoMayShowInThisPhase) {
  expect_table(kShow, [](Story story, std::string_view who) {
    return answer(story.says(who, command::Publish{.audio = false, .video = true}));
  });
}

TEST(SessionRights, HandsAreForThoseWhoMaySpeakInThisPhase) {
  expect_table(kSpeak, [](Story story, std::string_view who) {
    const auto refused = story.raises(who);
    if (refused == Code::notJoined) return '-';
    return refused ? '.' : 'x';
  });
}

TEST(SessionRights, ChatIsForGatheringAndClosing) {
  expect_table(kChat, [](const Story& story, std::string_view who) {
    return story.readers(who).empty() ? '.' : 'x';
  });
}

TEST(SessionRights, EveryoneInTheSessionHearsInEveryPhase) {
  expect_table(kHear, [](const Story& story, std::string_view who) {
    return story.may(who).hear ? 'x' : '.';
  });
}

TEST(SessionRights, DevicesAndHandsCloseInEveryPhaseForEveryoneWhoIsThere) {
  for (const Line& line : kHear) {
    for (const std::string_view phase : kPhases) {
      Story story = story_in(phase);
      const bool there = story.person(line.who).connected;
      EXPECT_EQ(!story.raises(line.who, false), there) << line.who << phase;
      EXPECT_EQ(answer(story.says(line.who, command::Publish{})), there ? 'x' : '-')
          << line.who << phase;
    }
  }
}

TEST(SessionRights, EveryoneWhoIsThereMayLeaveInEveryPhase) {
  for (const Line& line : kHear) {
    for (const std::string_view phase : kPhases) {
      Story story = story_in(phase);
      const bool there = story.person(line.who).connected;
      EXPECT_EQ(answer(story.leaves(line.who)), there ? 'x' : '-') << line.who << ' ' << phase;
    }
  }
}

// The leaders' commands, each in a form that is right for a leader in some phase. The letters are a
// leader's answers in each phase: x yes; w wrongPhase; u unknownParticipant.
struct LeadersCommand {
  std::string_view name;
  Command command;
  std::string_view phases;
};

const std::vector<LeadersCommand>& leaders_commands() {
  static const std::vector<LeadersCommand> commands{
      {"admit", command::Admit{id_of("ben")}, "xxxxxxu"},
      {"remove", command::Remove{id_of("ben")}, "xxxxxxx"},
      {"lock", command::Lock{true}, "xxxxxxx"},
      {"appoint", command::Appoint{id_of("ben")}, "xxxwxxu"},
      {"advance gathering", command::Advance{"gathering"}, "wxxxxxw"},
      {"advance presentation", command::Advance{"presentation"}, "xwxxxxw"},
      {"advance discussion", command::Advance{"discussion"}, "xxxwxxw"},
      {"advance return", command::Advance{"return"}, "xxxxwxw"},
      {"advance closing", command::Advance{"closing"}, "xxxxxww"},
      {"advance debrief", command::Advance{"debrief"}, "xxxxxxw"},
      {"advance ended", command::Advance{"ended"}, "xxxxxxx"},
      {"advance nowhere", command::Advance{"nowhere"}, "wwwwwww"},
      {"scheduleReturn",
       command::ScheduleReturn{stepback::test::kStoryBegins + std::chrono::hours{1}}, "wxxxwww"},
      {"mute", command::Mute{id_of("ben")}, "xxxxxxu"},
      {"takeLead", command::TakeLead{}, "xxxxxxx"},
  };
  return commands;
}

char leaders_answer(const Story::Outcome& outcome) {
  if (outcome) return 'x';
  switch (outcome.error().code) {
    case Code::wrongPhase:
      return 'w';
    case Code::unknownParticipant:
      return 'u';
    case Code::notPermitted:
      return '.';
    default:
      return '?';
  }
}

TEST(SessionRights, LeadersCommandsAreForBothLeadersInTheirPhases) {
  for (const std::string_view leader : {"fay", "cole"}) {
    for (const LeadersCommand& each : leaders_commands()) {
      const bool takes_lead = std::holds_alternative<command::TakeLead>(each.command);
      std::string got;
      for (const std::string_view phase : kPhases) {
        Story story = story_in(phase);
        if (takes_lead && leader == "cole") story.drops("fay");
        got += leaders_answer(story.says(leader, each.command));
      }
      EXPECT_EQ(got, each.phases) << leader << ' ' << each.name;
    }
  }
}

TEST(SessionRights, LeadersCommandsAreRefusedToEveryoneElseInEveryPhase) {
  for (const std::string_view phase : kPhases) {
    for (const LeadersCommand& each : leaders_commands()) {
      for (const std::string_view who : {"ada", "ben", "oli"}) {
        Story story = story_in(phase);
        const Code expected = story.person(who).connected ? Code::notPermitted : Code::notJoined;
        EXPECT_EQ(refusal_of(story.says(who, each.command)), expected)
            << who << ' ' << each.name << ' ' << phase;
      }
      Story story = story_in(phase);
      EXPECT_EQ(refusal_of(story.says("stranger", each.command)), Code::notJoined) << each.name;
    }
  }
}

TEST(SessionRights, OnlyTheFacilitatorsSeatHandsTheLeadOver) {
  for (const std::string_view phase : kPhases) {
    EXPECT_EQ(leaders_answer(story_in(phase).says("fay", command::Handover{id_of("cole")})), 'x');
    EXPECT_EQ(leaders_answer(story_in(phase).says("cole", command::Handover{id_of("fay")})), '.');
  }
}

TEST(SessionRights, ALeaderWhoPresentsIsRefusedEveryLeadersCommandUntilTheDebrief) {
  for (const std::string_view phase : kPhases) {
    for (const LeadersCommand& each : leaders_commands()) {
      Story story = Story::seated();
      ASSERT_TRUE(story.says("fay", command::Appoint{id_of("cole")}));
      story.go_to(phase);
      const bool leads = phase == "debrief";
      EXPECT_EQ(story.may("cole").lead, leads) << phase;
      if (leads) continue;
      EXPECT_EQ(refusal_of(story.says("cole", each.command)), Code::notPermitted)
          << each.name << ' ' << phase;
    }
  }
}

TEST(SessionRights, WhoWaitsInTheLobbyMayOnlyLeave) {
  Story story;
  story.comes("guest", Role::member, /*named=*/false);
  story.comes("fay", Role::facilitator);

  EXPECT_EQ(refusal_of(story.opens("guest")), Code::notPermitted);
  EXPECT_EQ(story.raises("guest"), Code::notPermitted);
  for (const LeadersCommand& each : leaders_commands()) {
    EXPECT_EQ(refusal_of(story.says("guest", each.command)), Code::notPermitted) << each.name;
  }
  EXPECT_TRUE(story.leaves("guest"));
}

TEST(SessionRights, WhoIsNotConnectedSaysNothing) {
  Story story = story_in("discussion");
  story.drops("cole");
  story.leaves("ben");
  story.says("fay", command::Remove{id_of("oli")});

  for (const std::string_view who : {"cole", "ben", "oli", "stranger"}) {
    EXPECT_EQ(refusal_of(story.says(who, command::Publish{})), Code::notJoined) << who;
    EXPECT_EQ(refusal_of(story.leaves(who)), Code::notJoined) << who;
    EXPECT_EQ(refusal_of(story.says(who, command::Advance{"return"})), Code::notJoined) << who;
  }
}

TEST(SessionRights, AfterTheEndEverythingIsRefused) {
  Story story = story_in("closing");
  ASSERT_TRUE(story.says("fay", command::Advance{"ended"}));

  EXPECT_EQ(refusal_of(story.opens("fay")), Code::sessionEnded);
  EXPECT_EQ(refusal_of(story.leaves("ben")), Code::sessionEnded);
  for (const LeadersCommand& each : leaders_commands()) {
    EXPECT_EQ(refusal_of(story.says("fay", each.command)), Code::sessionEnded) << each.name;
  }
  EXPECT_EQ(refusal_of(story.comes_back("fay")), Code::sessionEnded);
  EXPECT_EQ(refusal_of(story.comes("late", Role::member)), Code::sessionEnded);
}

}  // namespace
}  // namespace stepback::protocol
