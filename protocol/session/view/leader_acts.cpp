#include "protocol/session/view/leader_acts.hpp"

#include "protocol/session/command.hpp"
#include "protocol/session/decide/decide.hpp"
#include "protocol/session/permissions.hpp"
#include "protocol/session/recognition.hpp"

namespace stepback::protocol {

std::vector<LeaderAct> leader_acts(const Session& session, const Participant& leader,
                                   const Participant& other) {
  if (!permissions_of(session, leader).lead) return {};
  // None of these commands depends on the time.
  const auto changes = [&](const Command& command) {
    const auto events = decide(session, command, leader.id, session.phase_since);
    return events && !events->empty();
  };
  std::vector<LeaderAct> acts;
  if (changes(command::Admit{other.id})) acts.push_back(LeaderAct::admit);
  if (changes(command::Appoint{other.id})) acts.push_back(LeaderAct::appoint);
  if (changes(command::Mute{other.id})) acts.push_back(LeaderAct::mute);
  if (changes(command::Remove{other.id})) acts.push_back(LeaderAct::remove);
  if (changes(command::Handover{other.id})) acts.push_back(LeaderAct::handover);
  if (may_have_way_back(session, other)) acts.push_back(LeaderAct::wayBack);
  return acts;
}

}  // namespace stepback::protocol
