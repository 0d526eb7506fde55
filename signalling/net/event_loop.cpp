#include "signalling/net/event_loop.hpp"

#include <csignal>
#include <list>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "signalling/net/admission/admission.hpp"
#include "signalling/net/http/http_server.hpp"
#include "signalling/net/loop/listener.hpp"
#include "signalling/net/loop/loop_io.hpp"
#include "signalling/net/loop/loop_tasks.hpp"
#include "signalling/net/loop/lws_context.hpp"
#include "signalling/net/loop/signals.hpp"
#include "signalling/net/tls/tls.hpp"
#include "signalling/net/websocket/web_socket.hpp"

namespace stepback::signalling {
namespace {

/// Connections accepted at once, before existing connections get their turn.
constexpr int kMostAccepted = 64;
/// How often the loop's delay is measured: one audio frame.
constexpr std::chrono::milliseconds kLagPeriod{20};

Listener listen(const EventLoop::Settings& settings) {
  auto listener = Listener::open(settings.listen, settings.port);
  if (!listener) throw std::runtime_error(listener.error());
  return *std::move(listener);
}

}  // namespace

class EventLoop::Impl {
 public:
  Impl(const Settings& settings, SocketFactory sockets, HttpHandler http);
  ~Impl();

  std::uint16_t port() const { return listener_.port(); }
  void run();
  void stop();
  void drain(std::chrono::milliseconds at_most);
  LoopSchedule& schedule() { return schedule_; }
  LoopInbox& inbox() { return inbox_; }
  void on_signals(const std::vector<int>& numbers, std::function<void()> task);

 private:
  static int callback(lws* connection, lws_callback_reasons reason, void*, void* in,
                      std::size_t size);
  int handle(lws* connection, lws_callback_reasons reason, void* in, std::size_t size);
  void accept();
  void open(lws* connection);
  WebSocket* find(lws* connection) const;
  void closed(lws* connection);
  void second_passed();
  void measured(std::chrono::microseconds late);

  ev::dynamic_loop loop_{ev::AUTO | ev::NOENV};  // outlives all that it watches
  Settings settings_;
  SocketFactory factory_;
  Listener listener_;
  LoopWatch listening_;
  ConnectionAdmission admission_;
  HttpServer http_;
  WebSocket::Dependencies dependencies_;
  bool stopped_ = false;
  bool draining_ = false;

  std::unordered_map<lws*, std::unique_ptr<WebSocket>> sockets_;
  LoopSchedule schedule_;
  struct Awaited {
    Awaited(ev::loop_ref loop, const std::vector<int>& numbers, std::function<void()> task)
        : signals(numbers), watch(loop, signals.descriptor(), [this, todo = std::move(task)] {
            if (signals.take()) todo();
          }) {}
    CaughtSignals signals;
    LoopWatch watch;
  };
  std::list<Awaited> awaited_;
  LoopInbox inbox_;

