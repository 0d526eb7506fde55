#include "signalling/sessions/directory.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "protocol/session/decide/decide.hpp"
#include "signalling/base/log.hpp"

namespace stepback::signalling {

Directory::People Directory::count(const protocol::Session& session) {
  People people{};
  for (const protocol::Participant& each : session.participants) {
    if (each.connected) ++people[static_cast<std::size_t>(protocol::channel_of(session, each))];
  }
  return people;
}

// A new count is needed only after a new revision.
const Directory::People& Directory::people_of(Hosted& hosted) {
  const protocol::Revision newest = hosted.room.newest_revision();
  if (hosted.counted != newest) {
    hosted.people = count(hosted.room.session());
    hosted.counted = newest;
  }
  return hosted.people;
}

SessionSummary Directory::summarise(const protocol::Session& session) {
  const People people = count(session);
  SessionSummary summary{.id = session.id,
                         .title = session.title,
                         .template_id = session.template_.id,
                         .created_at = session.created_at,
                         .begun_at = session.begun_at,
                         .ended_at = session.ended_at,
                         .phase = session.ended_at ? std::string{protocol::kEnded}
                                                   : protocol::current_phase(session).name,
                         .held = session.held_since.has_value(),
                         .lobby = people[static_cast<std::size_t>(protocol::Channel::lobby)],
                         .circle = people[static_cast<std::size_t>(protocol::Channel::circle)],
                         .observer = people[static_cast<std::size_t>(protocol::Channel::observer)]};
  summary.connected = summary.lobby + summary.circle + summary.observer;
  return summary;
}

Directory::Directory(const Clock& clock, Random& random, Journal& journal, Metrics& metrics,
                     const Access& access)
    : clock_(clock), random_(random), journal_(journal), metrics_(metrics), access_(access) {
  journal_.lease().on_lost([this, alive = std::weak_ptr<bool>(alive_)] {
    if (!alive.expired()) forsake_all();
  });
}

Directory::~Directory() = default;

void Directory::create(std::string title, protocol::SessionTemplate template_, Created done,
                       std::optional<protocol::Instant> links_until) {
  if (!journal_.lease().may_act()) {
    return done(tl::unexpected<std::string>("this server does not hold its lease now"));
  }
  const protocol::SessionId id{random_.identifier()};
  const protocol::Instant now = clock_.now();
  auto event =
      protocol::create_session(id, std::move(title), std::move(template_), now, links_until);
  Change change{.session = id, .first = 1, .at = now, .events = {event}};
  journal_.append(std::move(change), [this, id, event = std::move(event),
                                      done = std::move(done)](const Journal::Kept& kept) {
    if (!kept) return done(tl::unexpected(kept.error().why));
    if (!journal_.lease().may_act()) {
      return done(tl::unexpected<std::string>("the lease ended before the journal answered"));
    }
    open(protocol::apply({}, event));
    done(id);
  });
}

void Directory::restore(std::vector<protocol::Session> sessions,
                        std::map<protocol::SessionId, protocol::Signals> signals) {
  for (protocol::Session& each : sessions) {
    const protocol::SessionId id = each.id;
    open(std::move(each), std::move(signals[id]));
    find(id)->recover();
  }
}

void Directory::open(protocol::Session session, protocol::Signals signals) {
  const protocol::SessionId id = session.id;
  // A forsaken room of the session may still be there.
  rooms_.insert_or_assign(
      id, std::make_unique<Hosted>(Room::Dependencies{clock_, random_, journal_, metrics_, access_},
                                   std::move(session), std::move(signals)));
}

const Directory::Hosted* Directory::hosted(const protocol::SessionId& id) const {
  const auto found = rooms_.find(id);
  return found == rooms_.end() || found->second->room.is_forsaken() ? nullptr : found->second.get();
}

Room* Directory::find(const protocol::SessionId& id) {
  return hosted(id) == nullptr ? nullptr : &rooms_.at(id)->room;
}

void Directory::locate(const protocol::SessionId& id, const Located& done) {
  if (Room* const here = find(id)) return done(here);
  journal_.placement().locate(
      id, [this, alive = std::weak_ptr<bool>(alive_), id, done](Placement::Answer answer) {
        if (!alive.expired()) done(settle(id, std::move(answer)));
      });
}

Directory::Location Directory::settle(const protocol::SessionId& id, Placement::Answer answer) {
  if (Room* const here = find(id)) return here;  // another question about it was answered first
  if (const auto* elsewhere = std::get_if<Placement::At>(&answer)) return *elsewhere;
  if (std::holds_alternative<Placement::Unknown>(answer)) return Placement::Unknown{};
  auto* const taken = std::get_if<Placement::Taken>(&answer);
  if (taken == nullptr || restarting_ || !journal_.lease().may_act())
    return Placement::Unavailable{};
  std::vector<protocol::Session> sessions;
  sessions.push_back(std::move(taken->session));
  restore(std::move(sessions), {{id, std::move(taken->signals)}});
  Room* const room = find(id);
  if (room == nullptr) return Placement::Unavailable{};  // lost again at once
  return room;
}

bool Directory::has_begun() const {
  return std::ranges::any_of(rooms_, [](const auto& each) {
    const protocol::Session& session = each.second->room.session();
    return session.begun_at.has_value() && !session.ended_at;
  });
}

std::vector<SessionSummary> Directory::list() const {
  std::vector<SessionSummary> summaries;
  summaries.reserve(rooms_.size());
  for (const auto& [id, hosted] : rooms_) {
    if (!hosted->room.is_forsaken()) summaries.push_back(summarise(hosted->room.session()));
  }
  std::ranges::sort(summaries, {}, &SessionSummary::created_at);
  return summaries;
}

std::optional<SessionSummary> Directory::summary(const protocol::SessionId& id) const {
  const Hosted* const found = hosted(id);
  if (found == nullptr) return std::nullopt;
  return summarise(found->room.session());
}

bool Directory::end(const protocol::SessionId& id, Ended done) {
  Room* const room = find(id);
  if (room == nullptr) return false;
  room->end([this, id, done = std::move(done)](const Room::Outcome& ended) {
    if (!ended) return done(tl::unexpected(ended.error().message));
    if (find(id) == nullptr) {
      return done(tl::unexpected<std::string>("the session is not this server's any more"));
    }
    journal_.remove(id, [this, id, done](const Journal::Kept& removed) {
      if (!removed) {
        Room* const kept = find(id);
        const bool lost = removed.error().kind == JournalFault::Kind::conflict;
        if (lost && kept != nullptr) kept->forsake();
        return done(tl::unexpected(removed.error().why));
      }
      rooms_.erase(id);
      done({});
    });
  });
  return true;
}

void Directory::forget(const std::vector<protocol::SessionId>& sessions) {
  for (const auto& id : sessions) {
    const auto found = rooms_.find(id);
    if (found != rooms_.end() && found->second->room.is_deserted()) rooms_.erase(found);
  }
}

void Directory::tick() {
  const protocol::Instant now = clock_.now();
  std::size_t waiting = 0;
  std::size_t running = 0;
  std::size_t ended = 0;
  People people{};
  std::erase_if(rooms_, [](const auto& each) { return each.second->room.is_forsaken(); });
  for (const auto& [id, hosted] : rooms_) {
    hosted->room.tick();
    const protocol::Session& session = hosted->room.session();
    ++(session.ended_at ? ended : session.begun_at ? running : waiting);
    const People& here = people_of(*hosted);
    for (std::size_t i = 0; i < people.size(); ++i) people[i] += here[i];
  }
  std::erase_if(rooms_, [&](const auto& each) {
    const auto& ended_at = each.second->room.session().ended_at;
    return ended_at && now - *ended_at > kKeepEnded && each.second->room.is_deserted();
  });
  metrics_.set_sessions(waiting, running, ended);
  for (std::size_t i = 0; i < people.size(); ++i) {
    metrics_.set_participants(static_cast<protocol::Channel>(i), people[i]);
  }
}

void Directory::follow_changes() {
  for (const auto& [id, hosted] : rooms_) hosted->room.follow_changes();
}

void Directory::forsake_all() {
  log::error("leaseLost", {{"sessions", rooms_.size()}});
  for (const auto& [id, hosted] : rooms_) hosted->room.forsake();
}

void Directory::restart(std::function<void()> done) {
  restarting_ = true;
  // One more than the rooms, so that `done` is called once even if each room is ready at once.
  const auto left = std::make_shared<std::size_t>(rooms_.size() + 1);
  const auto ready = [left, done = std::move(done)] {
    if (--*left == 0) done();
  };
  for (const auto& [id, hosted] : rooms_) hosted->room.restart(ready);
  ready();
}

}  // namespace stepback::signalling
