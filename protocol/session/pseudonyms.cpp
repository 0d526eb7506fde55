#include "protocol/session/pseudonyms.hpp"

#include <utility>

namespace stepback::protocol {

Event Pseudonyms::operator()(Event event) {
  std::visit(
      [this](auto& each) {
        if constexpr (requires { each.participant; }) each.participant = code(each.participant);
        if constexpr (requires { ParticipantId{each.from}; }) each.from = code(each.from);
        if constexpr (requires { each.name; }) each.name = each.participant.str();
        if constexpr (requires { each.title; }) each.title = each.template_.title;
        if constexpr (requires { each.id; }) each.id = SessionId{"S"};
      },
      event);
  return event;
}

ParticipantId Pseudonyms::code(const ParticipantId& participant) {
  const auto number = codes_.size() + 1;
  return codes_.try_emplace(participant, "P" + std::to_string(number)).first->second;
}

}  // namespace stepback::protocol
