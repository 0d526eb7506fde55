#include "protocol/session/decide/decide.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "protocol/session/decide/rules.hpp"

namespace stepback::protocol {
namespace {

// The people who may give a command. `anyone` is every identity of the session, in the lobby too.
enum class By { anyone, seated, leader, facilitator, server };

// The table of who may do what. The rule of each command checks the rest.
template <typename Command>
inline constexpr By given_by = By::server;
template <>
inline constexpr By given_by<command::Leave> = By::anyone;
template <>
inline constexpr By given_by<command::Publish> = By::seated;
template <>
inline constexpr By given_by<command::Admit> = By::leader;
template <>
inline constexpr By given_by<command::Remove> = By::leader;
template <>
inline constexpr By given_by<command::Lock> = By::leader;
template <>
inline constexpr By given_by<command::Appoint> = By::leader;
template <>
inline constexpr By given_by<command::Advance> = By::leader;
template <>
inline constexpr By given_by<command::ScheduleReturn> = By::leader;
template <>
inline constexpr By given_by<command::Mute> = By::leader;
template <>
inline constexpr By given_by<command::TakeLead> = By::leader;
template <>
inline constexpr By given_by<command::Handover> = By::facilitator;

std::optional<Refusal> refuse_unless(By by, const Session& session, const Participant* who) {
  if (by == By::server) return std::nullopt;
  if (session.ended_at) return Refusal{Code::sessionEnded, "The session has ended."};
  // Commands come over a connection, so a person without one gives none.
  if (who == nullptr || who->removed || who->left || !who->connected) {
    return Refusal{Code::notJoined, "You are not in this session."};
  }
  if (by == By::anyone) return std::nullopt;
  if (!is_seated(*who)) {
    return Refusal{Code::notPermitted, "You are in the lobby: a leader has to let you in first."};
  }
  if (by == By::seated) return std::nullopt;
  if (!is_leader(*who)) {
    return Refusal{Code::notPermitted, "Only a facilitator or co-facilitator can do this."};
  }
  if (!leads(session, *who)) {
    return Refusal{Code::notPermitted, "You present this case: the other leaders lead meanwhile."};
  }
  if (by == By::facilitator && seat_of(session, *who) != Seat::facilitator) {
    return Refusal{Code::notPermitted, "Only the one in the facilitator's seat can do this."};
  }
  return std::nullopt;
}

}  // namespace

Event create_session(SessionId id, std::string title, SessionTemplate template_, Instant now,
                     std::optional<Instant> links_until) {
  return SessionCreated{std::move(id), std::move(title), std::move(template_), now, links_until};
}

std::optional<Refusal> refuse_giver(const Session& session, const Command& command,
                                    const Actor& who) {
  const Participant* actor = who ? find(session, *who) : nullptr;
  return std::visit(
      [&](const auto& wanted) {
        return refuse_unless(given_by<std::decay_t<decltype(wanted)>>, session, actor);
      },
      command);
}

tl::expected<std::vector<Event>, Refusal> decide(const Session& session, const Command& command,
                                                 const Actor& who, Instant now) {
  if (auto refusal = refuse_giver(session, command, who)) {
    return tl::unexpected(std::move(*refusal));
  }
  const rules::DecisionInput input{session, who, who ? find(session, *who) : nullptr, now};
  return std::visit([&](const auto& wanted) { return rules::decide(wanted, input); }, command);
}

}  // namespace stepback::protocol
