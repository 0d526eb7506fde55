#include "plugin/cli/person/participation.hpp"

#include <utility>
#include <variant>

#include "plugin/cli/words/exit_code.hpp"
#include "plugin/cli/words/sentences.hpp"
#include "plugin/cli/words/text.hpp"

namespace stepback::cli {

Participation::Participation(stepback_client* client, Display& display, SoundSwitches& sound,
                             Options options, Steady::time_point now)
    : client_{client},
      display_{display},
      sound_{sound},
      options_{options},
      auto_microphone_{options.open_microphone},
      apart_since_{now} {
  circumstances_.sink = options.sink;
}

Instant Participation::server_now(Steady::time_point now) const {
  if (!state_) return 0;
  return state_->now +
         std::chrono::duration_cast<std::chrono::milliseconds>(now - state_came_).count();
}

void Participation::line(std::string_view line) {
  const std::string_view trimmed = trim(line);
  if (trimmed.empty() || outcome_) return;
  const bool must_wait = !joined_ || !waiting_lines_.empty();
  if (options_.lines_wait && must_wait && !acts_at_once(trimmed)) {
    waiting_lines_.emplace_back(trimmed);
  } else {
    execute(std::string{trimmed});
  }
}

void Participation::run_waiting_lines() {
  while (joined_ && !outcome_ && !waiting_lines_.empty()) {
    const std::string line = std::move(waiting_lines_.front());
    waiting_lines_.pop_front();
    execute(line);
  }
}

void Participation::event(const ReceivedEvent& event, Steady::time_point now) {
  std::visit([&](const auto& each) { on(each, now); }, event);
}

void Participation::tick(Steady::time_point now) {
  if (joined_ && state_) {
    see_signals(now);
    for (const std::string& sentence : signal_watch_.overdue(*state_, server_now(now))) {
      display_.note(sentence);
    }
  }
  if (outcome_ || connected_ || now - apart_since_ < options_.give_up_after) return;
  outcome_ = Outcome{kNotReached, sentences::given_up(options_.give_up_after.count())};
}

void Participation::leave() {
  if (outcome_) return;
  outcome_ = was_in_ ? Outcome{kSuccess, sentences::you_left()}
                     : Outcome{kNotReached, sentences::never_in()};
}

void Participation::on(const ConnectionEvent& event, Steady::time_point now) {
  const bool was_connected = connected_;
  connected_ = event.connection == STEPBACK_CONNECTION_JOINED;
  if (was_connected && !connected_) apart_since_ = now;
  joined_ = false;
  switch (event.connection) {
    case STEPBACK_CONNECTION_CONNECTING:
      break;
    case STEPBACK_CONNECTION_JOINED:
      circumstances_.reconnected = state_ != nullptr;
      auto_microphone_.joined();
      signal_watch_.reconnected();
      break;
    case STEPBACK_CONNECTION_LOST:
      sound_.microphone_open = false;
      break;
    case STEPBACK_CONNECTION_ENDED:
      sound_.microphone_open = false;
      // If this host ended the part itself, the outcome is set already.
      if (!outcome_) {
        const bool over = was_in_ && event.code == "sessionEnded";
        outcome_ = Outcome{over ? kSuccess : kFailure, sentences::ended(event.code, event.text)};
      }
      break;
  }
  display_.connection(event);
}

void Participation::on(const StateEvent& event, Steady::time_point now) {
  const KeptState before = std::exchange(state_, event.state);
  state_came_ = now;
  joined_ = connected_;
  was_in_ = true;
  const stepback_participant* me = self(*state_);
  const bool open = me != nullptr && me->audio != 0;
  sound_.microphone_open = open;
  circumstances_.not_private = sound_.not_private;
  display_.state(before.get(), *state_, server_now(now), circumstances_);
  circumstances_.reconnected = false;
  if (!open) circumstances_.closed_own_microphone = false;

  if (auto_microphone_.opens(*state_) && !sound_.not_private) publish({}, true);
  see_signals(now);
  run_waiting_lines();
}

// This host says `seen` by itself only if a person reads the display. A script sends `seen` itself.
void Participation::see_signals(Steady::time_point now) {
  if (!display_.is_read()) return;
  for (const char* signal : signal_watch_.to_see(*state_, now)) {
    static_cast<void>(stepback_signal_seen(client_, signal, nullptr));
  }
}

void Participation::on(const ChatEvent& event, Steady::time_point) {
  if (state_) display_.chat(*state_, event);
}

void Participation::on(const KeyframeEvent&, Steady::time_point) {
  display_.keyframe();
}

void Participation::on(const WayBackEvent& event, Steady::time_point) {
  if (state_) display_.way_back(*state_, event);
}

void Participation::on(const SilenceEvent& event, Steady::time_point) {
  display_.silence(event);
}

}  // namespace stepback::cli
