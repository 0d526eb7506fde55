#pragma once

// A session told step by step: people come and give commands by name, time passes, and what
// happened can be asked. For tests; one thread. Nothing here is a rule of its own: everything goes
// through decide() and apply(), as in a room.
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
#include "protocol/session/permissions.hpp"
#include "protocol/session/session.hpp"
#include "protocol/session/view.hpp"
#include "tests/support/templates.hpp"

namespace stepback::test {

/// The people of most stories; their names are their ids too.
inline constexpr std::string_view kFay = "fay";    ///< facilitator
inline constexpr std::string_view kCole = "cole";  ///< co-facilitator
inline constexpr std::string_view kAda = "ada";    ///< member, the presenter once there is a case
inline constexpr std::string_view kBen = "ben";    ///< member
inline constexpr std::string_view kOli = "oli";    ///< observer

/// Where every story begins: an ordinary day, not the epoch, so that a moment that was never set
/// cannot be mistaken for the beginning.
inline constexpr protocol::Instant kStoryBegins{std::chrono::hours{480'000}};

class Story {
 public:
  using Outcome = tl::expected<std::vector<protocol::Event>, protocol::Refusal>;

  /// A session that exists and that nobody has entered.
  explicit Story(protocol::SessionTemplate plan = small_template());
  /// The five people have come, all named by their tokens, and sit in the gathering.
  static Story seated(protocol::SessionTemplate plan = small_template());

  /// A command of this person. Applies what it leads to and gives the events, or the refusal.
  Outcome says(std::string_view who, const protocol::Command& command);
  /// A command of the clock or the coordinator.
  Outcome server(const protocol::Command& command);
  /// Someone opens a connection under this id. `named`: vouched for by their own token.
  Outcome comes(std::string_view who, protocol::Role role, bool named = true);
  /// The same identity again, as its role is known: a reload, a reconnect, a second device.
  Outcome comes_back(std::string_view who);
  Outcome drops(std::string_view who) { return says(who, protocol::command::Drop{}); }
  Outcome leaves(std::string_view who) { return says(who, protocol::command::Leave{}); }
  Outcome opens(std::string_view who, bool audio = true, bool video = true);

  /// Fay advances phase by phase up to this one, naming Ada where the step back needs a presenter.
  /// Fails the test if that is refused.
  void go_to(std::string_view phase);
  /// Lets the clock run, with a tick every second and one at the end.
  void let_pass(protocol::Duration time);
  /// Lets the clock run without a tick.
  void stand_by(protocol::Duration time) { now_ += time; }

  const protocol::Session& session() const { return session_; }
  protocol::Instant now() const { return now_; }
  /// Everything that has happened, the creation first.
  const std::vector<protocol::Event>& events() const { return events_; }
  const std::string& phase() const { return protocol::current_phase(session_).name; }

  /// The person, who must be known to the session: throws std::out_of_range otherwise.
  const protocol::Participant& person(std::string_view who) const;
  protocol::Permissions may(std::string_view who) const;
  protocol::Seat seat(std::string_view who) const;
  protocol::View view(std::string_view who) const;
  /// Who receives what this person sends now, by name.
  std::vector<std::string> audience(std::string_view who, protocol::Media media) const;

 private:
  Outcome act(const protocol::Command& command, const protocol::Actor& who);

  protocol::Instant now_ = kStoryBegins;
  protocol::Session session_;
  std::vector<protocol::Event> events_;
};

/// An id as the commands take it.
protocol::ParticipantId id_of(std::string_view who);

/// The code of a refusal, or nothing if it was none: for EXPECT_EQ.
std::optional<protocol::Code> refusal_of(const Story::Outcome& outcome);

}  // namespace stepback::test
