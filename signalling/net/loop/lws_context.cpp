#include "signalling/net/loop/lws_context.hpp"

#include <dlfcn.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

namespace stepback::signalling {
namespace {

/// What is read from a connection and written to it at once: a media packet is at most this long.
/// libwebsockets' default, 4096 bytes, would send larger ones in pieces.
constexpr std::size_t kChunk = std::size_t{64} * 1024;
/// What a WebSocket has of its own to put an arriving message together; a longer one comes in
/// pieces. Each connection has it for as long as it lives: room for sound, control and all pictures
/// but key frames.
constexpr std::size_t kPiece = std::size_t{2} * 1024;
/// A request's headers together; a token is at most 4096 characters.
constexpr unsigned kMostHeaderBytes = 16 * 1024;
/// The name of plain HTTP's entry among the subprotocols: no client can offer it, since it is no
/// token (RFC 9110, section 5.6.2).
constexpr const char* kHttp = "(http)";
/// What lets libwebsockets run on libev: a plugin, loaded when a context is made.
constexpr const char* kPlugin = LWS_INSTALL_LIBDIR "/libwebsockets-evlib_ev.so";

/// TLS, whose context the callback prepares. Who speaks plain HTTP to it is let in as far as
/// HttpServer, which tells them.
// NOLINTBEGIN(misc-redundant-expression): some of these options bring others of them with them.
constexpr auto kOverTls =
    LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX |
    LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS | LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT |
    LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER;
// NOLINTEND(misc-redundant-expression)

// Before libwebsockets tries itself, which does not say why it cannot start, nor frees all that it
// took until then.
void require_plugin() {
  void* const plugin = ::dlopen(kPlugin, RTLD_NOW | RTLD_LOCAL);
  if (plugin == nullptr) {
    throw std::runtime_error(
        std::string("libwebsockets' plugin for libev cannot be loaded: install Debian's package "
                    "libwebsockets-evlib-ev (expected ") +
        kPlugin + ")");
  }
  ::dlclose(plugin);
}

}  // namespace

LwsContext::LwsContext(Settings settings, struct ev_loop* loop, lws_callback_function* callback,
                       void* user)
    : settings_(std::move(settings)) {
  require_plugin();
  // Its messages name addresses, paths and headers: none of that belongs into a log.
  lws_set_log_level(0, nullptr);
  // The first entry takes plain HTTP; the last one, empty, ends the list. A connection has a byte
  // of its own: of one without any, libwebsockets does not tell everything.
  protocols_[0] = {kHttp, callback, 1, kPiece, 0, nullptr, kChunk};
  protocols_[1] = {settings_.subprotocol.c_str(), callback, 1, kPiece, 0, nullptr, kChunk};
  lws_context_creation_info info{};
  info.options = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_LIBEV;
  if (settings_.over_tls) info.options |= kOverTls;
  void* loops[] = {loop};
  info.foreign_loops = loops;
  info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
  info.protocols = protocols_.data();
  info.pt_serv_buf_size = kChunk;
  info.max_http_header_data2 = kMostHeaderBytes;
  // It would keep a sorted list of who is to be pinged when, and put everyone who says something
  // into their new place, along the list.
  info.retry_and_idle_policy = &no_pings_;
  // Later than the door's, which gives an answer.
  info.timeout_secs = static_cast<unsigned>(2 * settings_.request_deadline.count());
  info.timeout_secs_ah_idle = info.timeout_secs;
  info.alpn = "http/1.1";  // without it a browser may bring the WebSocket over HTTP/2
  info.user = user;
  // lws_context_create also makes the process ignore SIGPIPE.
  context_.reset(lws_create_context(&info));
  host_ = context_ ? lws_create_vhost(context_.get(), &info) : nullptr;
  if (!host_) {
    throw std::runtime_error("libwebsockets cannot start: too little memory or file descriptors");
  }
}

}  // namespace stepback::signalling
