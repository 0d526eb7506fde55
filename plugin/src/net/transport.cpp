#include "plugin/src/net/transport.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <utility>
#include <vector>

#include "plugin/src/net/lws_context.hpp"
#include "plugin/src/net/tcp.hpp"
#include "protocol/base/limits.hpp"
#include "protocol/wire/message.hpp"

namespace stepback::plugin {
namespace {

constexpr std::size_t kMostText = std::size_t{256} * 1024;
constexpr std::size_t kMostBinary = protocol::kLimits.media_bytes;
constexpr std::size_t kTxPacket = 65'536 + 64;

// How often to check that the connection still has its local address.
constexpr lws_usec_t kLookAfter = LWS_US_PER_SEC;

constexpr const char* kProtocolName = protocol::kSubprotocol.data();
constexpr std::string_view kBroken = "The connection to the server broke.";

}  // namespace

class Transport::Impl {
 public:
  explicit Impl(Settings settings)
      : settings_(std::move(settings)),
        host_(host_header(settings_.server)),
        path_(settings_.server.base + "ws"),
        protocols_{lws_protocols{.name = kProtocolName,
                                 .callback = &Impl::callback,
                                 .per_session_data_size = 0,
                                 .rx_buffer_size = kMostBinary,
                                 .id = 0,
                                 .user = nullptr,
                                 .tx_packet_size = kTxPacket},
                   lws_protocols{}},
        context_(
            make_client_context(protocols_.data(), settings_.server, settings_.ca_file, this)) {}

  void run(TransportHandler& handler) {
    handler_ = &handler;
    while (!stopped_) {
      const std::optional<SteadyTime> due = handler.on_turn();
      if (due) {
        alarm_.set(context_.get(), *due - std::chrono::steady_clock::now());
      } else {
        alarm_.cancel();
      }
      if (!failed_) lws_service(context_.get(), 0);
      if (std::exchange(woken_, false)) handler.on_wake();
      if (failed_) tell_end(handler);
    }
    alarm_.cancel();
    disconnect();
    lws_sul_cancel(&look_.timer);
    handler_ = nullptr;
  }

  void stop() { stopped_ = true; }

  void connect() {
    disconnect();
    static_cast<void>(take_certificate_fault(context_));
    lws_client_connect_info info = connect_info(context_.get(), settings_.server, host_);
    info.path = path_.c_str();
    info.protocol = kProtocolName;
    info.local_protocol_name = kProtocolName;
    info.pwsi = &socket_;
    const bool begun = lws_client_connect_via_info(&info) != nullptr;
    if (!begun && !failed_) failed_ = "The server could not be reached.";
    if (failed_) socket_ = nullptr;
  }

  void disconnect() {
    failed_.reset();
    if (socket_ != nullptr) drop_socket();
  }

  void want_write() {
    if (socket_ != nullptr && open_) lws_callback_on_writable(socket_);
  }

  void wake() { lws_cancel_service(context_.get()); }

 private:
  void tell_end(TransportHandler& handler) {
    const std::string reason = *std::exchange(failed_, std::nullopt);
    if (const auto fault = take_certificate_fault(context_)) {
      handler.on_certificate_refused(*fault);
    } else {
      handler.on_closed(reason);
    }
  }

  // Gives up the socket. libwebsockets closes it in its next turn; later callbacks for it are
  // ignored.
  void drop_socket() {
    lws_set_timeout(std::exchange(socket_, nullptr), PENDING_TIMEOUT_USER_OK, LWS_TO_KILL_ASYNC);
    open_ = false;
    arriving_.clear();
  }

  static int callback(lws* wsi, lws_callback_reasons reason, void*, void* in, std::size_t size) {
    auto* const self = static_cast<Impl*>(lws_context_user(lws_get_context(wsi)));
    if (self == nullptr || self->handler_ == nullptr) return 0;
    if (reason == LWS_CALLBACK_EVENT_WAIT_CANCELLED) self->woken_ = true;
    if (wsi == nullptr || wsi != self->socket_) return 0;
    try {
      self->on(wsi, reason, in, size);
    } catch (const std::exception&) {  // out of memory: give up the connection, not the host
      if (self->socket_ != nullptr) self->drop_socket();
      self->failed_ = "The client ran out of memory.";
    }
    return 0;
  }

