// Properties of changes that are not kept yet, whatever people do and whatever the journal answers:
// random moves of the walk's settings, answers in between, refusals, and another try.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <utility>

#include "protocol/session/unkept/unkept.hpp"
#include "tests/protocol/session/walk/session_invariants.hpp"
#include "tests/protocol/session/walk/session_settings.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol::test {
namespace {

using stepback::test::Story;

// What the journal has of the changes that were handed over, as it knows them.
class Model {
 public:
  explicit Model(const SessionTemplate& template_) {
    Story story = Story::seated(template_);
    changes_ = std::make_unique<Unkept>(story.session());
    now_ = story.now();
  }

  void ask(const Move& move) {
    if (std::holds_alternative<command::Tick>(move.command)) now_ += move.time;
    Command command = move.command;
    if (std::holds_alternative<command::ScheduleReturn>(move.command)) {
      command = command::ScheduleReturn{now_ + move.time};
    }
    if (move.only_if_known && find(changes_->asked(), *move.who) == nullptr) return;
    static_cast<void>(changes_->ask(command, move.who, now_));
    if (std::holds_alternative<command::Publish>(command)) wishes_.insert(*move.who);
  }

  // Only the owner opens a microphone or a camera, whatever the journal does.
  void check_devices() {
    for (const Participant& each : changes_->in_force().participants) {
      const auto [open, is_new] = open_.try_emplace(each.id, false, false);
      const bool opened =
          (each.audio && !open->second.first) || (each.video && !open->second.second);
      RC_ASSERT(!opened || wishes_.contains(each.id));
      open->second = {each.audio, each.video};
    }
  }

  void answer(bool keeps) {
    if (!changes_->in_flight()) return;
    if (keeps && !changes_->refusing()) {
      changes_->keep_oldest();
    } else {
      changes_->refuse_oldest();
    }
    for (const Unkept::Sorted& each : changes_->sort(now_)) {
      RC_ASSERT(!each.retained || each.change.stays);
    }
    for (const Unkept::Wish& each : changes_->take_due()) {
      static_cast<void>(changes_->ask(each.command, each.who, now_));
    }
  }

  void resume() {
    if (changes_->failing() && !changes_->in_flight()) changes_->resume();
  }

  void check() const {
    const Session& kept = changes_->kept();
    Session folded = kept;
    Revision next = kept.revision + 1;
    for (const Unkept::Change& each : changes_->changes()) {
      RC_ASSERT(!each.events.empty());
      RC_ASSERT(each.first == next);
      next += each.events.size();
      for (const Event& event : each.events) folded = apply(std::move(folded), event);
    }
    RC_ASSERT(folded == changes_->asked());
    RC_ASSERT(changes_->in_force() == in_force(kept, folded));
    const std::vector<Event> some{LeaderBack{now_}};
    const Step step{kept, folded, no_command_, nobody_, some, now_};
    if (const auto broken = broken_in_force(core_, step)) RC_FAIL(*broken);
  }

  void settle() {
    while (!changes_->changes().empty() || !changes_->empty()) {
      resume();
      while (changes_->in_flight()) answer(true);
    }
    RC_ASSERT(changes_->kept() == changes_->asked());
  }

 private:
  std::unique_ptr<Unkept> changes_;
  Instant now_;
  std::map<ParticipantId, std::pair<bool, bool>> open_;  ///< microphone and camera, in force
  std::set<ParticipantId> wishes_;                       ///< people who ever gave `publish`
  const Core core_ = judged_elsewhere();
  const Command no_command_ = command::Tick{};
  const Actor nobody_;

  // The walk judges takes_away() of single steps; several steps together may give back what they
  // took.
  static Core judged_elsewhere() {
    Core core;
    core.takes_away = [](const Session&, const Session&) { return true; };
    return core;
  }
};

void play(const Setting& setting) {
  Model model{setting.template_};
  const auto length = *rc::gen::inRange<std::size_t>(1, 60);
  for (std::size_t i = 0; i < length; ++i) {
    const int what = *rc::gen::inRange(0, 10);
    if (what < 6) {
      model.ask(setting.moves[*rc::gen::inRange<std::size_t>(0, setting.moves.size())]);
    } else if (what < 8) {
      model.answer(true);
    } else if (what < 9) {
      model.answer(false);
    } else {
      model.resume();
    }
    model.check();
    model.check_devices();
  }
  model.settle();
}

RC_GTEST_PROP(UnkeptStory, GivesOnlyWhatBothSessionsGiveWhereLeadersEndEveryPhase, ()) {
  static const Setting setting = leaders_setting();
  play(setting);
}

RC_GTEST_PROP(UnkeptStory, GivesOnlyWhatBothSessionsGiveWhereEveryoneComesAndGoes, ()) {
  static const Setting setting = door_setting();
  play(setting);
}

}  // namespace
}  // namespace stepback::protocol::test
