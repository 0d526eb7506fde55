#include "tests/plugin/cli/fake_stepback.hpp"

#include <stepback_sessions.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <string_view>

using stepback::test::FakeStepback;

struct stepback_client {
  char one_of_many = 0;
};

namespace {

FakeStepback* fake = nullptr;
std::array<stepback_client, 16> clients;

std::string word(const char* text) {
  return text == nullptr ? std::string{"-"} : text;
}

stepback_result create_session(const stepback_session_request* request, char** answer) {
  fake->created.push_back(word(request->server) + " " + word(request->token) + " " +
                          word(request->template_id) + " " + word(request->title));
  for (size_t i = 0; i < request->participant_count; ++i) {
    fake->created.push_back(word(request->names[i]) + ":" + std::to_string(request->roles[i]));
  }
  fake->links_until_ms = request->links_until_ms;
  *answer = fake->create_answer.empty() ? nullptr : strdup(fake->create_answer.c_str());
  return fake->create_result;
}
void free_text(char* text) {
  std::free(text);
}
constexpr stepback_sessions sessions{.create = create_session, .free_text = free_text};

}  // namespace

namespace stepback::test {

FakeStepback::FakeStepback() {
  fake = this;
}
FakeStepback::~FakeStepback() {
  fake = nullptr;
}
stepback_client* FakeStepback::client(std::size_t number) {
  return &clients.at(number);
}

stepback_result FakeStepback::note(const stepback_client* client, const std::string& call,
                                   std::uint32_t* request) {
  const auto number = client - clients.data();
  calls.push_back(number == 0 ? call : std::to_string(number) + " " + call);
  if (result == STEPBACK_OK && request != nullptr) *request = ++last_request;
  return result;
}

}  // namespace stepback::test

extern "C" {

uint32_t stepback_abi_version(void) {
  return STEPBACK_ABI_VERSION;
}
const char* stepback_result_text(stepback_result) {
  return "The fake says no.";
}

stepback_result stepback_create(const stepback_config*, stepback_client** client) {
  *client = clients.data();
  return STEPBACK_OK;
}
stepback_result stepback_join(stepback_client*) {
  return STEPBACK_OK;
}
stepback_result stepback_leave(stepback_client*) {
  return STEPBACK_OK;
}
void stepback_destroy(stepback_client*) {}

stepback_result stepback_admit(stepback_client* client, const char* who, uint32_t* request) {
  return fake->note(client, "admit " + word(who), request);
}
stepback_result stepback_admit_as(stepback_client* client, const char* who, const char* as,
                                  uint32_t* request) {
  return fake->note(client, "admit " + word(who) + " as " + word(as), request);
}
stepback_result stepback_admit_new(stepback_client* client, const char* who, uint32_t* request) {
  return fake->note(client, "admit " + word(who) + " new", request);
}
stepback_result stepback_way_back(stepback_client* client, const char* who, uint32_t* request) {
  return fake->note(client, "wayBack " + word(who), request);
}
stepback_result stepback_remove(stepback_client* client, const char* who, uint32_t* request) {
  return fake->note(client, "remove " + word(who), request);
}
stepback_result stepback_remove_and_close_link(stepback_client* client, const char* who,
                                               uint32_t* request) {
  return fake->note(client, "remove " + word(who) + " and close the link", request);
}
stepback_result stepback_lock(stepback_client* client, int on, uint32_t* request) {
  return fake->note(client, "lock " + std::to_string(on), request);
}
stepback_result stepback_appoint(stepback_client* client, const char* who, uint32_t* request) {
  return fake->note(client, "appoint " + word(who), request);
}
stepback_result stepback_advance(stepback_client* client, const char* phase, uint32_t* request) {
  return fake->note(client, "advance " + word(phase), request);
}
stepback_result stepback_schedule_return(stepback_client* client, int64_t at, uint32_t* request) {
  return fake->note(client, "scheduleReturn " + std::to_string(at), request);
}
stepback_result stepback_mute(stepback_client* client, const char* who, uint32_t* request) {
  return fake->note(client, "mute " + word(who), request);
}
stepback_result stepback_handover(stepback_client* client, const char* who, uint32_t* request) {
  return fake->note(client, "handover " + word(who), request);
}
stepback_result stepback_take_lead(stepback_client* client, uint32_t* request) {
  return fake->note(client, "takeLead", request);
}
stepback_result stepback_publish(stepback_client* client, int audio, int video, uint32_t* request) {
  return fake->note(client, "publish " + std::to_string(audio) + " " + std::to_string(video),
                    request);
}
stepback_result stepback_records(stepback_client* client, int on, uint32_t* request) {
  return fake->note(client, "records " + std::to_string(on), request);
}
stepback_result stepback_hand(stepback_client* client, int raised, uint32_t* request) {
  return fake->note(client, "hand " + std::to_string(raised), request);
}
stepback_result stepback_chat(stepback_client* client, const char* text, uint32_t* request) {
  return fake->note(client, "chat " + word(text), request);
}
stepback_result stepback_signal_seen(stepback_client* client, const char* signal,
                                     uint32_t* request) {
  return fake->note(client, "seen " + word(signal), request);
}
stepback_result stepback_signal_done(stepback_client* client, const char* signal,
                                     uint32_t* request) {
  return fake->note(client, "done " + word(signal), request);
}
stepback_result stepback_signal(stepback_client* client, stepback_signal_kind kind,
                                uint32_t* request) {
  return fake->note(client, "signal " + std::to_string(kind), request);
}

size_t stepback_push(stepback_client*, const float* samples, size_t frames) {
  fake->pushed.insert(fake->pushed.end(), samples, samples + frames);
  return frames;
}
size_t stepback_pull(stepback_client*, float* samples, size_t frames) {
  std::fill_n(samples, frames, fake->pulled_value);
  fake->pulled += frames;
  return frames;
}

const void* stepback_get_extension(const char* id) {
  const bool found = fake->has_sessions && id == std::string_view{STEPBACK_EXTENSION_SESSIONS};
  return found ? &sessions : nullptr;
}
}
