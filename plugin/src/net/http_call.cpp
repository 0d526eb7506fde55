#include "plugin/src/net/http_call.hpp"

#include <array>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "plugin/src/base/clock.hpp"
#include "plugin/src/net/lws_context.hpp"

namespace stepback::plugin {
namespace {

constexpr std::size_t kMostBody = std::size_t{256} * 1024;
constexpr std::size_t kReadBuffer = 4096;
constexpr int kClose = -1;

class Call {
 public:
  Call(const ServerAddress& server, const std::string& path, const std::string& token,
       const std::string& body, const std::string& ca_file)
      : server_(server),
        host_(host_header(server)),
        path_(server.base + path),
        authorization_("Bearer " + token),
        length_(std::to_string(body.size())),
        body_(body),
        ca_file_(ca_file),
        protocols_{lws_protocols{.name = kName,
                                 .callback = &Call::callback,
                                 .per_session_data_size = 0,
                                 .rx_buffer_size = kReadBuffer,
                                 .id = 0,
                                 .user = nullptr,
                                 .tx_packet_size = kMostBody},
                   lws_protocols{}},
        context_(make_client_context(protocols_.data(), server_, ca_file_, this)) {}

  tl::expected<HttpAnswer, std::string> run(std::chrono::milliseconds limit) {
    lws_client_connect_info info = connect_info(context_.get(), server_, host_);
    info.path = path_.c_str();
    info.method = "POST";
    info.protocol = kName;
    info.local_protocol_name = kName;
    info.ssl_connection |= LCCSCF_HTTP_NO_FOLLOW_REDIRECT;
    info.pwsi = &socket_;
    if (lws_client_connect_via_info(&info) == nullptr && error_.empty()) {
      error_ = "The server could not be reached.";
    }
    const SteadyTime until = std::chrono::steady_clock::now() + limit;
    alarm_.set(context_.get(), limit);
    while (!complete_ && error_.empty() && std::chrono::steady_clock::now() < until) {
      lws_service(context_.get(), 0);
    }
    alarm_.cancel();
    if (complete_) return std::move(answer_);
    return tl::unexpected(error_.empty() ? "The server did not answer in time." : error_);
  }

 private:
  static constexpr const char* kName = "http";

  static int callback(lws* wsi, lws_callback_reasons reason, void*, void* in, std::size_t size) {
    auto* const self = static_cast<Call*>(lws_context_user(lws_get_context(wsi)));
    if (self == nullptr || wsi == nullptr || wsi != self->socket_) return 0;
    try {
      return self->on(wsi, reason, in, size);
    } catch (const std::exception&) {
      self->error_ = "The client ran out of memory.";
      return kClose;
    }
  }

  int on(lws* wsi, lws_callback_reasons reason, void* in, std::size_t size) {
    switch (reason) {
      case LWS_CALLBACK_CLIENT_APPEND_HANDSHAKE_HEADER:
        return add_headers(wsi, static_cast<unsigned char**>(in), size);
      case LWS_CALLBACK_CLIENT_HTTP_WRITEABLE:
        return write_body(wsi);
      case LWS_CALLBACK_ESTABLISHED_CLIENT_HTTP:
        answer_.status = lws_http_client_http_response(wsi);
        return 0;
      case LWS_CALLBACK_RECEIVE_CLIENT_HTTP: {
        std::array<char, LWS_PRE + kReadBuffer> buffer;
        char* at = buffer.data() + LWS_PRE;
        int room = static_cast<int>(kReadBuffer);
        return lws_http_client_read(wsi, &at, &room) < 0 ? kClose : 0;
      }
      case LWS_CALLBACK_RECEIVE_CLIENT_HTTP_READ:
        return take({static_cast<const char*>(in), size});
      case LWS_CALLBACK_COMPLETED_CLIENT_HTTP:
        complete_ = true;
        return kClose;
      case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
        error_ = "The server could not be reached";
        if (in != nullptr) error_ += ": " + std::string{static_cast<const char*>(in), size};
        error_ += ".";
        return 0;
      case LWS_CALLBACK_CLOSED_CLIENT_HTTP:
      case LWS_CALLBACK_WSI_DESTROY:
        if (!complete_ && error_.empty()) error_ = "The server broke off its answer.";
        return 0;
      default:
        return 0;
    }
  }

  int add_headers(lws* wsi, unsigned char** at, std::size_t room) {
    unsigned char* const end = *at + room;
    const auto add = [&](lws_token_indexes name, const std::string& value) {
      return lws_add_http_header_by_token(wsi, name,
                                          reinterpret_cast<const unsigned char*>(value.data()),
                                          static_cast<int>(value.size()), at, end) == 0;
    };
    if (!add(WSI_TOKEN_HTTP_AUTHORIZATION, authorization_) ||
        !add(WSI_TOKEN_HTTP_CONTENT_TYPE, "application/json") ||
        !add(WSI_TOKEN_HTTP_CONTENT_LENGTH, length_)) {
      error_ = "The token is too long for an HTTP request.";
      return kClose;
    }
    lws_client_http_body_pending(wsi, 1);
    lws_callback_on_writable(wsi);
    return 0;
  }

  int write_body(lws* wsi) {
    if (std::exchange(body_written_, true)) return 0;
    std::vector<unsigned char> bytes(LWS_PRE);
    bytes.insert(bytes.end(), body_.begin(), body_.end());
    lws_client_http_body_pending(wsi, 0);
    const int written = lws_write(wsi, bytes.data() + LWS_PRE, body_.size(), LWS_WRITE_HTTP_FINAL);
    return written < 0 ? kClose : 0;
  }

  int take(std::string_view piece) {
    if (answer_.body.size() + piece.size() > kMostBody) {
      error_ = "The server's answer is beyond all bounds.";
      return kClose;
    }
    answer_.body.append(piece);
    return 0;
  }

  const ServerAddress& server_;
  std::string host_;
  std::string path_;
  std::string authorization_;
  std::string length_;
  const std::string& body_;
  const std::string& ca_file_;
  std::array<lws_protocols, 2> protocols_;

  lws* socket_ = nullptr;
  bool body_written_ = false;
  bool complete_ = false;
  HttpAnswer answer_;
  std::string error_;
  Alarm alarm_;

  ClientLwsContext context_;  // destroyed first, since its callbacks use the members above
};

}  // namespace

tl::expected<HttpAnswer, std::string> post_json(const ServerAddress& server,
                                                const std::string& path, const std::string& token,
                                                const std::string& body, const std::string& ca_file,
                                                std::chrono::milliseconds limit) {
  return Call(server, path, token, body, ca_file).run(limit);
}

}  // namespace stepback::plugin
