#include "protocol/session/event.hpp"

#include <array>

namespace stepback::protocol {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<Event>> kNames{
    "sessionCreated",     "participantJoined",  "participantReturned", "participantAdmitted",
    "participantDropped", "participantLeft",    "participantRemoved",  "sessionLocked",
    "leadTaken",          "presenterAppointed", "caseBegun",           "sessionBegun",
    "phaseEntered",       "returnMoved",        "microphoneMuted",     "devicesChanged",
    "leadersLost",        "leaderBack",         "sessionHeld",         "sessionResumed",
    "sessionEnded",       "stepBackCounted",    "linkReplaced",        "tokensRevoked",
    "participantRejoined"};

}  // namespace

std::string_view name_of(const Event& event) {
  return name_of_kind(event.index());
}

std::string_view name_of_kind(std::size_t index) {
  return kNames.at(index);
}

}  // namespace stepback::protocol
