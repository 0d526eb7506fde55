#pragma once

// Facts for sentences that this host knows and that no state contains.

namespace stepback::cli {

/// Where the sound that this client receives goes.
enum class Sink {
  speaker,  ///< a sound device
  file,     ///< only the file of --record
  none      ///< nothing is played or written; the server is told so
};

struct Circumstances {
  bool closed_own_microphone = false;  ///< the person asked for it
  bool reconnected = false;            ///< the connection was lost since the last state
  bool not_private = false;            ///< the person has switched the sound off
  Sink sink = Sink::speaker;
};

}  // namespace stepback::cli
