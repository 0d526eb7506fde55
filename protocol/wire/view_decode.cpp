#include "protocol/wire/view_decode.hpp"

#include "protocol/wire/message.hpp"
#include "protocol/wire/rules.hpp"

namespace stepback::protocol {
namespace {

// Members that an earlier server does not send are read only if they exist.

constexpr std::size_t kMostListed = 64;    // people, phases or prompts; more than any session has
constexpr std::size_t kMostSignals = 256;  // open and done; more than the server keeps
constexpr std::size_t kMostPending = 256;  // people times kinds bound them

PhaseView phase_view(ObjectReader in) {
  PhaseView phase;
  phase.name = in.text("name", kIdRule);
  phase.title = in.text("title", kTitleRule);
  phase.since = in.instant("since");
  phase.until = in.instant_or_null("until");
  phase.ends_by = in.word<EndsBy>("endsBy");
  if (in.has("prompts")) phase.prompts = in.texts("prompts", kMostListed, kPromptRule);
  return phase;
}

PhaseSummary phase_summary(ObjectReader in) {
  PhaseSummary phase;
  phase.name = in.text("name", kIdRule);
  phase.title = in.text("title", kTitleRule);
  phase.planned = in.minutes("minutes");
  if (in.has("stepBack")) phase.step_back = in.flag("stepBack");
  if (in.has("eachCase")) phase.each_case = in.flag("eachCase");
  if (in.has("leadersOnly")) phase.leaders_only = in.flag("leadersOnly");
  return phase;
}

NextStep next_step(ObjectReader in) {
  NextStep step;
  step.phase = in.text("phase", kIdRule);
  if (!in.is_null("title")) step.title = in.text("title", kTitleRule);
  step.does = in.word<Does>("does");
  if (!in.is_null("presenter")) step.presenter = read_id<ParticipantId>(in, "presenter");
  step.needs_presenter = in.flag("needsPresenter");
  if (!in.is_null("sure")) step.sure = in.word<Sure>("sure");
  return step;
}

MovedReturn moved_return(ObjectReader in) {
  MovedReturn moved;
  moved.from = in.instant_or_null("from");
  moved.why = in.word<WhyMoved>("why");
  return moved;
}

PendingChange pending_change(ObjectReader in) {
  PendingChange change;
  change.does = in.word<PendingChange::Does>("does");
  if (in.has("phase")) change.phase = in.text("phase", kIdRule);
  if (in.has("participant")) change.participant = read_id<ParticipantId>(in, "participant");
  change.since = in.instant("since");
  return change;
}

SessionView session_view(ObjectReader in) {
  SessionView session;
  session.id = read_id<SessionId>(in, "id");
  session.title = in.text("title", kTitleRule);
  session.template_id = in.text("template", kIdRule);
  session.locked = in.flag("locked");
  session.held = in.flag("held");
  session.held_since = in.instant_or_null("heldSince");
  session.begun_at = in.instant_or_null("begunAt");
  session.ended_at = in.instant_or_null("endedAt");
  session.return_at = in.instant_or_null("returnAt");
  if (in.has("endsAt")) session.ends_at = in.instant_or_null("endsAt");
  ObjectReader one_of = in.object("case");
  session.case_number = one_of.integer<std::uint32_t>("number", 1, 0xFFFF'FFFF);
  session.cases = one_of.integer<std::size_t>("of", 1, 0xFFFF'FFFF);
  if (one_of.has("discussed")) session.case_discussed = one_of.flag("discussed");
  if (one_of.has("over")) session.case_over = one_of.flag("over");
  session.phase = phase_view(in.object("phase"));
  for (ObjectReader& phase : in.objects("phases", 0, kMostListed)) {
    session.phases.push_back(phase_summary(phase));
  }
  if (in.has("next")) session.next = next_step(in.object("next"));
  if (in.has("appoints") && !in.is_null("appoints")) {
    session.appoints = in.word<Appoints>("appoints");
  }
  if (in.has("returnMoved")) session.return_moved = moved_return(in.object("returnMoved"));
  if (in.has("pending")) {
    for (ObjectReader& change : in.objects("pending", 0, kMostPending)) {
      session.pending.push_back(pending_change(change));
    }
  }
  if (in.has("trouble")) session.trouble = in.word<Trouble>("trouble");
  return session;
}

std::vector<ParticipantId> identities(ObjectReader& in, const char* name) {
  std::vector<ParticipantId> people;
  for (std::string& id : in.texts(name, kMostListed, kIdRule)) people.emplace_back(std::move(id));
  return people;
}

ParticipantView participant_view(ObjectReader in) {
  ParticipantView participant;
  participant.id = read_id<ParticipantId>(in, "id");
  participant.name = in.text("name", kNameRule);
  participant.role = in.word<Role>("role");
  participant.seat = in.word<Seat>("seat");
  participant.channel = in.word<Channel>("channel");
  participant.connected = in.flag("connected");
  participant.audio = in.flag("audio");
  participant.video = in.flag("video");
  participant.hand = in.flag("hand");
  participant.ssrc = read_ssrc(in);
  if (in.has("records")) participant.records = in.flag("records");
  if (in.has("answers")) participant.answers = in.flag("answers");
  if (in.has("hearing")) participant.hearing = in.word<Hearing>("hearing");
  if (in.has("by")) participant.by = in.word<CameBy>("by");
  if (in.has("could")) participant.could = identities(in, "could");
  if (in.has("can")) participant.can = in.words<LeaderAct>("can", "act");
  if (in.has("alike")) participant.alike = identities(in, "alike");
  if (in.has("afterRemoval")) participant.after_removal = in.text("afterRemoval", kNameRule);
  return participant;
}

Permissions permissions(ObjectReader in) {
  Permissions may;
  may.speak = in.flag("speak");
  may.show = in.flag("show");
  may.hear = in.flag("hear");
  may.chat = in.flag("chat");
  may.lead = in.flag("lead");
  if (in.has("takeLead")) may.take_lead = in.flag("takeLead");
  if (in.has("comeBack")) may.come_back = in.flag("comeBack");
  return may;
}

SignalRecord signal_record(ObjectReader in) {
  SignalRecord signal;
  signal.id = read_id<SignalId>(in, "id");
  signal.from = read_id<ParticipantId>(in, "from");
  signal.kind = in.word<SignalKind>("kind");
  signal.at = in.instant("at");
  signal.times = in.integer<std::uint32_t>("times", 1, 0xFFFF'FFFF);
  signal.seen_by = identities(in, "seenBy");
  signal.done_at = in.instant_or_null("doneAt");
  return signal;
}

}  // namespace

View read_view(ObjectReader& state) {
  View view;
  view.revision = state.integer<Revision>("revision", 0, kLargestInteger);
  view.session = session_view(state.object("session"));
  for (ObjectReader& participant : state.objects("participants", 0, kMostListed)) {
    view.participants.push_back(participant_view(participant));
  }
  if (state.has("signals")) {
    for (ObjectReader& signal : state.objects("signals", 0, kMostSignals)) {
      view.signals.push_back(signal_record(signal));
    }
  }
  ObjectReader you = state.object("you");
  view.you = read_id<ParticipantId>(you, "id");
  view.may = permissions(you.object("may"));
  return view;
}

}  // namespace stepback::protocol
