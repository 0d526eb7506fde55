#include "signalling/event_loop.hpp"

#include <fcntl.h>
#include <libwebsockets.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <list>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "signalling/caught_signals.hpp"
#include "signalling/listener.hpp"
#include "signalling/lws_door.hpp"
#include "signalling/lws_guard.hpp"
#include "signalling/lws_http.hpp"
#include "signalling/lws_schedule.hpp"
#include "signalling/lws_web_socket.hpp"
#include "signalling/tls.hpp"

namespace stepback::signalling {
namespace {

/// What is read and written at once: a media packet is at most this long. libwebsockets' default,
/// 4096 bytes, would bring and send larger ones in pieces.
constexpr std::size_t kChunk = std::size_t{64} * 1024;
/// A request's headers together; a token is at most 4096 characters.
constexpr unsigned kMostHeaderBytes = 16 * 1024;
/// Connections taken at once before those who are here get their turn.
constexpr int kMostAccepted = 64;
/// How often it is looked whose request is overdue.
constexpr std::chrono::seconds kDoorPeriod{1};
/// The name of plain HTTP's entry among the subprotocols: no client can offer it, since it is no
/// token (RFC 9110, section 5.6.2).
constexpr const char* kHttp = "(http)";

/// TLS, whose context the callback prepares. Who speaks plain HTTP to it is let in as far as
/// HttpServer, which tells them.
constexpr auto kOverTls =
    LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX |
    LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS | LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT |
    LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER;

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
  LwsSchedule& schedule() { return *schedule_; }
  void post(std::function<void()> task);
  void on_signals(const std::vector<int>& numbers, std::function<void()> task);

 private:
  struct DestroyContext {
    void operator()(lws_context* context) const { lws_context_destroy(context); }
  };

  static int callback(lws* connection, lws_callback_reasons reason, void*, void* in,
                      std::size_t size);
  int handle(lws* connection, lws_callback_reasons reason, void* in, std::size_t size);
  void create_context();
  lws* watch(int descriptor);
  int ready(const lws* connection);
  int accept();
  void open(lws* connection);
  WebSocket* find(lws* connection) const;
  void closed(lws* connection);
  void run_posted();

  Settings settings_;
  SocketFactory factory_;
  Listener listener_;
  Door door_;
  HttpServer http_;
  WriteBuffer buffer_;
  std::array<lws_protocols, 3> protocols_{};
  lws_retry_bo_t idle_policy_{};
  lws_vhost* host_ = nullptr;
  lws* listening_ = nullptr;  ///< a copy of the listener's descriptor, in libwebsockets' poll
  bool stopped_ = false;
  bool draining_ = false;

  std::unordered_map<lws*, std::unique_ptr<WebSocket>> sockets_;
  std::unique_ptr<LwsSchedule> schedule_;
  struct Awaited {
    Awaited(const std::vector<int>& numbers, std::function<void()> todo)
        : signals(numbers), task(std::move(todo)) {}
    CaughtSignals signals;
    std::function<void()> task;
    const lws* watched = nullptr;  ///< likewise a copy of their descriptor
  };
  std::list<Awaited> awaited_;
  std::mutex posted_mutex_;
  std::vector<std::function<void()>> posted_;

