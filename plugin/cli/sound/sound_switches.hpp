#pragma once

// What the host's loop tells the audio thread, and nothing else passes between them.

#include <atomic>

namespace stepback::cli {

struct SoundSwitches {
  /// The server has this person's microphone open: --play's file runs while it is.
  std::atomic<bool> microphone_open{false};
  /// "Not private now": nothing is captured, played or recorded.
  std::atomic<bool> not_private{false};
};

}  // namespace stepback::cli
