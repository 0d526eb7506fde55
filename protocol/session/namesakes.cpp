#include "protocol/session/namesakes.hpp"

#include "protocol/base/fold.hpp"

namespace stepback::protocol {

Namesakes::Namesakes(const Session& session) : session_(session) {
  folded_.reserve(session.participants.size());
  for (const Participant& each : session.participants) folded_.push_back(fold_name(each.name));
}

const std::string& Namesakes::folded(const Participant& person) const {
  return folded_[static_cast<std::size_t>(&person - session_.participants.data())];
}

std::vector<ParticipantId> Namesakes::of(const Participant& person) const {
  std::vector<ParticipantId> alike;
  for (const Participant& each : session_.participants) {
    if (each.connected && each.id != person.id && folded(each) == folded(person)) {
      alike.push_back(each.id);
    }
  }
  return alike;
}

std::optional<std::string> Namesakes::removed_before(const Participant& person) const {
  std::optional<std::string> name;
  if (person.admitted || person.removed) return name;
  for (const Participant& each : session_.participants) {
    if (each.removed && folded(each) == folded(person)) name = each.name;
  }
  return name;
}

}  // namespace stepback::protocol
