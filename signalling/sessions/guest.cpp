#include "signalling/sessions/guest.hpp"

#include "signalling/access/tokens.hpp"

namespace stepback::signalling {
namespace {

constexpr std::chrono::hours kResumeLifetime{24};

}  // namespace

std::optional<Guest> guest_of(const protocol::Claims& claims,
                              const std::optional<std::string>& wanted_name, const Network& network,
                              Random& random) {
  const std::optional<std::string> name =
      claims.named() && claims.name ? claims.name : (wanted_name ? wanted_name : claims.name);
  if (!name) return std::nullopt;
  return Guest{
      .id = claims.subject ? *claims.subject : protocol::ParticipantId{random.identifier()},
      .name = *name,
      .role = claims.role,
      .named = claims.named(),
      .generation = claims.generation,
      .network = network};
}

protocol::Claims resume_claims(const protocol::Session& session,
                               const protocol::Participant& participant, protocol::Instant now) {
  return {.issuer = std::string(kIssuer),
          .expires = now + kResumeLifetime,
          .session = session.id,
          .role = participant.role,
          .subject = participant.id,
          .name = participant.name,
          .shared = !participant.named,
          .generation = participant.named ? generation_of(session, participant.id)
                                          : generation_of(session, participant.role)};
}

}  // namespace stepback::signalling
