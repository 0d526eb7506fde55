// The checks at every read and at every change of the session.

#include <rapidcheck.h>

#include <algorithm>
#include <type_traits>

#include "tests/signalling/sessions/room/schedule/room_schedule.hpp"
#include "tests/support/story.hpp"

namespace stepback::signalling::test {
namespace {

namespace to_server = protocol::to_server;
namespace to_client = protocol::to_client;
using protocol::Channel;
using protocol::Media;
using protocol::SeenBy;

}  // namespace

void Schedule::read_all() {
  for (Person& each : people_) {
    while (read_one(each)) {
    }
  }
}

void Schedule::read_keenly() {
  for (Person& each : people_) {
    if (!each.keen) continue;
    while (read_one(each)) {
    }
    // I3: everything that the circle sent is there.
    for (const std::uint16_t sequence : std::exchange(each.owed, {})) {
      RC_ASSERT((!each.peer || each.dismissed || each.read.contains(sequence)));
    }
  }
}

bool Schedule::read_one(Person& reader) {
  if (!reader.peer) return false;
  const auto next = reader.peer->read();
  if (!next) return false;
  RC_ASSERT(!reader.dismissed);  // nothing follows `bye`
  if (const auto* packet = std::get_if<SlowPeer::Packet>(&*next)) {
    check(reader, *packet);
    return true;
  }
  const auto& message = std::get<protocol::ServerMessage>(*next);
  if (const auto* state = std::get_if<to_client::State>(&message)) {
    check(reader, *state);
  } else if (std::holds_alternative<to_client::Bye>(message)) {
    reader.dismissed = true;
  } else {
    check(reader, message);
  }
  return true;
}

// I6: revisions never shrink, and a revision means the same for everybody.
void Schedule::check(Person& reader, const to_client::State& state) {
  ++sights_.states;
  RC_ASSERT(state.view.revision >= reader.last_revision);
  reader.last_revision = state.view.revision;
  reader.view = state.view;
  for (const protocol::SignalRecord& each : state.view.signals) {
    // Private to the leaders.
    RC_ASSERT((leads(reader.role) || each.from == state.view.you));
    if (each.from != stepback::test::id_of(reader.name)) ++sights_.signals;
  }

  protocol::SessionView common = state.view.session;  // without what leaders alone are told
  common.phase.prompts.reset();
  common.return_moved.reset();
  common.next.reset();
  common.appoints.reset();
  // What changes take before they are kept is told between two revisions.
  common.trouble.reset();
  common.pending.clear();
  common.locked = false;
  RC_ASSERT(told_.emplace(state.view.revision, common).first->second == common);
  for (protocol::ParticipantView each : state.view.participants) {
    // Live facts may change between two revisions.
    each.hand = each.records = false;
    each.answers.reset();
    each.hearing.reset();
    each.by.reset();
    each.could.reset();
    each.can.reset();
    each.connected = each.audio = each.video = each.hand = false;
    each.alike.clear();
    each.after_removal.reset();
    const auto [at, is_new] = shown_.emplace(std::pair{state.view.revision, each.id}, each);
    RC_ASSERT(at->second == each);
  }
}

// I1: a packet comes only after a state in which its sender may send it, under the sender's own
// SSRC.
void Schedule::check(Person& reader, const SlowPeer::Packet& packet) {
  ++sights_.packets_read;
  const auto accepted = accepted_.find(packet.sequence);
  RC_ASSERT(accepted != accepted_.end());
  RC_ASSERT(packet.ssrc == accepted->second.ssrc);
  RC_ASSERT(accepted->second.sender != reader.name);
  RC_ASSERT(reader.read.insert(packet.sequence).second);
  RC_ASSERT(reader.view.has_value());

  const auto& people = reader.view->participants;
  const auto sender = std::ranges::find(people, packet.ssrc, &protocol::ParticipantView::ssrc);
  RC_ASSERT(sender != people.end());
  const bool is_audio = packet.media == Media::audio;
  RC_ASSERT((is_audio ? sender->audio : sender->video));
  const auto& template_ = room_->session().template_;
  const auto& phase = template_.phases[*template_.find(reader.view->session.phase.name)];
  const auto& rule = phase.rule(sender->seat);
  RC_ASSERT((is_audio ? rule.speak : rule.show));
  if (rule.channel == Channel::observer) {
    RC_ASSERT(packet.media == Media::video);
    RC_ASSERT(
        (seen_by_ == SeenBy::everyone || (seen_by_ == SeenBy::leaders && leads(reader.role))));
  }
  RC_ASSERT(reader.view->may.hear);
}

void Schedule::check(const Person& reader, const protocol::ServerMessage& message) const {
  if (const auto* chat = std::get_if<to_client::Chat>(&message)) {
    RC_ASSERT(reader.view.has_value());
    const auto& people = reader.view->participants;
    const auto sender = std::ranges::find(people, chat->from, &protocol::ParticipantView::id);
    RC_ASSERT(sender != people.end());
    const auto& template_ = room_->session().template_;
    RC_ASSERT(
        template_.phases[*template_.find(reader.view->session.phase.name)].rule(sender->seat).chat);
  }
}

// Whether such a person made a request of this type that had no answer before this step.
template <typename Message>
bool Schedule::asked(const std::function<bool(const Person&)>& who) const {
  return std::ranges::any_of(requests_, [&](const Request& each) {
    return std::holds_alternative<Message>(each.message) && who(*each.who);
  });
}

// I4: only a leader's request or the clock changes the phase, and only a person's own request opens
// their microphone or camera.
void Schedule::check_change(const protocol::Session& before) const {
  const auto& now = room_->session();
  RC_ASSERT(now.revision >= before.revision);
  if (now.revision == before.revision) RC_ASSERT(now.phase == before.phase);
  const bool by_nobody = std::ranges::all_of(requests_, &Request::handled);
  if (now.phase != before.phase || now.ended_at != before.ended_at) {
    RC_ASSERT((by_nobody || !answers_at_once() ||
               asked<to_server::Advance>([](const Person& who) { return leads(who.role); })));
  }
  for (const auto& each : now.participants) {
    const auto& rule = now.template_.phases[now.phase].rule(protocol::seat_of(now, each));
    RC_ASSERT((!each.audio || rule.speak));  // else getting the right back would open it
    RC_ASSERT((!each.video || rule.show));
    const auto* earlier = protocol::find(before, each.id);
    const bool opened = (each.audio && (earlier == nullptr || !earlier->audio)) ||
                        (each.video && (earlier == nullptr || !earlier->video));
    if (!opened) continue;
    RC_ASSERT(asked<to_server::Publish>(
        [&](const Person& who) { return stepback::test::id_of(who.name) == each.id; }));
  }
  for (std::size_t i = before.revision; i < now.revision; ++i) check_cause(i);
}

// If a leader is recorded as the cause of a phase, a leader must have asked for it.
void Schedule::check_cause(protocol::Revision revision) const {
  const auto& event = journal_.kept.at(revision - 1);  // the first made the session
  const auto* entered = std::get_if<protocol::PhaseEntered>(&event);
  if (entered == nullptr || entered->by != protocol::PhaseEntered::By::leader) return;
  RC_ASSERT(asked<to_server::Advance>([](const Person& who) { return leads(who.role); }));
}

}  // namespace stepback::signalling::test
