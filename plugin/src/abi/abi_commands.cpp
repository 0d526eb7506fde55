// stepback.h: the commands.

#include <optional>

#include "plugin/src/abi/abi_support.hpp"
#include "protocol/wire/message.hpp"

namespace {

using stepback::plugin::guarded;
using stepback::plugin::is_text;
using stepback::protocol::ParticipantId;
namespace to_server = stepback::protocol::to_server;

stepback_result request(stepback_client* client, const stepback::protocol::ClientMessage& message,
                        uint32_t* number) {
  return client->client.request(message, number);
}

/// A command about a person.
template <typename Message>
stepback_result about(stepback_client* client, const char* participant, uint32_t* number) {
  if (client == nullptr || !is_text(participant)) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] { return request(client, Message{ParticipantId{participant}}, number); });
}

/// A command about a private signal.
template <typename Message>
stepback_result about_signal(stepback_client* client, const char* signal, uint32_t* number) {
  if (client == nullptr || !is_text(signal)) return STEPBACK_INVALID_ARGUMENT;
  return guarded(
      [&] { return request(client, Message{stepback::protocol::SignalId{signal}}, number); });
}

/// A command that carries a text.
template <typename Message>
stepback_result with_text(stepback_client* client, const char* text, uint32_t* number) {
  if (client == nullptr || !is_text(text)) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] { return request(client, Message{text}, number); });
}

/// A command of numbers alone, or of nothing.
template <typename Message>
stepback_result plain(stepback_client* client, const Message& message, uint32_t* number) {
  if (client == nullptr) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] { return request(client, message, number); });
}

}  // namespace

stepback_result stepback_admit(stepback_client* client, const char* participant, uint32_t* number) {
  return about<to_server::Admit>(client, participant, number);
}

stepback_result stepback_admit_as(stepback_client* client, const char* participant, const char* as,
                                  uint32_t* number) {
  if (client == nullptr || !is_text(participant) || !is_text(as)) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] {
    return request(
        client,
        to_server::Admit{.participant = ParticipantId{participant}, .as = ParticipantId{as}},
        number);
  });
}

stepback_result stepback_admit_new(stepback_client* client, const char* participant,
                                   uint32_t* number) {
  if (client == nullptr || !is_text(participant)) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] {
    return request(client,
                   to_server::Admit{.participant = ParticipantId{participant}, .is_new = true},
                   number);
  });
}

stepback_result stepback_way_back(stepback_client* client, const char* participant,
                                  uint32_t* number) {
  return about<to_server::WayBack>(client, participant, number);
}

stepback_result stepback_remove(stepback_client* client, const char* participant,
                                uint32_t* number) {
  return about<to_server::Remove>(client, participant, number);
}

stepback_result stepback_remove_and_close_link(stepback_client* client, const char* participant,
                                               uint32_t* number) {
  if (client == nullptr || !is_text(participant)) return STEPBACK_INVALID_ARGUMENT;
  return guarded([&] {
    return request(client,
                   to_server::Remove{.participant = ParticipantId{participant}, .close_link = true},
                   number);
  });
}

stepback_result stepback_lock(stepback_client* client, int on, uint32_t* number) {
  return plain(client, to_server::Lock{on != 0}, number);
}

stepback_result stepback_appoint(stepback_client* client, const char* participant,
                                 uint32_t* number) {
  return about<to_server::Appoint>(client, participant, number);
}

stepback_result stepback_advance(stepback_client* client, const char* phase, uint32_t* number) {
  return with_text<to_server::Advance>(client, phase, number);
}

stepback_result stepback_schedule_return(stepback_client* client, int64_t at, uint32_t* number) {
  if (at <= 0) return STEPBACK_INVALID_ARGUMENT;
  return plain(client, to_server::ScheduleReturn{stepback::protocol::from_epoch_ms(at)}, number);
}

stepback_result stepback_mute(stepback_client* client, const char* participant, uint32_t* number) {
  return about<to_server::Mute>(client, participant, number);
}

stepback_result stepback_handover(stepback_client* client, const char* participant,
                                  uint32_t* number) {
  return about<to_server::Handover>(client, participant, number);
}

stepback_result stepback_take_lead(stepback_client* client, uint32_t* number) {
  return plain(client, to_server::TakeLead{}, number);
}

stepback_result stepback_publish(stepback_client* client, int audio, int video, uint32_t* number) {
  if (client == nullptr) return STEPBACK_INVALID_ARGUMENT;
  const auto readable = [](int value) { return value >= STEPBACK_AS_IT_IS && value <= 1; };
  if (!readable(audio) || !readable(video)) return STEPBACK_INVALID_ARGUMENT;
  const auto press = [](int value) {
    return value == STEPBACK_AS_IT_IS ? std::nullopt : std::optional<bool>(value == 1);
  };
  return guarded([&] { return client->client.press(press(audio), press(video), number); });
}

stepback_result stepback_hand(stepback_client* client, int raised, uint32_t* number) {
  return plain(client, to_server::Hand{raised != 0}, number);
}

stepback_result stepback_records(stepback_client* client, int on, uint32_t* number) {
  return plain(client, to_server::Records{on != 0}, number);
}

stepback_result stepback_chat(stepback_client* client, const char* text, uint32_t* number) {
  return with_text<to_server::Chat>(client, text, number);
}

stepback_result stepback_signal(stepback_client* client, stepback_signal_kind kind,
                                uint32_t* number) {
  const int value = static_cast<int>(kind);
  if (value < STEPBACK_SIGNAL_PAUSE || value > STEPBACK_SIGNAL_COME_BACK) {
    return STEPBACK_INVALID_ARGUMENT;
  }
  return plain(client, to_server::Signal{static_cast<stepback::protocol::SignalKind>(value)},
               number);
}

stepback_result stepback_signal_seen(stepback_client* client, const char* signal,
                                     uint32_t* number) {
  return about_signal<to_server::Seen>(client, signal, number);
}

stepback_result stepback_signal_done(stepback_client* client, const char* signal,
                                     uint32_t* number) {
  return about_signal<to_server::Done>(client, signal, number);
}

stepback_result stepback_request_keyframe(stepback_client* client, uint32_t ssrc,
                                          uint32_t* number) {
  return plain(client, to_server::Keyframe{ssrc}, number);
}
