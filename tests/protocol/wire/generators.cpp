#include "tests/protocol/wire/generators.hpp"

#include <string>
#include <utility>
#include <vector>

#include "protocol/base/text.hpp"

namespace stepback::protocol::test {
namespace {

constexpr std::int64_t kLargestInteger = 9'007'199'254'740'991;

void append_utf8(std::string& text, char32_t c) {
  const auto tail = [&text](char32_t bits) { text += static_cast<char>(0x80 | (bits & 0x3F)); };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    tail(c);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    tail(c >> 6);
    tail(c);
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    tail(c >> 12);
    tail(c >> 6);
    tail(c);
  }
}

/// Code points from every plane that people write in, JSON's own marks, and the neighbours of
/// forbidden ones.
rc::Gen<char32_t> any_visible() {
  return rc::gen::oneOf(
      rc::gen::cast<char32_t>(rc::gen::inRange(0x21, 0x7F)),
      rc::gen::cast<char32_t>(rc::gen::inRange(0xA1, 0xAD)),
      rc::gen::cast<char32_t>(rc::gen::inRange(0xC0, 0x500)),
      rc::gen::cast<char32_t>(rc::gen::inRange(0x4E00, 0x9FFF)),
      rc::gen::cast<char32_t>(rc::gen::inRange(0x1F600, 0x1F650)),
      rc::gen::element<char32_t>(U'"', U'\\', U'/', U' ', 0xA0, 0x2027, 0x202F, 0x2065, 0x206A,
                                 0xD7FF, 0xE000, 0xFFFD, 0x10FFFF));
}

rc::Gen<std::size_t> any_length(std::size_t most) {
  return rc::gen::weightedOneOf<std::size_t>({{6, rc::gen::inRange<std::size_t>(1, 20)},
                                              {1, rc::gen::just<std::size_t>(1)},
                                              {1, rc::gen::just(most)}});
}

rc::Gen<std::string> any_text(std::size_t most, const rc::Gen<char32_t>& character) {
  return rc::gen::exec([most, character] {
    std::string text;
    const auto length = std::min(most, *any_length(most));
    for (const char32_t c : *rc::gen::container<std::vector<char32_t>>(length, character)) {
      append_utf8(text, c);
    }
    return text;
  });
}

rc::Gen<std::string> any_paragraph(std::size_t most) {
  return any_text(most, rc::gen::weightedOneOf<char32_t>(
                            {{9, any_visible()}, {1, rc::gen::element(U'\n', U'\t')}}));
}

rc::Gen<std::string> any_token() {
  return any_text(4096, rc::gen::elementOf(std::u32string(U"ABCxyz019-_.")));
}

template <typename Identifier>
rc::Gen<Identifier> any_id() {
  return rc::gen::construct<Identifier>(any_text(128, any_visible()));
}

template <typename T>
rc::Gen<T> any_number(T least, T most) {
  return rc::gen::weightedOneOf<T>({{4, rc::gen::inRange<T>(least, most)},
                                    {4, rc::gen::inRange<T>(least, least + 100)},
                                    {1, rc::gen::just(least)},
                                    {1, rc::gen::just(most)}});
}

rc::Gen<Instant> any_instant() {
  return rc::gen::map(any_number<std::int64_t>(0, kLargestInteger), from_epoch_ms);
}

rc::Gen<Ssrc> any_ssrc() {
  return any_number<Ssrc>(1, 0xFFFF'FFFF);
}

template <typename Enum>
rc::Gen<Enum> any_word() {
  return rc::gen::map(rc::gen::inRange<std::size_t>(0, words_of<Enum>.size()),
                      [](std::size_t index) { return static_cast<Enum>(index); });
}

template <typename T>
std::optional<T> maybe(const rc::Gen<T>& gen) {
  if (!*rc::gen::arbitrary<bool>()) return std::nullopt;
  return *gen;
}

bool flag() {
  return *rc::gen::arbitrary<bool>();
}

template <typename Message>
rc::Gen<ClientMessage> about_someone() {
  return rc::gen::map(any_id<ParticipantId>(),
                      [](ParticipantId id) { return ClientMessage{Message{std::move(id)}}; });
}

template <typename Variant, typename Make>
rc::Gen<Variant> made_by(Make make) {
  return rc::gen::exec([make] { return Variant{make()}; });
}

rc::Gen<ClientMessage> any_client_message() {
  using namespace to_server;
  using Message = ClientMessage;
  return rc::gen::oneOf(
      made_by<Message>([] {
        return Join{*any_token(), maybe(any_line(kLimits.name_characters)), flag()};
      }),
      made_by<Message>([] {
        Admit admit{.participant = *any_id<ParticipantId>(), .as = maybe(any_id<ParticipantId>())};
        admit.is_new = !admit.as && flag();
        return admit;
      }),
      rc::gen::just(Message{Leave{}}), rc::gen::just(Message{TakeLead{}}), made_by<Message>([] {
        return Remove{*any_id<ParticipantId>(), flag()};
      }),
      about_someone<Appoint>(), about_someone<Mute>(), about_someone<Handover>(),
      about_someone<WayBack>(), made_by<Message>([] { return Lock{flag()}; }),
      made_by<Message>([] { return Advance{*any_text(128, any_visible())}; }),
      made_by<Message>([] { return ScheduleReturn{*any_instant()}; }), made_by<Message>([] {
        return Publish{flag(), flag()};
      }),
      made_by<Message>([] { return Hand{flag()}; }),
      made_by<Message>([] { return Records{flag()}; }),
      made_by<Message>([] { return Chat{*any_paragraph(kLimits.text_characters)}; }),
      made_by<Message>([] { return Signal{*any_word<SignalKind>()}; }),
      made_by<Message>([] { return Seen{*any_id<SignalId>()}; }),
      made_by<Message>([] { return Done{*any_id<SignalId>()}; }),
      made_by<Message>([] { return Keyframe{*any_ssrc()}; }), made_by<Message>([] {
        const auto count = any_number<std::uint64_t>(0, kLargestInteger);
        return Report{*count, *count, flag()};
      }),
      made_by<Message>([] { return Ping{*any_instant()}; }));
}

PhaseView some_phase() {
  PhaseView phase;
  phase.name = *any_text(128, any_visible());
  phase.title = *any_line(100);
  phase.since = *any_instant();
  phase.until = maybe(any_instant());
  phase.ends_by = *any_word<EndsBy>();
  if (flag()) {
    phase.prompts.emplace();
    for (auto left = *rc::gen::inRange(0, 3); left > 0; --left) {
      phase.prompts->push_back(*any_line(200));
    }
  }
  return phase;
}

PhaseSummary some_summary() {
  const auto planned = *rc::gen::oneOf(
      rc::gen::map(rc::gen::inRange(0, 1441), [](int m) { return Duration{m * 60'000}; }),
      rc::gen::map(rc::gen::inRange(0, 86'400'001), [](int ms) { return Duration{ms}; }));
  return {*any_text(128, any_visible()), *any_line(100), planned, flag(), flag(), flag()};
}

NextStep some_step() {
  NextStep step;
  step.phase = *any_text(128, any_visible());
  step.title = maybe(any_line(100));
  step.does = *any_word<Does>();
  step.presenter = maybe(any_id<ParticipantId>());
  step.needs_presenter = flag();
  step.sure = maybe(any_word<Sure>());
  return step;
}

ParticipantView some_participant() {
  ParticipantView participant;
  participant.id = *any_id<ParticipantId>();
  participant.name = *any_line(kLimits.name_characters);
  participant.role = *any_word<Role>();
  participant.seat = *any_word<Seat>();
  participant.channel = *any_word<Channel>();
  participant.connected = flag();
  participant.audio = flag();
  participant.video = flag();
  participant.hand = flag();
  participant.ssrc = *any_ssrc();
  participant.records = flag();
  if (flag()) participant.answers = flag();
  participant.hearing = maybe(any_word<Hearing>());
  participant.by = maybe(any_word<CameBy>());
  if (flag()) {
    participant.could = *rc::gen::container<std::vector<ParticipantId>>(
        *rc::gen::inRange<std::size_t>(0, 3), any_id<ParticipantId>());
  }
  if (flag()) {
    auto& can = participant.can.emplace();
    for (std::size_t act = 0; act < words_of<LeaderAct>.size(); ++act) {
      if (flag()) can.push_back(static_cast<LeaderAct>(act));
    }
  }
  participant.alike = *rc::gen::container<std::vector<ParticipantId>>(
      *rc::gen::inRange<std::size_t>(0, 3), any_id<ParticipantId>());
  participant.after_removal = maybe(any_line(kLimits.name_characters));
  return participant;
}

PendingChange some_pending() {
  PendingChange change;
  change.does = *any_word<PendingChange::Does>();
  change.phase = maybe(any_text(128, any_visible()));
  change.participant = maybe(any_id<ParticipantId>());
  change.since = *any_instant();
  return change;
}

SessionView some_session() {
  SessionView session;
  session.id = *any_id<SessionId>();
  session.title = *any_line(100);
  session.template_id = *any_text(128, any_visible());
  session.locked = flag();
  session.held = flag();
  session.held_since = maybe(any_instant());
  session.begun_at = maybe(any_instant());
  session.ended_at = maybe(any_instant());
  session.return_at = maybe(any_instant());
  session.ends_at = maybe(any_instant());
  if (flag()) session.return_moved = {maybe(any_instant()), *any_word<WhyMoved>()};
  session.case_number = *any_number<std::uint32_t>(1, 0xFFFF'FFFF);
  session.cases = *any_number<std::size_t>(1, 0xFFFF'FFFF);
  session.case_discussed = flag();
  session.case_over = flag();
  session.phase = some_phase();
  for (auto left = *rc::gen::inRange(0, 8); left > 0; --left) {
    session.phases.push_back(some_summary());
  }
  if (flag()) {
    session.next = some_step();
    session.appoints = maybe(any_word<Appoints>());
  }
  for (auto left = *rc::gen::inRange(0, 3); left > 0; --left) {
    session.pending.push_back(some_pending());
  }
  session.trouble = maybe(any_word<Trouble>());
  return session;
}

SignalRecord some_signal() {
  SignalRecord signal;
  signal.id = *any_id<SignalId>();
  signal.from = *any_id<ParticipantId>();
  signal.kind = *any_word<SignalKind>();
  signal.at = *any_instant();
  signal.times = *any_number<std::uint32_t>(1, 0xFFFF'FFFF);
  for (auto left = *rc::gen::inRange(0, 3); left > 0; --left) {
    signal.seen_by.push_back(*any_id<ParticipantId>());
  }
  signal.done_at = maybe(any_instant());
  return signal;
}

to_client::State some_state() {
  to_client::State state;
  state.now = *any_instant();
  state.view.revision = *any_number<Revision>(0, kLargestInteger);
  state.view.session = some_session();
  for (auto left = *rc::gen::inRange(0, 6); left > 0; --left) {
    state.view.participants.push_back(some_participant());
  }
  for (auto left = *rc::gen::inRange(0, 4); left > 0; --left) {
    state.view.signals.push_back(some_signal());
  }
  state.view.you = *any_id<ParticipantId>();
  state.view.may = {flag(), flag(), flag(), flag(), flag(), flag(), flag()};
  return state;
}

Limits some_limits() {
  const auto limit = any_number<std::size_t>(1, kLargestInteger);
  return {*limit, *limit, *limit, *limit, *limit, *limit, *limit, *limit, *limit};
}

}  // namespace

rc::Gen<std::string> any_line(std::size_t most) {
  return rc::gen::suchThat(any_text(most, any_visible()),
                           [most](const std::string& text) { return valid_line(text, most); });
}

rc::Gen<Request> any_request() {
  return rc::gen::exec([] {
    return Request{maybe(any_number<RequestId>(0, kLargestInteger)), *any_client_message()};
  });
}

rc::Gen<ServerMessage> any_server_message() {
  using namespace to_client;
  using Message = ServerMessage;
  return rc::gen::oneOf(
      made_by<Message>([] {
        return Welcome{*any_id<ParticipantId>(), *any_token(), some_limits()};
      }),
      made_by<Message>(some_state), made_by<Message>([] {
        return Ok{*any_number<RequestId>(0, kLargestInteger), flag()};
      }),
      made_by<Message>([] {
        return Error{maybe(any_number<RequestId>(0, kLargestInteger)), *any_word<Code>(),
                     *any_paragraph(1000)};
      }),
      made_by<Message>([] {
        return Chat{*any_id<ParticipantId>(), *any_paragraph(kLimits.text_characters)};
      }),
      made_by<Message>([] {
        return WayBack{*any_id<ParticipantId>(), *any_token(), *any_instant()};
      }),
      rc::gen::just(Message{Keyframe{}}), made_by<Message>([] {
        return Pong{*any_instant(), *any_instant()};
      }),
      made_by<Message>([] {
        return Bye{*any_word<Code>(), *any_paragraph(1000)};
      }));
}

}  // namespace stepback::protocol::test
