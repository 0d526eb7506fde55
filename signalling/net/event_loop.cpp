#include "signalling/net/event_loop.hpp"

#include <csignal>
#include <list>
#include <optional>
#include <unordered_map>
#include <utility>

#include "signalling/net/entrance.hpp"
#include "signalling/net/loop/loop_io.hpp"
#include "signalling/net/loop/loop_tasks.hpp"
#include "signalling/net/loop/lws_context.hpp"
#include "signalling/net/loop/signals.hpp"
#include "signalling/net/tls/tls.hpp"
#include "signalling/net/websocket/web_socket.hpp"

namespace stepback::signalling {
namespace {

/// How often the loop's delay is measured: one audio frame.
constexpr std::chrono::milliseconds kLagPeriod{20};
/// How often it is looked whether a client sends too much that is not reported.
constexpr std::chrono::milliseconds kLookPeriod{100};

/// Connections of the operator's port. A scraper and a probe need a few.
constexpr std::size_t kMostOperations = 64;

Entrance::Settings public_entrance(const EventLoop::Settings& settings,
                                   ConnectionAdmission::OnDisplaced on_displaced) {
  return {.listen = settings.listen,
          .port = settings.port,
          .tls = settings.tls,
          .hosts = settings.hosts,
          .admission = {.bounds = settings.bounds,
                        .proxies = settings.trusted_proxies,
                        .patience = settings.request_deadline,
                        .on_turned_away = settings.on_turned_away,
                        .on_displaced = std::move(on_displaced)},
          .http = {.web_root = settings.web_root,
                   .web_policy = settings.web_policy,
                   .socket_path = settings.socket_path,
                   .subprotocol = settings.subprotocol,
                   .max_body_bytes = settings.max_body_bytes}};
}

Entrance::Settings operations_entrance(const EventLoop::Settings& settings) {
  AddressBounds bounds{.connections = kMostOperations,
                       .waiting = kMostOperations,
                       .waiting_each = 0,
                       .owed_bytes_each = 0,
                       .arrivals_each = 0,
                       .bad_tokens_each = 0};
  return {.listen = settings.operations->listen,
          .port = settings.operations->port,
          .hosts = settings.hosts,
          .admission = {.bounds = bounds, .patience = settings.request_deadline},
          .http = {}};
}

}  // namespace

class EventLoop::Impl {
 public:
  Impl(const Settings& settings, SocketFactory sockets, HttpHandler http);
  ~Impl();

  std::uint16_t port() const { return public_.port(); }
  std::uint16_t operations_port() const { return operations_ ? operations_->port() : 0; }
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
  Entrance& entrance_of(lws* connection);
  void open(lws* connection);
  WebSocket* find(lws* connection) const;
  void closed(lws* connection);
  void displace(lws* connection, HttpResponse why);
  void second_passed();
  void measured(std::chrono::microseconds late);

  ev::dynamic_loop loop_{ev::AUTO | ev::NOENV};  // outlives all that it watches
  Settings settings_;
  SocketFactory factory_;
  Entrance public_;
  std::optional<Entrance> operations_;
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
      public_(loop_,
              public_entrance(settings_,
                              [this](lws* connection, HttpResponse why) {
                                displace(connection, std::move(why));
                              }),
              std::move(http)),
      dependencies_{.loop = loop_,
                    .bounds = {.text = settings_.max_text_bytes,
                               .binary = settings_.max_binary_bytes,
                               .silence = {.ping_after = settings_.ping_after,
                                           .hangup_after = settings_.hangup_after}},
                    .batching = SendBatching(loop_),
                    .paused = PausedSockets(loop_),
                    .gathered = {}},
      schedule_(loop_),
      inbox_(loop_),
      context_({.subprotocol = settings_.subprotocol,
                .over_tls = settings_.tls != nullptr,
                .operations = settings_.operations.has_value(),
                .request_deadline = settings_.request_deadline},
               loop_, &Impl::callback, this) {
  public_.lead_to(context_.host());
  if (settings_.operations) {
    operations_.emplace(loop_, operations_entrance(settings_), settings_.operations->http);
    operations_->lead_to(context_.operations_host());
  }
  schedule_.every(std::chrono::seconds{1}, [this](auto) { second_passed(); });
  schedule_.every(kLagPeriod, [this](auto late) { measured(late); });
  schedule_.every(kLookPeriod, [this](auto) {
    for (const auto& [connection, socket] : sockets_) socket->look();
  });
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
      return entrance_of(connection).http().begin(connection, text);
    case LWS_CALLBACK_HTTP_BODY:
      return entrance_of(connection).http().body(connection, text);
    case LWS_CALLBACK_HTTP_BODY_COMPLETION:
      return entrance_of(connection).http().complete(connection);
    case LWS_CALLBACK_HTTP_WRITEABLE:
      return entrance_of(connection).http().writeable(connection);
    case LWS_CALLBACK_HTTP_CONFIRM_UPGRADE:
      return entrance_of(connection).http().confirm_upgrade(connection, !draining_);
    case LWS_CALLBACK_ESTABLISHED:
      open(connection);
      return 0;
    case LWS_CALLBACK_RECEIVE:
      if (WebSocket* const socket = find(connection))
        socket->receive({static_cast<unsigned char*>(in), size});
      return 0;
    case LWS_CALLBACK_RECEIVE_PONG:
      if (WebSocket* const socket = find(connection)) socket->pong(size);
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
      public_.forget(connection);
      if (operations_) operations_->forget(connection);
      return 0;
    case LWS_CALLBACK_RAW_ADOPT:  // the result of CONNECT, which this server does not offer
      return -1;
    default:
      return 0;
  }
}

// The virtual host of a connection does not tell: libwebsockets chooses another by the Host header.
Entrance& EventLoop::Impl::entrance_of(lws* connection) {
  const bool for_operator = operations_ && operations_->admission().knows(connection);
  return for_operator ? *operations_ : public_;
}

void EventLoop::Impl::open(lws* connection) {
  public_.admission().heard(connection);
  sockets_.emplace(connection,
                   std::make_unique<WebSocket>(connection, dependencies_,
                                               public_.admission().visit_of(connection), factory_));
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

// A connection gives way to a newer one of its address.
void EventLoop::Impl::displace(lws* connection, HttpResponse why) {
  if (WebSocket* const socket = find(connection)) {
    socket->send_away(WebSocket::Status::tryAgainLater);
  } else {
    public_.http().give_up(connection, std::move(why));
  }
  context_.look_at_timers();
}

void EventLoop::Impl::second_passed() {
  public_.second_passed();
  if (operations_) operations_->second_passed();
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
  public_.close();
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
std::uint16_t EventLoop::operations_port() const {
  return impl_->operations_port();
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
