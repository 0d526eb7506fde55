// How each typed command uses the module.

#include <utility>
#include <variant>

#include "plugin/cli/person/admission.hpp"
#include "plugin/cli/person/command_line.hpp"
#include "plugin/cli/person/participation.hpp"
#include "plugin/cli/person/phase_choice.hpp"
#include "plugin/cli/person/removal.hpp"
#include "plugin/cli/person/roster.hpp"
#include "plugin/cli/words/sentences.hpp"

namespace stepback::cli {
namespace {

using Lookup = tl::expected<const stepback_participant*, std::string>;

bool works_outside(const TypedCommand& command) {
  return std::holds_alternative<typed::Help>(command) ||
         std::holds_alternative<typed::Camera>(command) ||
         std::holds_alternative<typed::Private>(command) ||
         std::holds_alternative<typed::Leave>(command);
}

}  // namespace

/// Runs one line. Unless works_outside() is true for it, the client has joined and there is a
/// state.
class Participation::Performer {
 public:
  Performer(Participation& part, const std::string& line) : part_{part}, line_{line} {}

  void operator()(const typed::Help&) const {
    page(sentences::help(part_.state_ && part_.state_->may.lead != 0));
  }
  void operator()(const typed::Who&) const { page(sentences::who(state())); }

  void operator()(const typed::Appoint& command) const {
    with_person(find_person(everyone(state()), command.name), stepback_appoint);
  }
  void operator()(const typed::Remove& command) const {
    const auto found = find_removal(state(), command.words);
    if (!found) return refuse("unknownParticipant", found.error());
    ask([&](std::uint32_t* request) {
      return found->closes_link
                 ? stepback_remove_and_close_link(part_.client_, found->who->id, request)
                 : stepback_remove(part_.client_, found->who->id, request);
    });
  }
  void operator()(const typed::Handover& command) const {
    with_person(find_person(everyone(state()), command.name), stepback_handover);
  }
  void operator()(const typed::TakeLead&) const {
    ask([&](std::uint32_t* request) { return stepback_take_lead(part_.client_, request); });
  }
  void operator()(const typed::Mute& command) const {
    with_person(find_person(everyone(state()), command.name), stepback_mute,
                sentences::microphone_closed_of);
  }

  void operator()(const typed::Admit& command) const {
    const People outside = those_outside(state());
    if (outside.empty()) return refuse("unknownParticipant", sentences::nobody_waits_outside());
    if (command.words.empty()) return admit_all(outside);
    const auto found = find_admission(state(), command.words);
    if (!found) return refuse("unknownParticipant", found.error());
    ask([&](std::uint32_t* request) {
      const char* const who = found->who->id;
      if (found->as != nullptr) {
        return stepback_admit_as(part_.client_, who, found->as->id, request);
      }
      return found->is_new ? stepback_admit_new(part_.client_, who, request)
                           : stepback_admit(part_.client_, who, request);
    });
  }
  void operator()(const typed::WayBack& command) const {
    with_person(find_person(everyone(state()), command.name), stepback_way_back);
  }

  void operator()(const typed::Advance& command) const {
    advance(find_phase(state(), command.phase));
  }
  void operator()(const typed::Next&) const {
    if (!state().may.lead) return refuse("notPermitted", sentences::only_leaders_go_on());
    advance(next_phase(state()));
  }

  void operator()(const typed::ReturnAtTime& command) const { move_return(command); }
  void operator()(const typed::ReturnBy& command) const { move_return(command); }
  void operator()(const typed::ReturnAtMinute& command) const { move_return(command); }

  void operator()(const typed::Lock& command) const {
    ask([&](std::uint32_t* request) { return stepback_lock(part_.client_, command.on, request); });
  }
  void operator()(const typed::Hand& command) const {
    if (command.up && stepped_back()) {
      return refuse("notPermitted", sentences::hand_while_stepped_back());
    }
    ask([&](std::uint32_t* request) { return stepback_hand(part_.client_, command.up, request); });
  }
  void operator()(const typed::Say& command) const {
    if (!state().may.chat) {
      return refuse("notPermitted", sentences::chat_not_now(stepped_back()));
    }
    ask([&](std::uint32_t* request) {
      return stepback_chat(part_.client_, command.text.c_str(), request);
    });
  }
  void operator()(const typed::Signal& command) const {
    if (command.kind == STEPBACK_SIGNAL_COME_BACK && state().may.come_back == 0) {
      return refuse("notPermitted", sentences::come_back_not_now());
    }
    ask(
        [&](std::uint32_t* request) {
          return stepback_signal(part_.client_, command.kind, request);
        },
        leader_answers(state()) ? sentences::signal_sent() : sentences::signal_waits());
  }
  void operator()(const typed::SignalOff&) const {
    with_signals(stepback_signal_done,
                 [this](const stepback_signal_record& each) { return is_own(state(), each); });
  }
  void operator()(const typed::SignalsSeen& command) const {
    with_signals_of(command.name, stepback_signal_seen);
  }
  void operator()(const typed::SignalsDone& command) const {
    with_signals_of(command.name, stepback_signal_done);
  }

