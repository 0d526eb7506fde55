#pragma once

// The changes of a session that are decided and not kept yet, and the two sessions that follow from
// them (in_force.hpp). A change is decided on `asked` at once. Then it is handed to the journal,
// and it is `in flight` until the journal has answered. Many changes may be in flight at once.
//
// If the journal cannot keep one of them, it keeps none of those behind it either. When the last
// answer has come, the changes are sorted: a change that takes something away, that brings somebody
// back to their own chair, or that ends a connection, is retained. Any other change is refused with
// `notKept`. The retained changes stay in force. They are handed over again with resume(), until
// the journal works again. A crash loses them, as it loses each change that has had no `ok`.
//
// A value without input and output: time comes in with each call. The owner hands the changes to
// the journal, and says what it answered.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

#include "protocol/session/command.hpp"
#include "protocol/session/decide/decide.hpp"
#include "protocol/session/event.hpp"
#include "protocol/session/in_force.hpp"
#include "protocol/session/refusal.hpp"
#include "protocol/session/session.hpp"

namespace stepback::protocol {

class Unkept {
 public:
  /// Names a change, and the wish of a person whose change is not decided yet.
  using Number = std::uint64_t;

  /// How many changes that only give may be unkept at once, and how many more may be a leader's or
  /// the server's own. Assumptions of this project's design. Changes that take something away have
  /// no bound: a second one changes nothing, so people and kinds bound their number.
  static constexpr std::size_t kMostGiving = 64;
  static constexpr std::size_t kMoreForLeaders = 32;

  struct Change {
    Number number = 0;
    Command command;
    Actor who;
    Instant since;  ///< when it was first decided
    std::vector<Event> events;
    Revision first = 0;        ///< what the first event's revision is once it is kept
    bool takes = false;        ///< takes_away()
    bool stays = false;        ///< retained if the journal cannot keep it
    bool handed_over = false;  ///< in flight; else retained
  };

  /// What became of a command.
  enum class Fate {
    nothing,   ///< nothing is left to do: `asked` says so already
    decided,   ///< a change was made of it
    joined,    ///< the same wish is under way, and ends this one
    waits,     ///< the person's last change of the kind is under way; see take_due()
    withdrawn  ///< a retained change was taken back, and nothing else was to do
  };
  struct Asked {
    Fate fate = Fate::nothing;
    Number number = 0;  ///< of the change or wish that ends this command; 0 if it has ended
    /// A wish that waited. It ends as this command does.
    std::optional<Number> replaces = std::nullopt;
    /// Whether newest() is new. If it is `handed_over`, the owner gives it to the journal now. A
    /// command that waits may have made a change, too: of what it closes.
    bool adds = false;
  };

  /// A change that the journal could not keep.
  struct Sorted {
    Change change;
    /// Nothing if it is retained or if nothing is left to do; else why it was not made.
    std::optional<Refusal> refused;
    bool retained = false;
  };

  /// A command that waited for an earlier one of its person.
  struct Wish {
    Number number = 0;
    Command command;
    Actor who;
  };

  explicit Unkept(Session kept);

  const Session& kept() const { return kept_; }
  const Session& asked() const { return asked_; }
  /// in_force() of the two.
  const Session& in_force() const { return in_force_; }
  /// The changes in their order: all in flight, or all retained while failing().
  const std::vector<Change>& changes() const { return changes_; }
  const Change& newest() const { return changes_.back(); }
  bool empty() const { return changes_.empty() && wishes_.empty(); }
  /// Whether changes were handed over and not answered.
  bool in_flight() const { return unanswered_ > 0; }
  /// Whether the journal has refused a change, and answers are still to come. Those are refusals.
  bool refusing() const { return refused_; }
  /// Whether the journal could not keep the last change that it answered. Then nobody gains a
  /// right: a change that would only give is refused, unless no change is retained.
  bool failing() const { return failing_; }

  /// Decides a command on `asked`, at `now`. The person must also be allowed to give it by what is
  /// in force. `away` are people who count as not connected for this decision. On a refusal nothing
  /// has changed.
  tl::expected<Asked, Refusal> ask(const Command& command, const Actor& who, Instant now,
                                   const std::vector<ParticipantId>& away = {});

  /// The journal has kept the oldest change in flight. Returns it. Nothing was refused before it.
  Change keep_oldest();
  /// The journal has not kept the oldest change in flight that it had not answered.
  void refuse_oldest();
  /// Sorts all changes after a refusal, once nothing is in flight. Returns each one's outcome, in
  /// their order. Returns nothing if nothing was refused or if answers are still to come.
  std::vector<Sorted> sort(Instant now);
  /// Hands the retained changes over again. The owner gives changes() to the journal in their
  /// order. Call it while failing() and nothing is in flight.
  void resume();
  /// Takes out the wishes whose time has come. The owner asks for them again, in this order.
  std::vector<Wish> take_due();
  /// Forgets all changes and wishes; `asked` is `kept` again. Returns their numbers.
  std::vector<Number> abandon();

 private:
  tl::expected<std::vector<Event>, Refusal> decide_now(
      const Command& command, const Actor& who, Instant now,
      const std::vector<ParticipantId>& away) const;
  std::optional<Refusal> refuse_to_give(const Actor& who) const;
  const Change* same_wish(const Command& command) const;
  bool withdraw(const Command& command, const Actor& who, Instant now);
  std::optional<Asked> wait(const Command& command, const Actor& who, Instant now);
  Change change_of(const Command& command, const Actor& who, Instant now,
                   std::vector<Event> events) const;
  void add(Change change);
  std::vector<Sorted> decide_again(std::vector<Change> changes, Instant now);
  void keep_closed(const Session& before, const Actor& opener, Instant now);
  void refresh();

  Session kept_;
  Session asked_;
  Session in_force_;
  std::vector<Change> changes_;
  std::vector<Wish> wishes_;
  std::size_t unanswered_ = 0;  ///< handed over and not answered
  bool refused_ = false;        ///< one of those that were handed over was not kept
  bool failing_ = false;
  Number next_ = 1;
};

}  // namespace stepback::protocol
