#include "support/wire/flooder.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <cerrno>

namespace stepback {

std::string repeated(const Bytes& frames, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += view_text(frames);
  return all;
}

std::optional<int> Flooder::flood(std::string_view bytes,
                                  std::chrono::steady_clock::time_point deadline) {
  bool sends = true;
  while (std::chrono::steady_clock::now() < deadline) {
    pollfd ready{descriptor(), static_cast<short>(sends ? POLLIN | POLLOUT : POLLIN), 0};
    ::poll(&ready, 1, 100);
    if ((ready.revents & POLLOUT) != 0) sends = send_more(bytes);
    if ((ready.revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !read_more()) return status_;
  }
  return std::nullopt;
}

// Returns false if the connection takes nothing more. What has come before is still to be read.
bool Flooder::send_more(std::string_view bytes) {
  const std::string_view rest = bytes.substr(at_);
  const ssize_t sent = ::send(descriptor(), rest.data(), rest.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent < 0) return errno == EAGAIN;
  at_ = (at_ + static_cast<std::size_t>(sent)) % bytes.size();
  return true;
}

bool Flooder::read_more() {
  const bool more = receive();
  while (const auto frame = received_frame()) {
    if (frame->opcode == Frame::close) status_ = frame->close_code();
  }
  return more;
}

}  // namespace stepback
