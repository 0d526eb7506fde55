#include "plugin/src/base/state_view.hpp"

#include <optional>
#include <utility>

#include "protocol/base/contains.hpp"

namespace stepback::plugin {
namespace {

using protocol::Appoints;
using protocol::CameBy;
using protocol::Channel;
using protocol::Does;
using protocol::EndsBy;
using protocol::Hearing;
using protocol::LeaderAct;
using protocol::PendingChange;
using protocol::Role;
using protocol::Seat;
using protocol::SignalKind;
using protocol::Sure;
using protocol::Trouble;
using protocol::WhyMoved;

// The C enums have the same values as the protocol's.
static_assert(STEPBACK_ROLE_OBSERVER == static_cast<int>(Role::observer));
static_assert(STEPBACK_ROLE_CO_FACILITATOR == static_cast<int>(Role::coFacilitator));
static_assert(STEPBACK_SEAT_PRESENTER == static_cast<int>(Seat::presenter));
static_assert(STEPBACK_SEAT_OBSERVER == static_cast<int>(Seat::observer));
static_assert(STEPBACK_CHANNEL_LOBBY == static_cast<int>(Channel::lobby));
static_assert(STEPBACK_CHANNEL_OBSERVER == static_cast<int>(Channel::observer));
static_assert(STEPBACK_ENDS_BY_CLOCK == static_cast<int>(EndsBy::clock));
static_assert(STEPBACK_HEARING_OK == static_cast<int>(Hearing::ok) + 1);
static_assert(STEPBACK_HEARING_NONE == static_cast<int>(Hearing::none) + 1);
static_assert(STEPBACK_CAME_BY_OWN == static_cast<int>(CameBy::own) + 1);
static_assert(STEPBACK_CAME_BY_SHARED == static_cast<int>(CameBy::shared) + 1);
static_assert(STEPBACK_DOES_BEGIN == static_cast<int>(Does::begin) + 1);
static_assert(STEPBACK_DOES_STEP_BACK == static_cast<int>(Does::stepBack) + 1);
static_assert(STEPBACK_DOES_INVITE == static_cast<int>(Does::invite) + 1);
static_assert(STEPBACK_DOES_OTHER == static_cast<int>(Does::other) + 1);
static_assert(STEPBACK_SURE_END == static_cast<int>(Sure::end) + 1);
static_assert(STEPBACK_SIGNAL_PAUSE == static_cast<int>(SignalKind::pause));
static_assert(STEPBACK_SIGNAL_COME_BACK == static_cast<int>(SignalKind::comeBack));
static_assert(STEPBACK_PENDING_STEP_BACK == static_cast<int>(PendingChange::Does::stepBack));
static_assert(STEPBACK_PENDING_CLOSE == static_cast<int>(PendingChange::Does::close));
static_assert(STEPBACK_TROUBLE_DISK == static_cast<int>(Trouble::disk) + 1);
static_assert(STEPBACK_TROUBLE_CLOCK == static_cast<int>(Trouble::clock) + 1);
static_assert(STEPBACK_RETURN_MOVED_LEADER == static_cast<int>(WhyMoved::leader) + 1);
static_assert(STEPBACK_RETURN_MOVED_HOLD == static_cast<int>(WhyMoved::hold) + 1);
static_assert(STEPBACK_APPOINTS_NEXT == static_cast<int>(Appoints::next) + 1);

template <typename C, typename Enum>
C as_c(Enum value, int offset = 0) {
  return static_cast<C>(static_cast<int>(value) + offset);
}

std::int64_t epoch_ms(const std::optional<protocol::Instant>& at) {
  return at ? protocol::to_epoch_ms(*at) : 0;
}

std::vector<const char*> texts_of(const std::vector<protocol::ParticipantId>& ids) {
  std::vector<const char*> texts;
  texts.reserve(ids.size());
  for (const protocol::ParticipantId& id : ids) texts.push_back(id.str().c_str());
  return texts;
}

std::uint8_t flag(bool value) {
  return value ? 1 : 0;
}

stepback_leader_acts flags_of(const std::vector<LeaderAct>& acts) {
  const auto has = [&](LeaderAct act) { return flag(protocol::contains(acts, act)); };
  return {.admit = has(LeaderAct::admit),
          .appoint = has(LeaderAct::appoint),
          .mute = has(LeaderAct::mute),
          .remove = has(LeaderAct::remove),
          .handover = has(LeaderAct::handover),
          .way_back = has(LeaderAct::wayBack)};
}

template <typename T>
std::vector<const T*> pointers_to(const std::vector<T>& items) {
  std::vector<const T*> list;
  list.reserve(items.size());
  for (const T& item : items) list.push_back(&item);
  return list;
}

stepback_answers answers_of(const protocol::ParticipantView& participant) {
  if (!participant.answers) return STEPBACK_ANSWERS_UNKNOWN;
  return *participant.answers ? STEPBACK_ANSWERS_YES : STEPBACK_ANSWERS_NO;
}

}  // namespace

StateView::StateView(protocol::View view, protocol::Instant now) : view_(std::move(view)) {
  state_.revision = view_.revision;
  state_.now = protocol::to_epoch_ms(now);
  fill_session();
  fill_phase();
  fill_next();
  fill_participants();
  fill_signals();
  fill_pending();
  state_.you = view_.you.str().c_str();
  state_.may = {.speak = flag(view_.may.speak),
                .show = flag(view_.may.show),
                .hear = flag(view_.may.hear),
                .chat = flag(view_.may.chat),
                .lead = flag(view_.may.lead),
                .take_lead = flag(view_.may.take_lead),
                .come_back = flag(view_.may.come_back)};
}

void StateView::fill_session() {
  const protocol::SessionView& session = view_.session;
  state_.session_id = session.id.str().c_str();
  state_.title = session.title.c_str();
  state_.template_id = session.template_id.c_str();
  state_.locked = flag(session.locked);
  state_.held = flag(session.held);
  state_.held_since = epoch_ms(session.held_since);
  state_.begun_at = epoch_ms(session.begun_at);
  state_.ended_at = epoch_ms(session.ended_at);
  state_.return_at = epoch_ms(session.return_at);
  state_.ends_at = epoch_ms(session.ends_at);
  if (session.return_moved) {
    state_.return_moved =
        as_c<stepback_return_moved>(session.return_moved->why, STEPBACK_RETURN_MOVED_LEADER);
    state_.return_moved_from = epoch_ms(session.return_moved->from);
  }
  state_.case_number = session.case_number;
  state_.cases = static_cast<std::uint32_t>(session.cases);
  state_.case_discussed = flag(session.case_discussed);
  state_.case_over = flag(session.case_over);
}

void StateView::fill_phase() {
  const protocol::PhaseView& phase = view_.session.phase;
  state_.phase_name = phase.name.c_str();
  state_.phase_title = phase.title.c_str();
  state_.phase_since = protocol::to_epoch_ms(phase.since);
  state_.phase_until = epoch_ms(phase.until);
  state_.phase_ends_by = as_c<stepback_ends_by>(phase.ends_by);
  if (phase.prompts) {
    for (const std::string& prompt : *phase.prompts) prompts_.push_back(prompt.c_str());
  }
  state_.prompts = prompts_.data();
  state_.prompt_count = prompts_.size();
  for (const protocol::PhaseSummary& each : view_.session.phases) {
    phases_.push_back({.name = each.name.c_str(),
                       .title = each.title.c_str(),
                       .planned_ms = each.planned.count(),
                       .step_back = flag(each.step_back),
                       .each_case = flag(each.each_case),
                       .leaders_only = flag(each.leaders_only)});
  }
  phase_list_ = pointers_to(phases_);
  state_.phases = phase_list_.data();
  state_.phase_count = phase_list_.size();
}

void StateView::fill_next() {
  const std::optional<protocol::NextStep>& next = view_.session.next;
  if (next) {
    state_.next_phase = next->phase.c_str();
    if (next->title) state_.next_title = next->title->c_str();
    state_.next_does = as_c<stepback_does>(next->does, STEPBACK_DOES_BEGIN);
    if (next->presenter) state_.next_presenter = next->presenter->str().c_str();
    state_.next_needs_presenter = flag(next->needs_presenter);
    if (next->sure) state_.next_sure = as_c<stepback_sure>(*next->sure, STEPBACK_SURE_DEBRIEF);
  }
  if (view_.session.appoints) {
    state_.appoints = as_c<stepback_appoints>(*view_.session.appoints, STEPBACK_APPOINTS_FIRST);
  }
}

void StateView::fill_participants() {
  for (const protocol::ParticipantView& each : view_.participants) {
    std::vector<const char*>& could = identities_.emplace_back();
    if (each.could) could = texts_of(*each.could);
    const std::vector<const char*>& alike = identities_.emplace_back(texts_of(each.alike));
    participants_.push_back(
        {.id = each.id.str().c_str(),
         .name = each.name.c_str(),
         .role = as_c<stepback_role>(each.role),
         .seat = as_c<stepback_seat>(each.seat),
         .channel = as_c<stepback_channel>(each.channel),
         .connected = flag(each.connected),
         .audio = flag(each.audio),
         .video = flag(each.video),
         .hand = flag(each.hand),
         .ssrc = each.ssrc,
         .hearing = each.hearing ? as_c<stepback_hearing>(*each.hearing, STEPBACK_HEARING_OK)
                                 : STEPBACK_HEARING_UNKNOWN,
         .by = each.by ? as_c<stepback_came_by>(*each.by, STEPBACK_CAME_BY_OWN)
                       : STEPBACK_CAME_BY_UNKNOWN,
         .can = each.can ? flags_of(*each.can) : stepback_leader_acts{},
         .could = could.data(),
         .could_count = could.size(),
         .alike = alike.data(),
         .alike_count = alike.size(),
         .after_removal = each.after_removal ? each.after_removal->c_str() : nullptr,
         .answers = answers_of(each),
         .records = flag(each.records)});
  }
  participant_list_ = pointers_to(participants_);
  state_.participants = participant_list_.data();
  state_.participant_count = participant_list_.size();
}

void StateView::fill_signals() {
  for (const protocol::SignalRecord& each : view_.signals) {
    const std::vector<const char*>& seen_by = identities_.emplace_back(texts_of(each.seen_by));
    signals_.push_back({.id = each.id.str().c_str(),
                        .from = each.from.str().c_str(),
                        .kind = as_c<stepback_signal_kind>(each.kind),
                        .at = protocol::to_epoch_ms(each.at),
                        .times = each.times,
                        .seen_by = seen_by.data(),
                        .seen_by_count = seen_by.size(),
                        .done_at = epoch_ms(each.done_at)});
  }
  signal_list_ = pointers_to(signals_);
  state_.signals = signal_list_.data();
  state_.signal_count = signal_list_.size();
}

void StateView::fill_pending() {
  for (const PendingChange& each : view_.session.pending) {
    pending_.push_back({.does = as_c<stepback_pending_does>(each.does),
                        .phase = each.phase ? each.phase->c_str() : nullptr,
                        .participant = each.participant ? each.participant->str().c_str() : nullptr,
                        .since = protocol::to_epoch_ms(each.since)});
  }
  pending_list_ = pointers_to(pending_);
  state_.pending = pending_list_.data();
  state_.pending_count = pending_list_.size();
  if (view_.session.trouble) {
    state_.trouble = as_c<stepback_trouble>(*view_.session.trouble, STEPBACK_TROUBLE_DISK);
  }
}

}  // namespace stepback::plugin
