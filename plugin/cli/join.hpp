#pragma once

// `stepback join`: takes part in a session, with one loop for the keyboard, the module's events and
// signals. Sound moves on its own thread (sound_path.hpp).

#include <optional>
#include <string>

namespace stepback::cli {

struct JoinOptions {
  std::string link;       ///< "-" for the first line of standard input
  std::string link_file;  ///< instead of link
  std::string name;       ///< for a shared link
  std::string play;       ///< a sound file to speak with; empty for the microphone
  bool loop = false;      ///< play the file again and again
  std::string record;     ///< a WAV file for the sound heard
  bool device = false;    ///< use sound devices, or fail
  bool headless = false;  ///< use none; with neither flag, use them on a terminal if there are any
  bool open_microphone = false;
  bool json = false;
  bool text = false;        ///< show lines of text, also on a terminal
  bool stay = false;        ///< stay after the input has ended
  int give_up_after = 600;  ///< seconds without a connection
  std::string ca_file;
};

/// Takes part until the person leaves, the session ends, or it cannot go on. Returns the exit code.
int join(const JoinOptions& options);

}  // namespace stepback::cli
