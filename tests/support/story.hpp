#pragma once

// A session told step by step: people come and give commands by name, time passes, and the test
// asks what happened. One thread. A story has no rules of its own: every command goes through
// decide() and apply(), as in a room.
//
//     Story story = Story::seated();
//     story.go_to("discussion");                       // Ada steps back
//     story.says("ben", command::Publish{true, true});
//     story.let_pass(10min);

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/session/decide/decide.hpp"
#include "protocol/session/live.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/session.hpp"
#include "protocol/session/view/view.hpp"
#include "tests/support/templates.hpp"

namespace stepback::test {

/// The people of most stories; their names are their ids too.
inline constexpr std::string_view kFay = "fay";    ///< facilitator
inline constexpr std::string_view kCole = "cole";  ///< co-facilitator
inline constexpr std::string_view kAda = "ada";    ///< member, the presenter once there is a case
inline constexpr std::string_view kBen = "ben";    ///< member
inline constexpr std::string_view kOli = "oli";    ///< observer

/// The time at which every story begins. It is far from the epoch, so that a moment that was never
/// set cannot be mistaken for the beginning.
inline constexpr protocol::Instant kStoryBegins{std::chrono::hours{480'000}};

class Story {
 public:
  using Outcome = tl::expected<std::vector<protocol::Event>, protocol::Refusal>;

  /// A session that nobody has entered yet.
  explicit Story(protocol::SessionTemplate template_ = small_template());
  /// A session in the gathering with all five people seated. Each came with a token of their own.
  static Story seated(protocol::SessionTemplate template_ = small_template());

  /// Decides a command of this person and applies its events. Returns the events, or the refusal.
  Outcome says(std::string_view who, const protocol::Command& command);
  /// The same for a command of the clock or the coordinator.
  Outcome server(const protocol::Command& command);
  /// Someone opens a connection under this id. `named` says that their own token vouches for them.
  Outcome comes(std::string_view who, protocol::Role role, bool named = true);
  /// The same identity comes again with its known role: a reload, a reconnect, a second device.
  Outcome comes_back(std::string_view who);
  Outcome drops(std::string_view who) { return says(who, protocol::command::Drop{}); }
  Outcome leaves(std::string_view who) { return says(who, protocol::command::Leave{}); }
  Outcome opens(std::string_view who, bool audio = true, bool video = true);

  /// This person raises or lowers their hand. Returns the refusal, if there is one.
  std::optional<protocol::Code> raises(std::string_view who, bool raised = true);
  /// This person's client has reported how well it receives.
  void hears(std::string_view who, protocol::Hearing hearing);
  /// This person's connection answers, or has stopped answering.
  void answers(std::string_view who, bool answers);

  /// Fay advances phase by phase up to this one and appoints Ada if the step back needs a
  /// presenter. Fails the test if a command is refused.
  void go_to(std::string_view phase);
  /// Lets time pass, with a tick every second and one at the end.
  void let_pass(protocol::Duration time);
  /// Lets time pass without a tick.
  void stand_by(protocol::Duration time) { now_ += time; }

  const protocol::Session& session() const { return session_; }
  protocol::Instant now() const { return now_; }
  /// Everything that has happened, the session's creation first.
  const std::vector<protocol::Event>& events() const { return events_; }
  const std::string& phase() const { return protocol::current_phase(session_).name; }

  /// The person. Throws std::out_of_range if the session does not know them.
  const protocol::Participant& person(std::string_view who) const;
  protocol::Permissions may(std::string_view who) const;
  protocol::Seat seat(std::string_view who) const;
  protocol::View view(std::string_view who) const;
  /// The person as `viewer` is shown them. Throws std::out_of_range if they are not shown.
  protocol::ParticipantView seen(std::string_view viewer, std::string_view who) const;
  const protocol::LiveFacts& live() const { return live_; }
  /// The names of the people who receive what this person sends now.
  std::vector<std::string> audience(std::string_view who, protocol::Media media) const;
  /// The names of the people who receive a chat line of this person now.
  std::vector<std::string> readers(std::string_view who) const;

 private:
  Outcome act(const protocol::Command& command, const protocol::Actor& who);
  protocol::Duration uptime() const { return now_ - kStoryBegins; }

  protocol::Instant now_ = kStoryBegins;
  protocol::Session session_;
  protocol::LiveFacts live_;
  std::vector<protocol::Event> events_;
};

/// The id that commands take.
protocol::ParticipantId id_of(std::string_view who);

/// The code of a refusal, or nothing if the command was accepted: for EXPECT_EQ.
std::optional<protocol::Code> refusal_of(const Story::Outcome& outcome);

}  // namespace stepback::test
