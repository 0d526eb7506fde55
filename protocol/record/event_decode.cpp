// Reads events from JSON: a table of the known forms, with one reading function for each.

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "protocol/json/strict_json.hpp"
#include "protocol/record/event_json.hpp"
#include "protocol/record/template_json.hpp"

namespace stepback::protocol {
namespace {

// Wider than the bounds at entry: what was once written must stay readable.
constexpr TextRule kId{.least = 1, .most = 1024};
constexpr TextRule kAnyText{.least = 0, .most = 4096};
constexpr std::string_view kWhole = "the event";  // as a place

ParticipantId participant(ObjectReader& in) {
  return ParticipantId{in.text("participant", kId)};
}

template <typename Number>
Number count(ObjectReader& in, const char* name) {
  constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
  constexpr auto kLargest = static_cast<std::uint64_t>(kLargestInteger);
  return in.integer<Number>(name, 0, static_cast<Number>(std::min(kMost, kLargest)));
}

void read(ObjectReader& in, Fault& fault, SessionCreated& event) {
  event.id = SessionId{in.text("id", kId)};
  event.title = in.text("title", kAnyText);
  event.template_ = read_template_json(in.object("plan"), fault);
  event.at = in.instant("at");
  if (in.has("linksUntil")) event.links_until = in.instant("linksUntil");
}
void read(ObjectReader& in, Fault&, ParticipantJoined& event) {
  event.participant = participant(in);
  event.name = in.text("name", kAnyText);
  event.role = in.word<Role>("role");
  event.named = in.flag("named");
  event.ssrc = count<Ssrc>(in, "ssrc");
}
void read(ObjectReader& in, Fault&, ParticipantReturned& event) {
  event.participant = participant(in);
  event.name = in.text("name", kAnyText);
}
void read(ObjectReader& in, Fault&, ParticipantAdmitted& event) {
  event.participant = participant(in);
  if (in.has("answer")) {
    in.text(
        "answer", [](std::string_view word) { return word == "new"; }, "new");
    event.is_new = true;
  }
}
void read(ObjectReader& in, Fault&, ParticipantRejoined& event) {
  event.participant = participant(in);
  event.from = ParticipantId{in.text("from", kId)};
}
void read(ObjectReader& in, Fault&, SessionLocked& event) {
  event.on = in.flag("on");
}
void read(ObjectReader& in, Fault&, PresenterAppointed& event) {
  event.participant = participant(in);
  event.case_number = count<std::uint32_t>(in, "case");
}
void read(ObjectReader& in, Fault&, CaseBegun& event) {
  event.case_number = count<std::uint32_t>(in, "case");
}
void read(ObjectReader& in, Fault&, PhaseEntered& event) {
  event.phase = count<std::uint32_t>(in, "phase");
  event.by = in.word<PhaseEntered::By>("by");
  event.at = in.instant("at");
}
void read(ObjectReader& in, Fault&, ReturnMoved& event) {
  event.to = in.instant("to");
  event.from = in.instant_or_null("from");
  event.why = in.word<ReturnMoved::Why>("why");
}
void read(ObjectReader& in, Fault&, DevicesChanged& event) {
  event.participant = participant(in);
  event.audio = in.flag("audio");
  event.video = in.flag("video");
}
void read(ObjectReader& in, Fault&, SessionEnded& event) {
  event.by = in.word<SessionEnded::By>("by");
  event.at = in.instant("at");
}
void read(ObjectReader& in, Fault&, LinkReplaced& event) {
  event.role = in.word<Role>("role");
  event.generation = count<Generation>(in, "generation");
}
void read(ObjectReader& in, Fault&, TokensRevoked& event) {
  event.participant = participant(in);
  event.generation = count<Generation>(in, "generation");
}
void read(ObjectReader& in, Fault&, StepBackCounted& event) {
  event.participant = participant(in);
  event.since = in.instant("since");
  ObjectReader refused = in.object("refused");
  event.refused_audio = count<std::uint64_t>(refused, "audio");
  event.refused_video = count<std::uint64_t>(refused, "video");
  refused.refuse_others();
  ObjectReader forwarded = in.object("forwarded");
  event.forwarded_audio = count<std::uint64_t>(forwarded, "audio");
  event.forwarded_video = count<std::uint64_t>(forwarded, "video");
  forwarded.refuse_others();
}
/// Events that hold only a person, and events that hold only a moment.
template <typename Of>
requires(std::same_as<decltype(Of::participant), ParticipantId>) void read(ObjectReader& in, Fault&,
                                                                           Of& event) {
  event.participant = participant(in);
}
template <typename At>
requires(std::same_as<decltype(At::at), Instant>) void read(ObjectReader& in, Fault&, At& event) {
  event.at = in.instant("at");
}

using Form = Event (*)(ObjectReader& in, Fault& fault);

template <std::size_t Index>
Event read_form(ObjectReader& in, Fault& fault) {
  std::variant_alternative_t<Index, Event> event;
  read(in, fault, event);
  return event;
}

template <std::size_t... Index>
constexpr std::array<Form, sizeof...(Index)> make_forms(std::index_sequence<Index...>) {
  return {&read_form<Index>...};
}

/// The first version of each kind, in the order of Event.
constexpr auto kFirstForms = make_forms(std::make_index_sequence<std::variant_size_v<Event>>{});

const Form* find_form(std::string_view type) {
  for (std::size_t i = 0; i < kFirstForms.size(); ++i) {
    if (name_of_kind(i) == type) return &kFirstForms[i];
  }
  return nullptr;
}

}  // namespace

tl::expected<Event, std::string> decode_event(std::string_view text) {
  const auto document = read_strict_json(text);
  if (!document) {
    return tl::unexpected(sentence_of(document.error(), kWhole));
  }
  Fault fault;
  ObjectReader in{*document, "", fault};
  const std::string type = in.text("type", kId);
  in.integer<int>("version", 1, 1);
  if (fault) return tl::unexpected(fault.sentence(kWhole));
  const Form* form = find_form(type);
  if (form == nullptr) {
    return tl::unexpected<std::string>("/type: expected the name of an event, found another word");
  }
  Event event = (*form)(in, fault);
  in.refuse_others();
  if (fault) return tl::unexpected(fault.sentence(kWhole));
  return event;
}

}  // namespace stepback::protocol
