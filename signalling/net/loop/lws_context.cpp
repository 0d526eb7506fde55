#include "signalling/net/loop/lws_context.hpp"

#include <dlfcn.h>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

namespace stepback::signalling {
namespace {

/// Bytes that are read from a connection and written to it at once: a media packet is at most this
/// long. libwebsockets would send larger packets in pieces with its default, 4096 bytes.
constexpr std::size_t kChunk = std::size_t{64} * 1024;
/// The buffer of each WebSocket for an arriving message; longer messages come in pieces. It exists
/// as long as the connection. It has room for sound, control, and all pictures but key frames.
constexpr std::size_t kPiece = std::size_t{2} * 1024;
/// All headers of a request together; a token has at most 4096 characters.
constexpr unsigned kMostHeaderBytes = 16 * 1024;
/// The name of plain HTTP's entry among the subprotocols. No client can offer it, since it is no
/// token (RFC 9110, section 5.6.2).
constexpr const char* kHttp = "(http)";
/// The plugin with which libwebsockets runs on libev. It is loaded when a context is made.
constexpr const char* kPlugin = LWS_INSTALL_LIBDIR "/libwebsockets-evlib_ev.so";

/// TLS; the callback prepares its context. A client that speaks plain HTTP is let in as far as
/// HttpServer, which answers that the port speaks https.
// NOLINTBEGIN(misc-redundant-expression): some of these options include others of them.
constexpr auto kOverTls =
    LWS_SERVER_OPTION_DO_SSL_GLOBAL_INIT | LWS_SERVER_OPTION_CREATE_VHOST_SSL_CTX |
    LWS_SERVER_OPTION_DISABLE_OS_CA_CERTS | LWS_SERVER_OPTION_ALLOW_NON_SSL_ON_SSL_PORT |
    LWS_SERVER_OPTION_ALLOW_HTTP_ON_HTTPS_LISTENER;
// NOLINTEND(misc-redundant-expression)

// Tries the plugin first: libwebsockets does not say why it cannot start, and does not free all
// that it took.
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

ServerLwsContext::ServerLwsContext(Settings settings, struct ev_loop* loop,
                                   lws_callback_function* callback, void* user)
    : settings_(std::move(settings)) {
  require_plugin();
  // libwebsockets' messages name addresses, paths and headers, which no log may hold.
  lws_set_log_level(0, nullptr);
  // The first entry takes plain HTTP; the last one, empty, ends the list. Each connection has a
  // byte of its own, because libwebsockets leaves callbacks out for a connection without any.
  protocols_[0] = {kHttp, callback, 1, kPiece, 0, nullptr, kChunk};
  protocols_[1] = {settings_.subprotocol.c_str(), callback, 1, kPiece, 0, nullptr, kChunk};
  operations_protocols_[0] = protocols_[0];
  lws_context_creation_info info{};
  constexpr auto plain = LWS_SERVER_OPTION_EXPLICIT_VHOSTS | LWS_SERVER_OPTION_LIBEV;
  info.options = plain;
  if (settings_.over_tls) info.options |= kOverTls;
  void* loops[] = {loop};
  info.foreign_loops = loops;
  info.port = CONTEXT_PORT_NO_LISTEN_SERVER;
  info.protocols = protocols_.data();
  info.pt_serv_buf_size = kChunk;
  info.max_http_header_data2 = kMostHeaderBytes;
  // libwebsockets' policy would keep a sorted list of connections to ping. Each message would move
  // its connection to a new place, by a walk along the list.
  info.retry_and_idle_policy = &no_pings_;
  // Later than ConnectionAdmission's, which gives an answer.
  info.timeout_secs = static_cast<unsigned>(2 * settings_.request_deadline.count());
  info.timeout_secs_ah_idle = info.timeout_secs;
  info.alpn = "http/1.1";  // without it a browser may bring the WebSocket over HTTP/2
  info.user = user;
  // lws_context_create also makes the process ignore SIGPIPE.
  context_.reset(lws_create_context(&info));
  host_ = make_host(info);
  if (!settings_.operations) return;
  info.options = plain;
  info.vhost_name = "operations";
  info.protocols = operations_protocols_.data();
  operations_host_ = make_host(info);
}

lws_vhost* ServerLwsContext::make_host(const lws_context_creation_info& info) const {
  lws_vhost* const host = context_ ? lws_create_vhost(context_.get(), &info) : nullptr;
  if (host == nullptr) {
    throw std::runtime_error("libwebsockets cannot start: too little memory or file descriptors");
  }
  return host;
}

}  // namespace stepback::signalling
