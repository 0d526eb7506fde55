#pragma once

// Somebody in a rehearsal who is no person. What they do follows from the states that the server
// sends them and from the clock, and from nothing else: no word of the talk is understood here.
// Pure: time comes in, deeds come out.

#include <stepback.h>

#include <optional>
#include <string>
#include <variant>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli::rehearsal {

namespace deeds {
struct Admit {
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
}  // namespace deeds

using Deed = std::variant<deeds::Admit, deeds::Appoint, deeds::Advance, deeds::OpenMicrophone,
                          deeds::Hand, deeds::Signal>;

/// Gives the deed's command. What comes of it is in the next state; a refusal leaves the state as
/// it is, and so the actor tries again.
stepback_result perform(stepback_client* client, const Deed& deed);

/// How much somebody wants to talk now.
enum class Wish { none, some, first };

class Actor {
 public:
  virtual ~Actor() = default;
  /// What they do now, if anything. `state` is the newest one, `now` the server's clock. Asked
  /// several times a second; a deed that changed nothing is given again.
  virtual std::optional<Deed> next(const State& state, Instant now) = 0;
  /// Whether they would talk; never more than their open microphone allows.
  virtual Wish wish(const State& state) const = 0;
  /// A turn to talk begins for them.
  virtual void take_turn() = 0;
  /// They are in the session anew, as after a lost connection.
  virtual void rejoined() = 0;
};

/// When a simulated person opens their own microphone: some time after the right to speak came, and
/// not again when a leader has closed it, until the right came anew.
class OwnMicrophone {
 public:
  explicit OwnMicrophone(Instant delay_ms) : delay_ms_{delay_ms} {}

  /// Whether to press the button.
  bool wants_to_open(const State& state, Instant now);
  /// Everything before is forgotten, as the server does at a join.
  void reset() { *this = OwnMicrophone{delay_ms_}; }

 private:
  Instant delay_ms_;
  bool might_speak_ = false;
  bool was_open_ = false;
  Instant since_ = 0;
};

}  // namespace stepback::cli::rehearsal
