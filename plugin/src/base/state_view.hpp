#pragma once

// The session's view as the C structures of stepback.h. It owns every text and list that they point
// to, and never changes once built.

#include <deque>
#include <vector>

#include "plugin/include/stepback.h"
#include "protocol/session/view/view.hpp"

namespace stepback::plugin {

class StateView {
 public:
  StateView(protocol::View view, protocol::Instant now);
  StateView(const StateView&) = delete;
  StateView& operator=(const StateView&) = delete;

  /// Valid as long as this object exists.
  const stepback_state& c_state() const { return state_; }

 private:
  void fill_session();
  void fill_phase();
  void fill_next();
  void fill_participants();
  void fill_signals();
  void fill_pending();

  protocol::View view_;
  stepback_state state_{};
  std::vector<const char*> prompts_;
  std::vector<stepback_phase> phases_;
  std::vector<const stepback_phase*> phase_list_;
  std::deque<std::vector<const char*>> identities_;  ///< the lists of ids; their places stay
  std::vector<stepback_participant> participants_;
  std::vector<const stepback_participant*> participant_list_;
  std::vector<stepback_signal_record> signals_;
  std::vector<const stepback_signal_record*> signal_list_;
  std::vector<stepback_pending_change> pending_;
  std::vector<const stepback_pending_change*> pending_list_;
};

}  // namespace stepback::plugin
