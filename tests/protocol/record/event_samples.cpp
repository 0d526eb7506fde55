#include "tests/protocol/record/event_samples.hpp"

#include "tests/protocol/wire/generators.hpp"
#include "tests/support/templates.hpp"

namespace stepback::protocol::test {
namespace {

constexpr std::int64_t kLargestInteger = 9'007'199'254'740'991;

ParticipantId any_participant() {
  return ParticipantId{*any_line(128)};
}

template <typename Number>
Number any_number(Number most) {
  return *rc::gen::oneOf(rc::gen::inRange<Number>(0, 100), rc::gen::element<Number>(0, 1, most));
}

Instant any_moment() {
  return from_epoch_ms(any_number<std::int64_t>(kLargestInteger));
}

template <typename Enum>
Enum any_word() {
  return static_cast<Enum>(*rc::gen::inRange<std::size_t>(0, words_of<Enum>.size()));
}

bool flip() {
  return *rc::gen::arbitrary<bool>();
}

SessionTemplate any_template() {
  using stepback::test::kShippedTemplates;
  const auto which = *rc::gen::inRange<std::size_t>(0, kShippedTemplates.size() + 1);
  if (which < kShippedTemplates.size()) {
    return stepback::test::shipped_template(kShippedTemplates[which]);
  }
  return stepback::test::small_template(
      {.discussion_ends_by = any_word<EndsBy>(), .stepped_back_seen_by = any_word<SeenBy>()});
}

void fill(SessionCreated& event) {
  event.id = SessionId{*any_line(128)};
  event.title = *any_line(100);
  event.template_ = any_template();
  event.at = any_moment();
  if (flip()) event.links_until = any_moment();
}
void fill(ParticipantJoined& event) {
  event = {any_participant(), *any_line(64), any_word<Role>(), flip(),
           any_number<Ssrc>(std::numeric_limits<Ssrc>::max())};
}
void fill(ParticipantReturned& event) {
  event = {any_participant(), *any_line(64)};
}
void fill(ParticipantAdmitted& event) {
  event = {any_participant(), flip()};
}
void fill(ParticipantRejoined& event) {
  event = {any_participant(), any_participant()};
}
void fill(SessionLocked& event) {
  event.on = flip();
}
void fill(PresenterAppointed& event) {
  event = {any_participant(), any_number<std::uint32_t>(std::numeric_limits<std::uint32_t>::max())};
}
void fill(CaseBegun& event) {
  event.case_number = any_number<std::uint32_t>(std::numeric_limits<std::uint32_t>::max());
}
void fill(PhaseEntered& event) {
  event = {any_number<std::size_t>(std::numeric_limits<std::uint32_t>::max()),
           any_word<PhaseEntered::By>(), any_moment()};
}
void fill(ReturnMoved& event) {
  event.to = any_moment();
  if (flip()) event.from = any_moment();
  event.why = any_word<ReturnMoved::Why>();
}
void fill(DevicesChanged& event) {
  event = {any_participant(), flip(), flip()};
}
void fill(SessionEnded& event) {
  event = {any_word<SessionEnded::By>(), any_moment()};
}
void fill(LinkReplaced& event) {
  event = {any_word<Role>(), any_number<Generation>(kNoGeneration)};
}
void fill(TokensRevoked& event) {
  event = {any_participant(), any_number<Generation>(kNoGeneration)};
}
void fill(StepBackCounted& event) {
  constexpr std::uint64_t kMost = kLargestInteger;
  event = {any_participant(), any_moment(),      any_number(kMost),
           any_number(kMost), any_number(kMost), any_number(kMost)};
}
template <typename Of>
requires(std::same_as<decltype(Of::participant), ParticipantId>) void fill(Of& event) {
  event.participant = any_participant();
}
template <typename At>
requires(std::same_as<decltype(At::at), Instant>) void fill(At& event) {
  event.at = any_moment();
}

template <std::size_t... Index>
Event make(std::size_t kind, std::index_sequence<Index...>) {
  Event event;
  const auto make_one = [&]<std::size_t One>() {
    if (kind != One) return;
    std::variant_alternative_t<One, Event> value;
    fill(value);
    event = std::move(value);
  };
  (make_one.template operator()<Index>(), ...);
  return event;
}

}  // namespace

rc::Gen<Event> any_event() {
  return rc::gen::exec([] {
    const auto kind = *rc::gen::inRange<std::size_t>(0, std::variant_size_v<Event>);
    return make(kind, std::make_index_sequence<std::variant_size_v<Event>>{});
  });
}

}  // namespace stepback::protocol::test