  void on(lws* wsi, lws_callback_reasons reason, const void* in, std::size_t size) {
    switch (reason) {
      case LWS_CALLBACK_CLIENT_ESTABLISHED:
        open_ = true;
        prepare_for_sound(lws_get_socket_fd(wsi));
        look_later();
        handler_->on_open();
        break;
      case LWS_CALLBACK_CLIENT_RECEIVE:
        receive(wsi, {static_cast<const char*>(in), size});
        break;
      case LWS_CALLBACK_CLIENT_WRITEABLE:
        write(wsi);
        break;
      case LWS_CALLBACK_CLIENT_CONNECTION_ERROR:
        gone(in == nullptr ? "The server could not be reached."
                           : "The server could not be reached: " +
                                 std::string{static_cast<const char*>(in), size} + ".");
        break;
      case LWS_CALLBACK_CLIENT_CLOSED:
      case LWS_CALLBACK_WSI_DESTROY:
        gone(std::string{kBroken});
        break;
      default:
        break;
    }
  }

  // Only notes the end, since connect() may still be running; the loop tells the handler.
  void gone(std::string reason) {
    socket_ = nullptr;
    open_ = false;
    arriving_.clear();
    failed_ = std::move(reason);
  }

  void break_off(std::string reason) {
    drop_socket();
    failed_ = std::move(reason);
  }

  void look_later() {
    lws_sul_schedule(
        context_.get(), 0, &look_.timer,
        [](lws_sorted_usec_list_t* timer) { lws_container_of(timer, Look, timer)->owner->look(); },
        kLookAfter);
  }

  void look() {
    if (socket_ == nullptr || !open_) return;
    if (!has_lost_its_address(lws_get_socket_fd(socket_))) return look_later();
    break_off("This machine has changed its network address.");
    wake();
  }

  void receive(lws* wsi, std::string_view piece) {
    lws_validity_confirmed(wsi);  // or it would ping every five minutes, and want the pong in 10 s
    const bool binary = lws_frame_is_binary(wsi) != 0;
    if (arriving_.size() + piece.size() > (binary ? kMostBinary : kMostText)) {
      return break_off("The server sent a message beyond all bounds.");
    }
    arriving_.insert(arriving_.end(), piece.begin(), piece.end());
    if (lws_is_final_fragment(wsi) == 0 || lws_remaining_packet_payload(wsi) != 0) return;
    reading_.swap(arriving_);  // the handler may drop the connection meanwhile
    arriving_.clear();
    if (binary) {
      handler_->on_binary(reading_);
    } else {
      handler_->on_text({reinterpret_cast<const char*>(reading_.data()), reading_.size()});
    }
  }

  // Stops when libwebsockets holds something back, because more writes would garble its frames.
  void write(lws* wsi) {
    while (lws_partial_buffered(wsi) == 0 && lws_send_pipe_choked(wsi) == 0) {
      const std::optional<Message> message = handler_->next_message();
      if (!message) return;
      scratch_.resize(LWS_PRE);
      scratch_.insert(scratch_.end(), message->bytes.begin(), message->bytes.end());
      if (lws_write(wsi, scratch_.data() + LWS_PRE, message->bytes.size(),
                    message->text ? LWS_WRITE_TEXT : LWS_WRITE_BINARY) < 0) {
        return break_off(std::string{kBroken});
      }
    }
    lws_callback_on_writable(wsi);
  }

  Settings settings_;
  std::string host_;
  std::string path_;
  std::array<lws_protocols, 2> protocols_;
  TransportHandler* handler_ = nullptr;
  bool stopped_ = false;

  lws* socket_ = nullptr;  ///< the current connection; older ones are being closed
  bool open_ = false;
  bool woken_ = false;
  std::optional<std::string> failed_;  ///< the reason that run() passes to on_closed()
  std::vector<std::uint8_t> arriving_;
  std::vector<std::uint8_t> reading_;
  std::vector<std::uint8_t> scratch_;
  Alarm alarm_;
  /// The timer of look().
  struct Look {
    lws_sorted_usec_list_t timer;
    Impl* owner;
  } look_{{}, this};

  ClientLwsContext context_;  // destroyed first, since its callbacks use the members above
};

Transport::Transport(Settings settings) : impl_(std::make_unique<Impl>(std::move(settings))) {}
Transport::~Transport() = default;
void Transport::run(TransportHandler& handler) {
  impl_->run(handler);
}
void Transport::stop() {
  impl_->stop();
}
void Transport::connect() {
  impl_->connect();
}
void Transport::disconnect() {
  impl_->disconnect();
}
void Transport::want_write() {
  impl_->want_write();
}
void Transport::wake() {
  impl_->wake();
}

}  // namespace stepback::plugin
