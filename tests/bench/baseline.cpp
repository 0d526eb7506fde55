// The baseline: the cost of the bare work on this machine. An epoll loop that takes a participant's
// packet, unmasks it, writes the sender's SSRC into it, frames it once, and hands it to each other
// participant of the room by a send() of its own, plain or over TLS 1.3. It checks nothing, delays
// nothing, and knows no sessions, rights, limits or journal.
//   stepback_bench_baseline [CERTIFICATE KEY]    prints `ready PORT`, serves until it is killed

#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/load/packets.hpp"
#include "bench/load/participant.hpp"
#include "bench/load/stream.hpp"

namespace stepback::bench {
namespace {

class Guest;
using Room = std::vector<Guest*>;

struct Server {
  int epoll = -1;
  std::map<std::uint64_t, Room> rooms;
};

class Guest {
 public:
  Guest(int descriptor, const TlsContext& tls, Server& server)
      : stream_(Stream::accepted(descriptor, tls)), server_(server), ssrc_(next_ssrc_++) {
    epoll_event event{.events = EPOLLIN, .data = {.ptr = this}};
    ::epoll_ctl(server_.epoll, EPOLL_CTL_ADD, descriptor, &event);
  }
  ~Guest() {
    if (room_ != nullptr) std::erase(*room_, this);
  }
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  /// Returns false once the connection is gone.
  bool on_ready() {
    if (writing_) stream_.flush();
    do {
      const auto bytes = stream_.read();
      if (!bytes.empty()) take(bytes);
    } while (stream_.more());
    watch_writing();
    return !stream_.closed();
  }

 private:
  void take(std::span<std::uint8_t> bytes) {
    if (!upgraded_) {
      head_.insert(head_.end(), bytes.begin(), bytes.end());
      if (end_of_head(head_) == 0) return;
      upgraded_ = true;
      stream_.write(std::string{"HTTP/1.1 101 Switching Protocols\r\n\r\n"});
      return;  // the client says nothing before it has this answer
    }
    frames_.offer(bytes);
    while (const auto frame = frames_.next()) {
      if (frame->opcode == Opcode::binary) {
        forward(frame->payload);
      } else if (frame->opcode == Opcode::text) {
        answer(view_text(frame->payload));
      }
    }
  }

  void answer(std::string_view text) {
    const bool joins = room_ == nullptr;
    if (joins) {
      room_ = &server_.rooms[number_member(text, "room")];
      room_->push_back(this);
    }
    Bytes frame;
    append_frame(frame, Opcode::text, std::nullopt,
                 view_bytes(joins ? "{\"type\":\"welcome\"}" : "{\"type\":\"ok\"}"));
    send(frame);
  }

  void forward(std::span<std::uint8_t> packet) {
    if (room_ == nullptr || !write_ssrc(packet, ssrc_)) return;
    static Bytes frame;  // its memory is used again: no allocation per packet
    frame.clear();
    append_frame(frame, Opcode::binary, std::nullopt, packet);
    for (Guest* other : *room_) {
      if (other != this) other->send(frame);
    }
  }

  void send(std::span<const std::uint8_t> frame) {
    stream_.write(frame);
    watch_writing();
  }

  void watch_writing() {
    if (stream_.closed() || writing_ == stream_.wants_write()) return;
    writing_ = stream_.wants_write();
    epoll_event event{.events = EPOLLIN | (writing_ ? unsigned{EPOLLOUT} : 0U),
                      .data = {.ptr = this}};
    ::epoll_ctl(server_.epoll, EPOLL_CTL_MOD, stream_.descriptor(), &event);
  }

  static inline std::uint32_t next_ssrc_ = 1;

  Stream stream_;
  Server& server_;
  std::uint32_t ssrc_;
  FrameReader frames_;
  Bytes head_;
  Room* room_ = nullptr;
  bool upgraded_ = false;
  bool writing_ = false;
};

int listen_somewhere() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener, SOMAXCONN) != 0 ||
      ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("cannot listen");
  }
  std::printf("ready %d\n", ntohs(address.sin_port));
  std::fflush(stdout);
  return listener;
}

using Guests = std::map<Guest*, std::unique_ptr<Guest>>;

void accept_all(int listener, const TlsContext& tls, Server& server, Guests& guests) {
  for (int socket = 0; (socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
    auto guest = std::make_unique<Guest>(socket, tls, server);
    guests.emplace(guest.get(), std::move(guest));
  }
}

void serve(const TlsContext& tls) {
  Server server{.epoll = ::epoll_create1(EPOLL_CLOEXEC), .rooms = {}};
  const int listener = listen_somewhere();
  epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
  ::epoll_ctl(server.epoll, EPOLL_CTL_ADD, listener, &event);
  std::array<epoll_event, 256> events{};
  Guests guests;
  while (true) {
    const int count = ::epoll_wait(server.epoll, events.data(), events.size(), -1);
    for (int i = 0; i < count; ++i) {
      auto* guest = static_cast<Guest*>(events.at(static_cast<std::size_t>(i)).data.ptr);
      if (guest == nullptr) {
        accept_all(listener, tls, server, guests);
      } else if (!guest->on_ready()) {
        guests.erase(guest);
      }
    }
  }
}

}  // namespace
}  // namespace stepback::bench

int main(int count, char** arguments) {
  using stepback::bench::server_tls;
  try {
    stepback::bench::serve(count == 3 ? server_tls(arguments[1], arguments[2]) : nullptr);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
