#include "signalling/net/admission/request_lines.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "signalling/net/admission/request_line.hpp"

namespace stepback::signalling {
namespace {

/// Makes the socket readable only when it has so many bytes, or has ended. Otherwise bytes that are
/// looked at and left there would wake the loop again and again.
void set_least_bytes(int descriptor, std::size_t bytes) {
  const int least = static_cast<int>(bytes);
  static_cast<void>(::setsockopt(descriptor, SOL_SOCKET, SO_RCVLOWAT, &least, sizeof least));
}

/// Whether the client sends nothing more.
bool has_ended(int descriptor) {
  pollfd state{descriptor, POLLRDHUP, 0};
  return ::poll(&state, 1, 0) > 0;
}

}  // namespace

RequestLines::~RequestLines() {
  for (const auto& [descriptor, awaited] : awaited_) {
    awaited.watch->stop();
    ::close(descriptor);
  }
}

void RequestLines::await(int descriptor) {
  awaited_.insert_or_assign(descriptor, Awaited{std::make_unique<LoopWatch>(
                                            loop_, descriptor, [=, this] { look(descriptor); })});
}

void RequestLines::forget(int descriptor) {
  const auto node = awaited_.extract(descriptor);
  if (node.empty()) return;
  last_ = std::move(node.mapped().watch);
  last_->stop();
  if (node.mapped().seen > 0) set_least_bytes(descriptor, 1);
}

void RequestLines::look(int descriptor) {
  const auto found = awaited_.find(descriptor);
  if (found == awaited_.end()) return;
  std::array<char, kMostRequestLine> bytes;  // NOLINT(*-member-init): recv() fills it
  const ssize_t size = ::recv(descriptor, bytes.data(), bytes.size(), MSG_PEEK | MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size <= 0) return conclude(descriptor, "");
  const auto length = static_cast<std::size_t>(size);
  const auto line = look_at_request_line({bytes.data(), length});
  if (!line) return conclude(descriptor, line.error());
  if (*line) return conclude(descriptor, std::nullopt);
  if (length == found->second.seen && has_ended(descriptor)) return conclude(descriptor, "");
  found->second.seen = length;
  set_least_bytes(descriptor, length + 1);
}

void RequestLines::conclude(int descriptor, std::optional<std::string_view> fault) {
  forget(descriptor);
  on_line_(descriptor, fault);
}

}  // namespace stepback::signalling