  void operator()(const typed::Microphone& command) const {
    if (!command.on) {
      part_.auto_microphone_.chosen(false);
      return part_.publish(line_, false);
    }
    if (part_.sound_.not_private) {
      return refuse("notPermitted", sentences::microphone_while_private());
    }
    if (!state().may.speak) {
      return refuse("notPermitted", sentences::microphone_not_now(stepped_back()));
    }
    part_.auto_microphone_.chosen(true);
    part_.publish(line_, true);
  }
  void operator()(const typed::Camera&) const {
    refuse("notPermitted", sentences::no_camera_here());
  }

  // The switch acts on the sound before the server is told.
  void operator()(const typed::Private& command) const {
    part_.sound_.not_private = command.on;
    if (!command.on) {
      return show_remark(
          sentences::private_off(part_.joined_ ? part_.state() : nullptr, part_.options_.sink));
    }
    part_.auto_microphone_.chosen(false);
    const bool server_must_know = part_.joined_ && part_.sound_.microphone_open.exchange(false);
    if (!server_must_know) return show_remark(sentences::private_on());
    part_.publish(line_, false, sentences::private_on());
  }

  void operator()(const typed::Leave&) const {
    part_.leave();
    show_remark({});
  }

 private:
  const stepback_state& state() const { return *part_.state_; }
  bool stepped_back() const {
    const stepback_participant* me = self(state());
    return me != nullptr && is_stepped_back(*me);
  }

  void page(std::vector<std::string> lines) const {
    part_.display_.answer({line_, true, {}, {}, std::move(lines)});
  }
  void show_remark(std::string remark) const {
    part_.display_.answer({line_, true, {}, std::move(remark), {}});
  }
  void refuse(std::string_view code, std::string sentence) const {
    part_.refuse(line_, code, std::move(sentence));
  }
  void ask(const Call& call, std::string remark = {}) const {
    part_.ask(line_, {call}, std::move(remark));
  }

  void with_person(const Lookup& person,
                   stepback_result (*call)(stepback_client*, const char*, std::uint32_t*),
                   std::string (*remark)(const std::string& name) = nullptr) const {
    if (!person) return refuse("unknownParticipant", person.error());
    const stepback_participant& who = **person;
    ask([&](std::uint32_t* request) { return call(part_.client_, who.id, request); },
        remark == nullptr ? std::string{} : remark(who.name));
  }

  // People who need an answer of the leader stay outside.
  void admit_all(const People& outside) const {
    std::vector<Call> calls;
    for (const stepback_participant* each : outside) {
      if (needs_answer(*each)) continue;
      calls.emplace_back([client = part_.client_, each](std::uint32_t* request) {
        return stepback_admit(client, each->id, request);
      });
    }
    part_.ask(line_, calls, {}, calls.size() < outside.size());
  }

  using SignalCall = stepback_result (*)(stepback_client*, const char*, std::uint32_t*);

  // A request for each open signal that `chosen` is true for.
  template <typename Chosen>
  void with_signals(SignalCall call, const Chosen& chosen) const {
    std::vector<Call> calls;
    for (const stepback_signal_record* each : signals_of(state())) {
      if (each->done_at != 0 || !chosen(*each)) continue;
      calls.emplace_back([client = part_.client_, call, each](std::uint32_t* request) {
        return call(client, each->id, request);
      });
    }
    if (calls.empty()) return refuse("unknownParticipant", sentences::no_signal_of_that_name());
    part_.ask(line_, calls);
  }

  // An empty name stands for everybody else.
  void with_signals_of(const std::string& name, SignalCall call) const {
    if (!state().may.lead) return refuse("notPermitted", sentences::only_leaders_see_signals());
    if (name.empty()) {
      return with_signals(call, [this](const auto& each) { return !is_own(state(), each); });
    }
    const auto person = find_person(everyone(state()), name);
    if (!person) return refuse("unknownParticipant", person.error());
    with_signals(call, [&](const auto& each) { return text_of(each.from) == (*person)->id; });
  }

  void advance(const tl::expected<std::string, std::string>& phase) const {
    if (!phase) return refuse("wrongPhase", phase.error());
    ask([&](std::uint32_t* request) {
      return stepback_advance(part_.client_, phase->c_str(), request);
    });
  }

  template <typename How>
  void move_return(const How& how) const {
    const auto at = return_moment(state(), how, part_.server_now(Steady::now()));
    if (!at) return refuse("wrongPhase", at.error());
    ask([&](std::uint32_t* request) {
      return stepback_schedule_return(part_.client_, *at, request);
    });
  }

  Participation& part_;
  const std::string& line_;
};

// `private` acts at once. Other commands that need no session keep their place behind lines that
// do. The `leave` of a script waits for the answer to `join`, so that its exit code tells it.
bool Participation::acts_at_once(std::string_view line) const {
  const auto command = parse_command(line);
  if (!command) return false;
  return std::holds_alternative<typed::Private>(*command) ||
         (works_outside(*command) && waiting_lines_.empty() &&
          (was_in_ || !std::holds_alternative<typed::Leave>(*command)));
}

void Participation::execute(const std::string& line) {
  const auto command = parse_command(line);
  if (!command) return refuse(line, "badCommand", command.error());
  if (!works_outside(*command) && !(joined_ && state_)) {
    return refuse(line, "notJoined", sentences::not_in_session_yet());
  }
  std::visit(Performer{*this, line}, *command);
}

}  // namespace stepback::cli
