#include "support/people/person.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "support/people/measure.hpp"

namespace stepback::flow {
namespace {

/// Longer than anything takes on a busy machine.
constexpr std::chrono::seconds kDeadline{60};
constexpr std::size_t kBlock = kSampleRate / 100;

}  // namespace

const Chair* Seen::chair(const std::string& name) const {
  const auto found = std::ranges::find(chairs, name, &Chair::name);
  return found == chairs.end() ? nullptr : &*found;
}

Person::Person(const std::string& link, std::optional<std::string> name,
               const std::optional<std::string>& ca_file) {
  stepback_config config{};
  config.struct_size = sizeof config;
  config.link = link.c_str();
  config.name = name ? name->c_str() : nullptr;
  config.on_event = &Person::on_event;
  config.user = this;
  config.ca_file = ca_file ? ca_file->c_str() : nullptr;
  if (stepback_create(&config, &client_) != STEPBACK_OK || stepback_join(client_) != STEPBACK_OK) {
    throw std::runtime_error("a person could not be made of a link");
  }
  wait_until("joined", [](const Seen& seen) { return !seen.you.empty(); });
}

Person::~Person() {
  stepback_destroy(client_);
}

void Person::on_event(const stepback_event* event, void* self) {
  static_cast<Person*>(self)->take(*event);
}

void Person::take(const stepback_event& event) {
  const std::scoped_lock lock{mutex_};
  switch (event.type) {
    case STEPBACK_EVENT_STATE: {
      const stepback_state& state = *event.state;
      has_signal_ = has_signal_ || state.signal_count > 0;
      seen_ = {state.revision, state.phase_name, state.you, state.may, {}};
      for (std::size_t i = 0; i < state.participant_count; ++i) {
        const stepback_participant& each = *state.participants[i];
        seen_.chairs.push_back({each.id, each.name, each.seat, each.channel, each.connected != 0,
                                each.audio != 0, each.hearing});
      }
      break;
    }
    case STEPBACK_EVENT_ANSWER:
      answers_[event.request] = event.result == STEPBACK_OK ? "" : event.code ? event.code : "?";
      break;
    case STEPBACK_EVENT_CHAT:
      chat_.emplace_back(event.text);
      break;
    case STEPBACK_EVENT_CONNECTION:
      if (event.connection == STEPBACK_CONNECTION_JOINED) ++times_joined_;
      if (event.connection == STEPBACK_CONNECTION_ENDED) ended_ = event.code ? event.code : "left";
      break;
    default:
      break;
  }
  changed_.notify_all();
}

void Person::wait_until(const std::string& what, const std::function<bool(const Seen&)>& wanted) {
  std::unique_lock lock{mutex_};
  if (!changed_.wait_for(lock, kDeadline, [&] { return wanted(seen_); })) {
    throw std::runtime_error("never came about: " + what + " (phase " + seen_.phase + ")");
  }
}

Seen Person::seen() const {
  const std::scoped_lock lock{mutex_};
  return seen_;
}

std::string Person::id_of(const std::string& name) const {
  const Seen now = seen();
  const Chair* chair = now.chair(name);
  return chair == nullptr ? std::string{} : chair->id;
}

bool Person::has_signal() const {
  const std::scoped_lock lock{mutex_};
  return has_signal_;
}

bool Person::wait_for_signal() {
  std::unique_lock lock{mutex_};
  return changed_.wait_for(lock, kDeadline, [this] { return has_signal_; });
}

std::vector<std::string> Person::chat() const {
  const std::scoped_lock lock{mutex_};
  return chat_;
}

std::size_t Person::times_joined() const {
  const std::scoped_lock lock{mutex_};
  return times_joined_;
}

std::string Person::ended() const {
  const std::scoped_lock lock{mutex_};
  return ended_;
}

std::string Person::ask(
    const std::function<stepback_result(stepback_client*, std::uint32_t*)>& command) {
  std::uint32_t request = 0;
  if (const stepback_result result = command(client_, &request); result != STEPBACK_OK) {
    return stepback_result_text(result);
  }
  std::unique_lock lock{mutex_};
  if (!changed_.wait_for(lock, kDeadline, [&] { return answers_.contains(request); })) {
    throw std::runtime_error("a command was never answered");
  }
  return answers_[request];
}

std::string Person::publish(bool audio) {
  return ask([&](stepback_client* client, std::uint32_t* request) {
    return stepback_publish(client, audio ? 1 : 0, STEPBACK_AS_IT_IS, request);
  });
}

std::string Person::advance(const std::string& phase) {
  return ask([&](stepback_client* client, std::uint32_t* request) {
    return stepback_advance(client, phase.c_str(), request);
  });
}

SoundCard::SoundCard() : thread_([this] { run(); }) {}

SoundCard::~SoundCard() {
  {
    const std::scoped_lock lock{mutex_};
    stop_ = true;
  }
  thread_.join();
}

std::size_t SoundCard::plug_in(const Person& person, Microphone microphone) {
  const std::scoped_lock lock{mutex_};
  people_.push_back({person.client(), std::move(microphone), std::vector<float>(now_)});
  return people_.size() - 1;
}

void SoundCard::set_microphone(std::size_t who, Microphone microphone) {
  const std::scoped_lock lock{mutex_};
  people_[who].microphone = std::move(microphone);
}

std::size_t SoundCard::now() const {
  const std::scoped_lock lock{mutex_};
  return now_;
}

std::vector<float> SoundCard::heard(std::size_t who, std::size_t from, std::size_t until) {
  std::unique_lock lock{mutex_};
  played_.wait(lock, [&] { return now_ >= until; });
  const auto& recording = people_[who].recording;
  return {recording.begin() + static_cast<std::ptrdiff_t>(from),
          recording.begin() + static_cast<std::ptrdiff_t>(until)};
}

void SoundCard::run() {
  auto next = std::chrono::steady_clock::now();
  std::array<float, kBlock> block{};
  while (true) {
    {
      const std::scoped_lock lock{mutex_};
      if (stop_) return;
      for (Plugged& each : people_) {
        block.fill(0);
        if (each.microphone) each.microphone(block, now_);
        stepback_push(each.client, block.data(), block.size());
        stepback_pull(each.client, block.data(), block.size());
        each.recording.insert(each.recording.end(), block.begin(), block.end());
      }
      now_ += kBlock;
    }
    played_.notify_all();
    next += std::chrono::milliseconds{10};
    std::this_thread::sleep_until(next);
  }
}

}  // namespace stepback::flow
