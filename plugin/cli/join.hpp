#pragma once

// `stepback join`: takes part in a session, on one loop over the keyboard, the module's events and
// signals. Sound moves on its own thread (sound_path.hpp).

#include <optional>
#include <string>

namespace stepback::cli {

struct JoinOptions {
  std::string link;       ///< "-": the first line of standard input
  std::string link_file;  ///< instead of link
  std::string name;       ///< for a shared link
  std::string play;       ///< a sound file to speak with; empty: the microphone
  bool loop = false;      ///< from its end to its beginning
  std::string record;     ///< a WAV file for what is heard
  bool device = false;    ///< sound devices, or none at all; neither: what there is
  bool headless = false;
  bool open_microphone = false;
  bool json = false;
  bool text = false;        ///< lines of text, also on a terminal
  bool stay = false;        ///< go on after the input has ended
  int give_up_after = 600;  ///< seconds without a connection
  std::string ca_file;
};

/// Takes part until the person leaves, the session ends, or it cannot go on. The exit code.
int join(const JoinOptions& options);

}  // namespace stepback::cli