  // The last one, so that it goes first: while it does, its callbacks use the others.
  std::unique_ptr<lws_context, DestroyContext> context_;
};

EventLoop::Impl::Impl(const Settings& settings, SocketFactory sockets, HttpHandler http)
    : settings_(settings),
      factory_(std::move(sockets)),
      listener_(listen(settings)),
      door_(settings_.bounds, settings_.trusted_proxies, settings_.request_deadline,
            settings_.on_turned_away),
      http_(settings_, door_, std::move(http)) {
  idle_policy_.secs_since_valid_ping = static_cast<std::uint16_t>(settings_.ping_after.count());
  idle_policy_.secs_since_valid_hangup = static_cast<std::uint16_t>(settings_.hangup_after.count());
  // The first entry takes plain HTTP; the last one, empty, ends the list. A connection has a byte
  // of its own: of one without any, libwebsockets does not tell everything.
  protocols_[0] = {kHttp, &Impl::callback, 1, kChunk, 0, nullptr, kChunk};
  protocols_[1] = {settings_.subprotocol.c_str(), &Impl::callback, 1, kChunk, 0, nullptr, kChunk};
  create_context();
  schedule_ = std::make_unique<LwsSchedule>(context_.get());
  listening_ = watch(listener_.descriptor());
  schedule_->every(kDoorPeriod, [this](std::chrono::microseconds) { http_.give_up_overdue(); });
}

void EventLoop::Impl::create_context() {
  // Its messages name addresses, paths and headers: none of that belongs into a log.
  lws_set_log_level(0, nullptr);
  lws_context_creation_info info{};
  info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS;
  if (settings_.tls != nullptr) info.options |= kOverTls;
  info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
  info.protocols = protocols_.data();
  info.pt_serv_buf_size = kChunk;
  info.max_http_header_data2 = kMostHeaderBytes;
  info.retry_and_idle_policy = &idle_policy_;
  // Later than the door's, which gives an answer.
  info.timeout_secs = static_cast<unsigned>(2 * settings_.request_deadline.count());
  info.timeout_secs_ah_idle = info.timeout_secs;
  info.alpn = "http/1.1";  // without it a browser may bring the WebSocket over HTTP/2
  info.user = this;
  // lws_context_create also makes the process ignore SIGPIPE.
  context_.reset(lws_create_context(&info));
  host_ = context_ ? lws_create_vhost(context_.get(), &info) : nullptr;
  if (!host_) {
    throw std::runtime_error("libwebsockets cannot start: too little memory or file descriptors");
  }
}

EventLoop::Impl::~Impl() {
  // What is open is closed with the context, and its handlers hear of it: too late for timers.
  schedule_->close();
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
    case LWS_CALLBACK_SERVER_WRITEABLE: {
      WebSocket* const socket = find(connection);
      return socket == nullptr || socket->write() ? 0 : -1;
    }
    case LWS_CALLBACK_CLOSED:
      closed(connection);
      return 0;
    case LWS_CALLBACK_WSI_DESTROY:
      http_.forget(connection);
      door_.forget(connection);
      return 0;
    case LWS_CALLBACK_RAW_RX_FILE:
      return ready(connection);
    case LWS_CALLBACK_RAW_ADOPT:  // what CONNECT would turn a connection into: no such thing here
      return -1;
    case LWS_CALLBACK_EVENT_WAIT_CANCELLED:
      run_posted();
      return 0;
    default:
      return 0;
  }
}

// libwebsockets closes the descriptors that it watches: it gets a copy.
lws* EventLoop::Impl::watch(int descriptor) {
  lws_sock_file_fd_type copy{};
  copy.filefd = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
  lws* const watched = copy.filefd < 0 ? nullptr
                                       : lws_adopt_descriptor_vhost(host_, LWS_ADOPT_RAW_FILE_DESC,
                                                                    copy, kHttp, nullptr);
  if (!watched) throw std::system_error(errno, std::generic_category(), "watching a descriptor");
  return watched;
}

int EventLoop::Impl::ready(const lws* connection) {
  if (connection == listening_) return accept();
  for (const Awaited& each : awaited_) {
    if (connection == each.watched && each.signals.take()) each.task();
  }
  return 0;
}

int EventLoop::Impl::accept() {
  for (int i = 0; i < kMostAccepted; ++i) {
    const auto descriptor = listener_.accept();
    if (!descriptor) break;
    door_.let_in(host_, *descriptor);
  }
  return draining_ ? -1 : 0;
}

void EventLoop::Impl::open(lws* connection) {
  const WebSocket::Bounds bounds{settings_.max_text_bytes, settings_.max_binary_bytes};
  door_.heard(connection);
  sockets_.emplace(connection, std::make_unique<WebSocket>(connection, bounds, buffer_,
                                                           door_.visit_of(connection), factory_));
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

void EventLoop::Impl::run() {
  while (!stopped_ && lws_service(context_.get(), 0) >= 0) {
  }
}

void EventLoop::Impl::stop() {
  stopped_ = true;
  lws_cancel_service(context_.get());
}

void EventLoop::Impl::drain(std::chrono::milliseconds at_most) {
  if (std::exchange(draining_, true)) return;
  listener_.close();
  if (sockets_.empty()) return stop();
  for (const auto& [connection, socket] : sockets_) socket->close();
  schedule_->after(at_most, [this] { stop(); });
}

void EventLoop::Impl::post(std::function<void()> task) {
  {
    const std::lock_guard lock(posted_mutex_);
    posted_.push_back(std::move(task));
  }
  lws_cancel_service(context_.get());
}

void EventLoop::Impl::run_posted() {
  std::unique_lock lock(posted_mutex_);
  const auto tasks = std::exchange(posted_, {});
  lock.unlock();
  for (const auto& task : tasks) task();
}

void EventLoop::Impl::on_signals(const std::vector<int>& numbers, std::function<void()> task) {
  Awaited& awaited = awaited_.emplace_back(numbers, std::move(task));
  awaited.watched = watch(awaited.signals.descriptor());
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
  impl_->post(std::move(task));
}
void EventLoop::on_terminate(std::function<void()> task) {
  impl_->on_signals({SIGTERM, SIGINT}, std::move(task));
}
void EventLoop::on_hangup(std::function<void()> task) {
  impl_->on_signals({SIGHUP}, std::move(task));
}

}  // namespace stepback::signalling
