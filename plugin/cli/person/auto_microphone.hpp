#pragma once

// When `--mic` may open the microphone without being typed. Pure.

#include "plugin/cli/model/session_state.hpp"

namespace stepback::cli {

/// Opens it once after each joining, as soon as the person may speak. It stops doing so for good
/// when anything else than a lost connection has closed it: a step back, a leader, a phase in
/// which the person listens, or the person. Then only the person opens it again.
class AutoMicrophone {
 public:
  explicit AutoMicrophone(bool asked) : asked_{asked}, armed_{asked} {}

  /// The connection has joined, for the first time or again.
  void joined();
  /// The person typed it: on trusts this class again, off does not.
  void chosen(bool on);
  /// Whether to open the microphone now. True once; the caller then does it.
  bool opens(const State& state);

 private:
  bool asked_;
  bool armed_;            ///< may open after the next joining
  bool waiting_ = false;  ///< joined, and not opened yet
  bool was_open_ = false;
  bool could_speak_ = false;
};

}  // namespace stepback::cli
