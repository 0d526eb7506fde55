#pragma once

// Decides when `--mic` may open the microphone without a typed command. Pure.

#include <string>

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

/// Opens the microphone once after each joining, as soon as the person may speak. It stops for good
/// when anything except a lost connection has closed the microphone: a step back, a leader, a phase
/// in which the person listens, or the person. Then only the person opens it again. It also stops
/// for good when a leader has recognised the person as somebody who was away: that one may have
/// closed the microphone.
class AutoMicrophone {
 public:
  explicit AutoMicrophone(bool asked) : asked_{asked}, armed_{asked} {}

  /// Call it when the client has joined, for the first time or again.
  void joined();
  /// Call it when the person typed `mic`. `on` makes this class open again after later joinings (if
  /// --mic was given), off stops it.
  void chosen(bool on);
  /// Whether to open the microphone now. Returns true once for each joining; the caller then opens
  /// it.
  bool opens(const stepback_state& state);

 private:
  bool asked_;
  bool armed_;            ///< may open after the next joining
  bool waiting_ = false;  ///< joined, and not opened yet
  bool was_open_ = false;
  bool could_speak_ = false;
  std::string you_;  ///< the identity in the last state
};

}  // namespace stepback::cli
