#include "plugin/cli/person/auto_microphone.hpp"

namespace stepback::cli {

void AutoMicrophone::joined() {
  waiting_ = armed_;
  was_open_ = false;
  could_speak_ = false;
}

void AutoMicrophone::chosen(bool on) {
  armed_ = asked_ && on;
  waiting_ = false;
}

bool AutoMicrophone::opens(const stepback_state& state) {
  const stepback_participant* me = self(state);
  if (me == nullptr) return false;
  const bool was_closed = was_open_ && me->audio == 0;
  const bool lost_the_right = could_speak_ && state.may.speak == 0;
  const bool is_recognised = !you_.empty() && you_ != text_of(state.you);
  if (was_closed || lost_the_right || is_recognised || is_stepped_back(*me)) {
    armed_ = false;
    waiting_ = false;
  }
  you_ = text_of(state.you);
  was_open_ = me->audio != 0;
  could_speak_ = state.may.speak != 0;
  if (!waiting_ || !could_speak_) return false;
  waiting_ = false;
  return true;
}

}  // namespace stepback::cli
