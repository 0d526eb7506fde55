#include "plugin/src/session/client.hpp"

#include <csignal>
#include <random>
#include <utility>

#include "protocol/base/limits.hpp"

namespace stepback::plugin {
namespace {

// A little longer than the conversation waits for the server, since the thread may be busy with
// looking up a name.
constexpr std::chrono::milliseconds kReturnWithin{2500};

// Blocks all signals for the new thread: the host's handlers do not run on it, and a broken pipe
// does not end the host.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

}  // namespace

Client::Client(const Settings& settings)
    : callback_(settings.on_event, settings.user),
      events_(settings.on_event != nullptr ? static_cast<EventSink&>(callback_)
                                           : static_cast<EventSink&>(queue_)),
      transport_({.server = settings.link.server, .ca_file = settings.ca_file}),
      media_(std::random_device{}(), {.wire = transport_,
                                      .events = events_,
                                      .clock = clock_,
                                      .playout = playout_,
                                      .statistics = statistics_,
                                      .presence = presence_,
                                      .seal = seal_}),
      conversation_({.link = settings.link,
                     .name = settings.name,
                     .records = settings.records,
                     .seed = std::random_device{}()},
                    {.wire = transport_,
                     .events = events_,
                     .clock = clock_,
                     .media = media_,
                     .statistics = statistics_,
                     .presence = presence_}) {
  const SignalsBlocked blocked;
  thread_ = std::thread([this] { transport_.run(*this); });
}

Client::~Client() {
  leave();
  post(Stop{});
  thread_.join();
}

void Client::join() {
  post(Join{});
}

void Client::leave() {
  std::unique_lock lock(left_mutex_);
  left_ = false;
  post(Leave{});
  left_changed_.wait_for(lock, kReturnWithin, [this] { return left_; });
}

bool Client::poll(stepback_event& event, std::chrono::milliseconds timeout) {
  if (!queue_.poll(event, timeout)) return false;
  if (const auto& closings = queue_.current().closings) polled_ = *closings;
  return true;
}

std::uint32_t Client::new_request() {
  std::uint32_t request = 0;
  while (request == 0) request = next_request_.fetch_add(1, std::memory_order_relaxed);
  return request;
}

Closings Client::known_to_host() const {
  if (&events_ != &callback_) return polled_;
  return std::this_thread::get_id() == thread_.get_id() ? callback_.telling() : callback_.told();
}

stepback_result Client::press(std::optional<bool> microphone, std::optional<bool> camera,
                              std::uint32_t* number) {
  const std::uint32_t connection = presence_.connection;
  if (connection == 0) return STEPBACK_NOT_JOINED;
  const std::uint32_t request = new_request();
  if (number != nullptr) *number = request;  // before the answer can come
  post(Press{request, connection, microphone, camera, known_to_host()});
  return STEPBACK_OK;
}

stepback_result Client::request(const protocol::ClientMessage& message, std::uint32_t* number) {
  const std::uint32_t connection = presence_.connection;
  if (connection == 0) return STEPBACK_NOT_JOINED;
  const std::uint32_t request = new_request();
  std::string text = protocol::encode(protocol::Request{request, message});
  if (text.size() > protocol::kLimits.control_bytes) return STEPBACK_INVALID_ARGUMENT;
  if (number != nullptr) *number = request;  // before the answer can come
  const auto* const records = std::get_if<protocol::to_server::Records>(&message);
  post(Request{request, connection, std::move(text),
               records != nullptr ? std::optional{records->on} : std::nullopt});
  return STEPBACK_OK;
}

stepback_result Client::send_video(std::vector<std::uint8_t> frame, std::uint32_t timestamp,
                                   bool key_frame) {
  const std::uint32_t connection = presence_.connection;
  if (connection == 0) return STEPBACK_NOT_JOINED;
  if (!presence_.camera_open) return STEPBACK_NOT_PERMITTED;
  {
    const std::lock_guard lock(inbox_mutex_);
    if (pictures_in_inbox_ + presence_.pictures_waiting >= Outgoing::kMostVideo) {
      return STEPBACK_BUSY;
    }
    inbox_.emplace_back(Picture{connection, std::move(frame), timestamp, key_frame});
    ++pictures_in_inbox_;
  }
  transport_.wake();
  return STEPBACK_OK;
}

void Client::statistics(stepback_statistics& out) const {
  const Playout::Counts counts = playout_.counts();
  out.packets_sent = statistics_.packets_sent;
  out.packets_received = statistics_.packets_received;
  out.packets_lost = statistics_.packets_lost;
  out.frames_played = counts.played;
  out.frames_concealed = counts.concealed;
  out.frames_recovered = counts.recovered;
  out.reconnects = statistics_.reconnects;
  out.round_trip_ms = statistics_.round_trip_ms;
}

std::size_t Client::push(std::span<const float> samples) {
  const Capture::Pushed pushed = media_.capture().push(samples);
  if (pushed.frame_complete) transport_.wake();
  return pushed.taken;
}

std::size_t Client::pull(std::span<float> samples) {
  return playout_.pull(samples, clock_.steady());
}

void Client::on_wake() {
  std::deque<Task> tasks;
  {
    const std::lock_guard lock(inbox_mutex_);
    tasks.swap(inbox_);
    pictures_in_inbox_ = 0;
  }
  for (Task& task : tasks) {
    std::visit([this](auto& each) { run(each); }, task);
  }
  media_.take_sound();
}

void Client::run(Join&) {
  conversation_.join();
}

void Client::run(Leave&) {
  leaving_ = true;
  conversation_.leave();
}

void Client::run(Stop&) {
  transport_.stop();
}

std::optional<SteadyTime> Client::on_turn() {
  conversation_.on_time();
  if (leaving_ && conversation_.idle()) {
    leaving_ = false;
    const std::lock_guard lock(left_mutex_);
    left_ = true;
    left_changed_.notify_all();
  }
  return conversation_.deadline();
}

}  // namespace stepback::plugin
