#pragma once

// A simulated person in a rehearsal. An actor acts by the server's states and the clock alone;
// actors do not understand speech. Pure: an actor is given the time, and returns its actions.

#include <stepback.h>

#include <optional>
#include <string>
#include <variant>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli::rehearsal {

namespace actions {
struct Admit {
  std::string participant;
};
/// Says that the person who waits is `as`, who was away.
struct AdmitAs {
  std::string participant;
  std::string as;
};
/// Says that the person who waits is nobody who is away.
struct AdmitNew {
  std::string participant;
};
struct Appoint {
  std::string participant;
};
struct Advance {
  std::string phase;
};
struct OpenMicrophone {};
struct Hand {
  bool raised = false;
};
struct Signal {
  stepback_signal_kind kind = STEPBACK_SIGNAL_PAUSE;
};
}  // namespace actions

using Action =
    std::variant<actions::Admit, actions::AdmitAs, actions::AdmitNew, actions::Appoint,
                 actions::Advance, actions::OpenMicrophone, actions::Hand, actions::Signal>;

/// Gives the command of the action and returns its result. The next state shows the effect. A
/// refusal leaves the state as it is, so that the actor tries again.
stepback_result perform(stepback_client* client, const Action& action);

/// How much an actor wants to talk now.
enum class Wish { none, some, first };

class Actor {
 public:
  virtual ~Actor() = default;
  /// The actor's next action, or nothing. `state` is the newest one, `now` the server's clock.
  /// Called several times a second; an action that changed nothing is returned again.
  virtual std::optional<Action> next(const stepback_state& state, Instant now) = 0;
  /// How much the actor wants to talk; `none` while its microphone is closed.
  virtual Wish wish(const stepback_state& state) const = 0;
  /// A turn to talk begins for this actor.
  virtual void take_turn() = 0;
  /// The actor has joined again, as after a lost connection.
  virtual void rejoined() = 0;
};

/// Decides when a simulated person opens their microphone: some time after getting the right to
/// speak. If a leader has closed it, it stays closed until the right comes anew.
class OwnMicrophone {
 public:
  explicit OwnMicrophone(Instant delay_ms) : delay_ms_{delay_ms} {}

  /// Whether to press the button.
  bool wants_to_open(const stepback_state& state, Instant now);
  /// Forgets everything, as the server closes the microphone at a join.
  void reset() { *this = OwnMicrophone{delay_ms_}; }

 private:
  Instant delay_ms_;
  bool might_speak_ = false;
  bool was_open_ = false;
  Instant since_ = 0;
};

}  // namespace stepback::cli::rehearsal
