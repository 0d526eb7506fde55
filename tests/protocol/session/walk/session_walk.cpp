#include "tests/protocol/session/walk/session_walk.hpp"

#include <algorithm>
#include <deque>
#include <ostream>
#include <unordered_map>
#include <utility>

#include "tests/protocol/session/walk/session_invariants.hpp"
#include "tests/protocol/session/walk/session_key.hpp"
#include "tests/protocol/session/walk/session_oracle.hpp"
#include "tests/support/story.hpp"

namespace stepback::protocol::test {
namespace {

// One in so many of the states that equal a known one is compared with it.
constexpr std::size_t kCompareEvery = 400;

// What is in force is checked in one of so many steps: it costs many times what all else does.
constexpr std::size_t kForceEvery = 251;

struct Node {
  std::uint32_t parent = 0;
  std::uint32_t move = 0;
  std::uint64_t outcomes = 0;  ///< of all moves together
};

struct Concrete {
  std::uint32_t node = 0;
  Session session;
  Instant now;
};

struct Outcome {
  bool accepted = false;
  Session session;  ///< only if accepted
  std::vector<Event> events;
  Instant now;
};

// Spreads a number over all bits (the finaliser of SplitMix64), so that the sum of many numbers
// identifies their collection.
std::uint64_t spread(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

class Walk {
 public:
  Walk(const Setting& setting, const Core& core, std::size_t most_states)
      : setting_(setting), core_(core), most_states_(most_states) {}

  Report run() {
    const Event created = create_session(SessionId{"walk"}, "A walk", setting_.template_,
                                         stepback::test::kStoryBegins);
    Concrete first{0, core_.apply({}, created), stepback::test::kStoryBegins};
    nodes_.push_back({});
    known_.emplace(state_key(first.session, first.now), 0);
    judge_state(first);
    frontier_.push_back(std::move(first));
    while (!frontier_.empty() && !report_.found) {
      const Concrete from = std::move(frontier_.front());
      frontier_.pop_front();
      expand(from);
    }
    if (!report_.found) compare_twins();
    report_.states = nodes_.size();
    return std::move(report_);
  }

 private:
  // Takes one move. report_.found has the fault, if there is one.
  Outcome take(const Concrete& from, std::size_t index) {
    const Move& move = setting_.moves[index];
    Outcome outcome;
    outcome.now = from.now;
    if (std::holds_alternative<command::Tick>(move.command)) outcome.now += move.time;
    std::optional<Command> scheduled;
    if (std::holds_alternative<command::ScheduleReturn>(move.command)) {
      scheduled = command::ScheduleReturn{outcome.now + move.time};
    }
    const Command& command = scheduled ? *scheduled : move.command;
    Decision decision = core_.decide(from.session, command, move.who, outcome.now);
    if (!decision) {
      if (auto broken = broken_in_refusal(from.session, command, move.who, decision.error())) {
        report(*std::move(broken), from.node, index);
      }
      return outcome;
    }
    outcome.accepted = true;
    outcome.events = *std::move(decision);
    if (outcome.events.empty() && outcome.now == from.now) return outcome;
    outcome.session = from.session;
    for (const Event& event : outcome.events) {
      outcome.session = core_.apply(std::move(outcome.session), event);
    }
    const Step step{from.session, outcome.session, command, move.who, outcome.events, outcome.now};
    auto broken = broken_in_step(core_, step);
    if (!broken && ++judged_ % kForceEvery == 0) broken = broken_in_force(core_, step);
    if (broken) report(*std::move(broken), from.node, index);
    return outcome;
  }

  static bool is_void(const Outcome& outcome, const Concrete& from) {
    return outcome.accepted && outcome.events.empty() && outcome.now == from.now;
  }

  bool applies(const Concrete& from, const Move& move) const {
    return !move.only_if_known || find(from.session, *move.who) != nullptr;
  }

  void expand(const Concrete& from) {
    const Session before = from.session;
    std::uint64_t outcomes = 0;
    for (std::size_t index = 0; index < setting_.moves.size() && !report_.found; ++index) {
      const Move& move = setting_.moves[index];
      if (!applies(from, move)) continue;
      Outcome outcome = take(from, index);
      if (report_.found) return;
      ++(outcome.accepted ? report_.steps : report_.refusals);
      if (!outcome.accepted || is_void(outcome, from)) {
        outcomes += spread(outcome.accepted ? 1 : 2);
        continue;
      }
      count_return(from.session, outcome.session);
      const std::uint64_t key = state_key(outcome.session, outcome.now);
      outcomes += spread(key + 3);
      if (move.followed) arrive(from.node, index, key, std::move(outcome));
    }
    nodes_[from.node].outcomes = outcomes;
    // decide() takes the session as a constant. That it does not change it is part of I6.
    if (!report_.found && before != from.session) {
      report_.found = Counterexample{"I6: deciding changed the session", path_to(from.node)};
    }
  }

  void arrive(std::uint32_t parent, std::size_t move, std::uint64_t key, Outcome outcome) {
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    const auto [known, is_new] = known_.emplace(key, index);
    Concrete state{is_new ? index : known->second, std::move(outcome.session), outcome.now};
    if (!is_new) {
      if (++met_again_ % kCompareEvery == 0) twins_.push_back(std::move(state));
      return;
    }
    nodes_.push_back({parent, static_cast<std::uint32_t>(move), 0});
    if (nodes_.size() > most_states_) {
      report_.found = Counterexample{"the walk has more states than it was made for", {}};
      return;
    }
    judge_state(state);
    frontier_.push_back(std::move(state));
  }

  // Checks the key: a state that equals a known one must allow the same moves, and they must lead
  // to equal states.
  void compare_twins() {
    for (const Concrete& twin : twins_) {
      std::uint64_t outcomes = 0;
      for (std::size_t index = 0; index < setting_.moves.size(); ++index) {
        if (!applies(twin, setting_.moves[index])) continue;
        const Outcome outcome = take(twin, index);
        if (report_.found) return;
        const bool stays = !outcome.accepted || is_void(outcome, twin);
        outcomes += spread(stays ? (outcome.accepted ? 1 : 2)
                                 : state_key(outcome.session, outcome.now) + 3);
      }
      ++report_.compared;
      if (outcomes == nodes_[twin.node].outcomes) continue;
      report_.found = Counterexample{"state_key() takes two states for one that behave differently",
                                     path_to(twin.node)};
      return;
    }
  }

  void judge_state(const Concrete& state) {
    if (auto broken = broken_in_state(core_, state.session, state.now)) {
      report_.found = Counterexample{*std::move(broken), path_to(state.node)};
    }
  }

  void count_return(const Session& before, const Session& after) {
    if (!before.presenter || before.presenter != after.presenter) return;
    const Participant* then = find(before, *before.presenter);
    const Participant* now = find(after, *after.presenter);
    if (then == nullptr || now == nullptr) return;
    if (oracle::is_away(before, *then) && !oracle::is_away(after, *now)) {
      ++report_.step_backs_ended;
    }
  }

  void report(std::string broken, std::uint32_t node, std::size_t move) {
    report_.found = Counterexample{std::move(broken), path_to(node)};
    report_.found->path.push_back(setting_.moves[move].name);
  }

  std::vector<std::string> path_to(std::uint32_t node) const {
    std::vector<std::string> path;
    for (; node != 0; node = nodes_[node].parent) {
      path.push_back(setting_.moves[nodes_[node].move].name);
    }
    std::ranges::reverse(path);
    return path;
  }

  const Setting& setting_;
  const Core& core_;
  std::size_t most_states_;
  Report report_;
  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, std::uint32_t> known_;
  std::deque<Concrete> frontier_;
  std::vector<Concrete> twins_;
  std::size_t met_again_ = 0;
  std::size_t judged_ = 0;  ///< steps
};

}  // namespace

Report walk(const Setting& setting, const Core& core, std::size_t most_states) {
  return Walk{setting, core, most_states}.run();
}

std::ostream& operator<<(std::ostream& out, const Counterexample& found) {
  out << found.broken << "\n  after:";
  if (found.path.empty()) out << " nothing";
  for (const std::string& move : found.path) out << "\n    " << move;
  return out;
}

std::ostream& operator<<(std::ostream& out, const Report& report) {
  out << report.states << " states, " << report.steps << " accepted moves, " << report.refusals
      << " refused, " << report.step_backs_ended << " ends of a step back, " << report.compared
      << " equal states compared";
  if (report.found) out << "\n" << *report.found;
  return out;
}

}  // namespace stepback::protocol::test