  // The last member, so that it is destroyed first: its callbacks use the others meanwhile.
  ServerLwsContext context_;
};

EventLoop::Impl::Impl(const Settings& settings, SocketFactory sockets, HttpHandler http)
    : settings_(settings),
      factory_(std::move(sockets)),
      listener_(listen(settings)),
      listening_(loop_, listener_.descriptor(), [this] { accept(); }),
      admission_(settings_.bounds, settings_.trusted_proxies, settings_.request_deadline,
                 settings_.on_turned_away),
      http_({.web_root = settings_.web_root,
             .web_policy = settings_.web_policy,
             .socket_path = settings_.socket_path,
             .subprotocol = settings_.subprotocol,
             .over_tls = settings_.tls != nullptr,
             .max_body_bytes = settings_.max_body_bytes},
            admission_, std::move(http)),
      dependencies_{.loop = loop_,
                    .bounds = {.text = settings_.max_text_bytes,
                               .binary = settings_.max_binary_bytes,
                               .ping_after = settings_.ping_after,
                               .hangup_after = settings_.hangup_after},
                    .batching = SendBatching(loop_),
                    .paused = PausedSockets(loop_),
                    .gathered = {}},
      schedule_(loop_),
      inbox_(loop_),
      context_({.subprotocol = settings_.subprotocol,
                .over_tls = settings_.tls != nullptr,
                .request_deadline = settings_.request_deadline},
               loop_, &Impl::callback, this) {
  schedule_.every(std::chrono::seconds{1}, [this](auto) { second_passed(); });
  schedule_.every(kLagPeriod, [this](auto late) { measured(late); });
}

EventLoop::Impl::~Impl() {
  // The context closes open connections and tells their handlers, which must not set timers any
  // more.
  schedule_.close();
}

int EventLoop::Impl::callback(lws* connection, lws_callback_reasons reason, void* user, void* in,
                              std::size_t size) {
  return guarded([&] {
    auto* const self = static_cast<Impl*>(lws_context_user(lws_get_context(connection)));
    if (reason == LWS_CALLBACK_OPENSSL_LOAD_EXTRA_SERVER_VERIFY_CERTS) {
      return self->settings_.tls->prepare(static_cast<SSL_CTX*>(user)) ? 0 : -1;
    }
    return self->handle(connection, reason, in, size);
  });
}

int EventLoop::Impl::handle(lws* connection, lws_callback_reasons reason, void* in,
                            std::size_t size) {
  const std::string_view text(static_cast<const char*>(in), in ? size : 0);
  switch (reason) {
    case LWS_CALLBACK_HTTP:
      return http_.begin(connection, text);
    case LWS_CALLBACK_HTTP_BODY:
      return http_.body(connection, text);
    case LWS_CALLBACK_HTTP_BODY_COMPLETION:
      return http_.complete(connection);
    case LWS_CALLBACK_HTTP_WRITEABLE:
      return http_.writeable(connection);
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
      return http_.confirm_upgrade(connection, !draining_);
    case LWS_CALLBACK_ESTABLISHED:
      open(connection);
      return 0;
    case LWS_CALLBACK_RECEIVE:
      if (WebSocket* const socket = find(connection))
        socket->receive({static_cast<unsigned char*>(in), size});
      return 0;
    case LWS_CALLBACK_RECEIVE_PONG:
      if (WebSocket* const socket = find(connection)) socket->heard();
      return 0;
    case LWS_CALLBACK_WS_PEER_INITIATED_CLOSE:
      if (WebSocket* const socket = find(connection)) socket->peer_closes();
      return 0;
    case LWS_CALLBACK_SERVER_WRITEABLE: {
      WebSocket* const socket = find(connection);
      return socket == nullptr || socket->write() ? 0 : -1;
    }
    case LWS_CALLBACK_CLOSED:
      closed(connection);
      return 0;
    case LWS_CALLBACK_WSI_DESTROY:
      http_.forget(connection);
      admission_.forget(connection);
      return 0;
    case LWS_CALLBACK_RAW_ADOPT:  // the result of CONNECT, which this server does not offer
      return -1;
    default:
      return 0;
  }
}

void EventLoop::Impl::accept() {
  for (int i = 0; i < kMostAccepted; ++i) {
    const auto descriptor = listener_.accept();
    if (!descriptor) break;
    admission_.let_in(context_.host(), *descriptor);
  }
}

void EventLoop::Impl::open(lws* connection) {
  admission_.heard(connection);
  sockets_.emplace(connection,
                   std::make_unique<WebSocket>(connection, dependencies_,
                                               admission_.visit_of(connection), factory_));
}

WebSocket* EventLoop::Impl::find(lws* connection) const {
  const auto found = sockets_.find(connection);
  return found == sockets_.end() ? nullptr : found->second.get();
}

void EventLoop::Impl::closed(lws* connection) {
  const auto node = sockets_.extract(connection);
  if (node.empty()) return;
  node.mapped()->closed();
  if (draining_ && sockets_.empty()) stop();
}

void EventLoop::Impl::second_passed() {
  http_.give_up_overdue();
  admission_.forget_idle();
  for (const auto& [connection, socket] : sockets_) socket->second_passed();
  context_.look_at_timers();
}

void EventLoop::Impl::measured(std::chrono::microseconds late) {
  dependencies_.batching.measured(late);
  if (settings_.on_lag) settings_.on_lag(late);
}

void EventLoop::Impl::run() {
  while (!stopped_) loop_.run();
}

void EventLoop::Impl::stop() {
  stopped_ = true;
  loop_.break_loop(ev::ALL);
}

void EventLoop::Impl::drain(std::chrono::milliseconds at_most) {
  if (std::exchange(draining_, true)) return;
  listening_.stop();
  listener_.close();
  if (sockets_.empty()) return stop();
  for (const auto& [connection, socket] : sockets_) socket->close();
  schedule_.after(at_most, [this] { stop(); });
}

void EventLoop::Impl::on_signals(const std::vector<int>& numbers, std::function<void()> task) {
  awaited_.emplace_back(loop_, numbers, std::move(task));
}

EventLoop::EventLoop(const Settings& settings, SocketFactory sockets, HttpHandler http)
    : impl_(std::make_unique<Impl>(settings, std::move(sockets), std::move(http))) {}
EventLoop::~EventLoop() = default;
std::uint16_t EventLoop::port() const {
  return impl_->port();
}
void EventLoop::run() {
  impl_->run();
}
void EventLoop::stop() {
  impl_->stop();
}
void EventLoop::drain(std::chrono::milliseconds at_most) {
  impl_->drain(at_most);
}
void EventLoop::every(std::chrono::milliseconds period,
                      std::function<void(std::chrono::microseconds)> task) {
  impl_->schedule().every(period, std::move(task));
}
void EventLoop::after(std::chrono::milliseconds delay, std::function<void()> task) {
  impl_->schedule().after(delay, std::move(task));
}
void EventLoop::post(std::function<void()> task) {
  impl_->inbox().post(std::move(task));
}
void EventLoop::on_terminate(std::function<void()> task) {
  impl_->on_signals({SIGTERM, SIGINT}, std::move(task));
}
void EventLoop::on_hangup(std::function<void()> task) {
  impl_->on_signals({SIGHUP}, std::move(task));
}

}  // namespace stepback::signalling
