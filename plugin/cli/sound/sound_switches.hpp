#pragma once

// Everything that passes between the host's loop and the audio thread.

#include <atomic>

namespace stepback::cli {

struct SoundSwitches {
  /// The server says that this person's microphone is open; --play's file runs while it is.
  std::atomic<bool> microphone_open{false};
  /// "Not private now": nothing is captured, played or recorded.
  std::atomic<bool> not_private{false};
};

}  // namespace stepback::cli
