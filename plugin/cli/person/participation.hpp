#pragma once

// One person's part in a session: typed lines become commands, the module's events go to a display.
// Used on the host's loop. It owns neither the client nor the display nor the switches; they must
// outlive it.

#include <stepback.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/cli/model/event.hpp"
#include "plugin/cli/person/auto_microphone.hpp"
#include "plugin/cli/person/signal_watch.hpp"
#include "plugin/cli/screen/display.hpp"
#include "plugin/cli/sound/sound_switches.hpp"

namespace stepback::cli {

class Participation {
 public:
  using Steady = std::chrono::steady_clock;

  struct Options {
    bool open_microphone = false;  ///< --mic
    /// Lines typed before joining wait (for scripts) instead of being refused.
    bool lines_wait = false;
    std::chrono::seconds give_up_after{600};
    Sink sink = Sink::speaker;
  };

  /// Why the part is over.
  struct Outcome {
    int exit_code = 0;
    std::string sentence;
  };

  Participation(stepback_client* client, Display& display, SoundSwitches& sound, Options options,
                Steady::time_point now);

  /// Takes a typed line; ignores blank lines.
  void line(std::string_view line);
  /// Refuses a line that could not be read whole; the sentence says why.
  void refuse_line(const std::string& sentence) { refuse("...", "badCommand", sentence); }
  void event(const ReceivedEvent& event, Steady::time_point now);
  /// Call at least once a second.
  void tick(Steady::time_point now);

  /// Whether `join` has been answered, no line waits, and every command has been answered.
  bool idle() const { return was_in_ && waiting_lines_.empty() && requests_.empty(); }
  /// Set once the part is over; the caller then leaves.
  const std::optional<Outcome>& outcome() const { return outcome_; }
  /// The person leaves. Sets the outcome unless there is one already: exit code 0 if they were in
  /// the session, perhaps only outside the door, else kNotReached.
  void leave();

  /// The last state or nullptr, and the server's clock now (0 without a state).
  const stepback_state* state() const { return state_.get(); }
  Instant server_now(Steady::time_point now) const;
  bool joined() const { return joined_; }
  bool not_private() const { return sound_.not_private.load(); }
  Sink sink() const { return options_.sink; }

 private:
  // One typed line and its requests; `admit all` has several.
  struct Asked {
    std::string command;
    std::string remark;  // shown if nothing was refused
    std::size_t open = 0;
    std::optional<AnswerEvent> refusal;
    bool leaves_question = false;  // of `admit all`: somebody needs an answer of the leader first
    bool kept = true;              // false: in force, not kept yet
  };
  using Call = std::function<stepback_result(std::uint32_t* request)>;
  class Performer;  // runs typed commands (participation_commands.cpp)

  bool acts_at_once(std::string_view line) const;
  void execute(const std::string& line);
  void publish(const std::string& line, bool audio, std::string remark = {});
  void ask(const std::string& line, const std::vector<Call>& calls, std::string remark = {},
           bool leaves_question = false);
  void finish(const Asked& asked);
  void refuse(const std::string& line, std::string_view code, std::string sentence);
  static std::string sentence_for(stepback_result result);
  std::string sentence_for(const AnswerEvent& refusal) const;
  void on(const ConnectionEvent& event, Steady::time_point now);
  void on(const StateEvent& event, Steady::time_point now);
  void on(const ChatEvent& event, Steady::time_point now);
  void on(const AnswerEvent& event, Steady::time_point now);
  void on(const KeyframeEvent& event, Steady::time_point now);
  void on(const WayBackEvent& event, Steady::time_point now);
  void on(const SilenceEvent& event, Steady::time_point now);
  void run_waiting_lines();
  void see_signals(Steady::time_point now);

  stepback_client* client_;
  Display& display_;
  SoundSwitches& sound_;
  Options options_;
  AutoMicrophone auto_microphone_;
  SignalWatch signal_watch_;

  bool joined_ = false;  // connected, and the state since then is known
  bool connected_ = false;
  bool was_in_ = false;  // a state has come: the server has answered `join`
  Steady::time_point apart_since_;
  KeptState state_;  // the last one
  Steady::time_point state_came_;
  Circumstances circumstances_;
  std::deque<std::string> waiting_lines_;
  std::map<std::uint32_t, std::shared_ptr<Asked>> requests_;
  std::optional<Outcome> outcome_;
};

}  // namespace stepback::cli
