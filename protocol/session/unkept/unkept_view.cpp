#include "protocol/session/unkept/unkept_view.hpp"

#include <utility>
#include <variant>

namespace stepback::protocol {
namespace {

using Does = PendingChange::Does;
using Pending = std::optional<PendingChange>;

/// Says what a command does that takes something away. Nothing for a command that people do not
/// wait for.
class Describe {
 public:
  Describe(const Session& kept, const Unkept::Change& change) : kept_(kept), change_(change) {}

  Pending operator()(const command::Advance& wanted) const { return phase(wanted.phase); }
  Pending operator()(const command::Tick&) const {
    for (const Event& each : change_.events) {
      const auto* entered = std::get_if<PhaseEntered>(&each);
      if (entered != nullptr) return phase(kept_.template_.phases[entered->phase].name);
    }
    return std::nullopt;
  }
  Pending operator()(const command::Mute& wanted) const {
    return pending(Does::mute, std::nullopt, wanted.participant);
  }
  Pending operator()(const command::Remove& wanted) const {
    return pending(Does::remove, std::nullopt, wanted.participant);
  }
  Pending operator()(const command::Bar& wanted) const {
    return pending(Does::remove, std::nullopt, wanted.participant);
  }
  Pending operator()(const command::Lock&) const {
    return pending(Does::lock, std::nullopt, std::nullopt);
  }
  Pending operator()(const command::Publish&) const {
    return pending(Does::close, std::nullopt, change_.who);
  }
  template <typename Other>
  Pending operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  Pending phase(const std::string& name) const {
    const auto index = kept_.template_.find(name);
    const bool steps_back = index && kept_.template_.phases[*index].steps_back();
    return pending(steps_back ? Does::stepBack : Does::advance, name,
                   steps_back ? kept_.presenter : std::nullopt);
  }
  PendingChange pending(Does does, std::optional<std::string> phase,
                        std::optional<ParticipantId> participant) const {
    return {does, std::move(phase), std::move(participant), change_.since};
  }

  const Session& kept_;
  const Unkept::Change& change_;
};

bool may_see(const PendingChange& pending, const Permissions& may, const ParticipantId& viewer) {
  return may.lead || pending.does == Does::stepBack || pending.participant == viewer;
}

}  // namespace

bool is_overdue(const Unkept::Change& change, Instant now) {
  return change.stays && (!change.handed_over || now - change.since >= kPendingAfter);
}

std::optional<View> view(const Unkept& changes, const Signals& signals, const LiveFacts& live,
                         const ParticipantId& viewer, Instant now, std::optional<Trouble> trouble) {
  const Participant* them = find(changes.in_force(), viewer);
  if (them == nullptr) return std::nullopt;
  View shown = view(changes.in_force(), signals, live, *them);
  shown.revision = changes.kept().revision;
  shown.may = permissions_in_force(changes.kept(), changes.asked(), viewer);
  if (!shown.may.lead) {
    shown.session.next.reset();
    shown.session.appoints.reset();
  } else {
    shown.session.trouble = trouble;
  }
  for (const Unkept::Change& each : changes.changes()) {
    if (!each.takes || !is_overdue(each, now)) continue;
    auto pending = std::visit(Describe{changes.kept(), each}, each.command);
    if (pending && may_see(*pending, shown.may, viewer)) {
      shown.session.pending.push_back(*std::move(pending));
    }
  }
  return shown;
}

}  // namespace stepback::protocol
