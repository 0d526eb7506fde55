#include "tests/signalling/net/event_loop/running_loop.hpp"

#include <stdexcept>
#include <utility>

namespace stepback::signalling::test {
namespace {

constexpr std::chrono::seconds kPatience{30};

}  // namespace

WebSocketFrame text(std::string_view content) {
  return WebSocketFrame::text(content);
}

std::vector<std::string> Witness::heard(std::size_t count) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kPatience, [&] { return heard_.size() >= count; });
  return heard_;
}

bool Witness::closed() {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, kPatience, [&] { return closed_; });
}

bool Witness::has_closed() {
  const std::lock_guard lock(mutex_);
  return closed_;
}

std::size_t Witness::taken() {
  const std::lock_guard lock(mutex_);
  return taken_;
}

void Witness::note(std::string what) {
  const std::lock_guard lock(mutex_);
  heard_.push_back(std::move(what));
  changed_.notify_all();
}

/// Records the messages that it receives, and sends the test's queue.
class WitnessedHandler final : public SocketHandler {
 public:
  explicit WitnessedHandler(RunningLoop::Accepted& accepted) : accepted_(accepted) {}

  void on_text(std::string_view text) override {
    accepted_.witness->note("text " + std::string(text));
  }
  void on_binary(std::span<std::uint8_t> bytes) override {
    accepted_.witness->note("binary " + std::string(bytes.begin(), bytes.end()));
  }
  void on_too_large(bool text) override {
    accepted_.witness->note(text ? "too large text" : "too large binary");
  }
  void on_answers(bool answers) override {
    accepted_.witness->note(answers ? "answers" : "does not answer");
  }
  void on_sent_away(SentAway why) override {
    accepted_.witness->note("sent away: " + std::string(protocol::to_word(why)));
  }
  std::optional<WebSocketFrame> next_message() override {
    if (accepted_.queue.empty()) return std::nullopt;
    WebSocketFrame message = std::move(accepted_.queue.front());
    accepted_.queue.pop_front();
    const std::lock_guard lock(accepted_.witness->mutex_);
    ++accepted_.witness->taken_;
    return message;
  }
  void on_closed() override {
    accepted_.socket = nullptr;
    const std::lock_guard lock(accepted_.witness->mutex_);
    accepted_.witness->closed_ = true;
    accepted_.witness->changed_.notify_all();
  }

 private:
  RunningLoop::Accepted& accepted_;
};

EventLoop::Settings RunningLoop::settings() {
  EventLoop::Settings settings;
  settings.port = 0;
  settings.hosts = {"x"};
  settings.subprotocol = "stepback.v1";
  settings.max_text_bytes = std::size_t{16} * 1024;
  settings.max_binary_bytes = std::size_t{64} * 1024;
  return settings;
}

RunningLoop::RunningLoop(const EventLoop::Settings& settings, Http http)
    : RunningLoop(settings,
                  [http = std::move(http)](const HttpRequest& request, const HttpReply& reply) {
                    reply(http ? http(request) : HttpResponse{});
                  }) {}

RunningLoop::RunningLoop(const EventLoop::Settings& settings, const HttpHandler& http)
    : loop_(
          settings, [this](Socket& socket) { return accept(socket); }, http),
      thread_([this] {
        loop_.run();
        const std::lock_guard lock(mutex_);
        ended_ = true;
        changed_.notify_all();
      }) {}

RunningLoop::~RunningLoop() {
  loop_.post([this] { loop_.stop(); });
  thread_.join();
}

bool RunningLoop::ended() {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, kPatience, [&] { return ended_; });
}

void RunningLoop::on_loop(std::function<void()> task) {
  bool done = false;
  loop_.post([&] {
    task();
    const std::lock_guard lock(mutex_);
    done = true;
    changed_.notify_all();
  });
  std::unique_lock lock(mutex_);
  // `done` is a local variable, so on_loop() must not return before the task has run.
  changed_.wait(lock, [&] { return done; });
}

std::unique_ptr<SocketHandler> RunningLoop::accept(Socket& socket) {
  const std::lock_guard lock(mutex_);
  Accepted& fresh = accepted_.emplace_back();
  fresh.witness = std::make_unique<Witness>();
  fresh.socket = &socket;
  changed_.notify_all();
  return std::make_unique<WitnessedHandler>(fresh);
}

RunningLoop::Accepted& RunningLoop::accepted(std::size_t n) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, kPatience, [&] { return accepted_.size() > n; })) {
    throw std::runtime_error("no such WebSocket");
  }
  return accepted_[n];
}

Witness& RunningLoop::witness(std::size_t n) {
  return *accepted(n).witness;
}

void RunningLoop::send(const WebSocketFrame& message, std::size_t n) {
  Accepted& to = accepted(n);
  on_loop([&] {
    to.queue.push_back(message);
    if (to.socket) to.socket->wake();
  });
}

bool RunningLoop::write(const WebSocketFrame& packet, std::size_t n) {
  Accepted& to = accepted(n);
  bool written = false;
  on_loop([&] {
    if (to.socket == nullptr) return;
    written = to.queue.empty() && to.socket->write_now(packet);
    if (written) return;
    to.queue.push_back(packet);
    to.socket->wake_soon();
  });
  return written;
}

void RunningLoop::pause_reading(std::size_t n) {
  Accepted& which = accepted(n);
  on_loop([&] {
    if (which.socket) which.socket->pause_reading();
  });
}

void RunningLoop::watch_closely(bool on, std::size_t n) {
  Accepted& which = accepted(n);
  on_loop([&] {
    if (which.socket) which.socket->watch_closely(on);
  });
}

std::size_t RunningLoop::queued(std::size_t n) {
  Accepted& which = accepted(n);
  std::size_t size = 0;
  on_loop([&] { size = which.queue.size(); });
  return size;
}

void RunningLoop::join(std::size_t n) {
  Accepted& which = accepted(n);
  on_loop([&] {
    if (which.socket) which.socket->visit().joined();
  });
}

void RunningLoop::close(std::size_t n) {
  Accepted& which = accepted(n);
  on_loop([&] {
    if (which.socket) which.socket->close();
  });
}

}  // namespace stepback::signalling::test
