#include "signalling/server/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace stepback::signalling {
namespace {

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return number;
}

/// Returns the time after which systemd takes the service for dead, if it watches this process.
std::optional<std::chrono::microseconds> watched() {
  const std::string process = environment("WATCHDOG_PID");
  if (!process.empty() && whole_number(process) != ::getpid()) return std::nullopt;
  const auto period = whole_number(environment("WATCHDOG_USEC"));
  if (!period || *period <= 0) return std::nullopt;
  return std::chrono::microseconds(*period);
}

}  // namespace

ServiceManager::ServiceManager() : address_(environment("NOTIFY_SOCKET")) {
  const bool local = address_.starts_with('/') || address_.starts_with('@');
  if (!local || address_.size() >= sizeof sockaddr_un::sun_path) return;
  if (address_.front() == '@') address_.front() = '\0';  // Linux's abstract names
  socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket_ < 0) return;
  if (const auto period = watched()) {
    using std::chrono::milliseconds;
    // Two calls in each period, as sd_watchdog_enabled(3) advises.
    watchdog_ = std::max(std::chrono::duration_cast<milliseconds>(*period / 2), milliseconds{1});
  }
}

ServiceManager::~ServiceManager() {
  if (socket_ >= 0) ::close(socket_);
}

void ServiceManager::notify_manager(std::string_view message) const {
  if (socket_ < 0) return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  address_.copy(address.sun_path, address_.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address_.size());
  static_cast<void>(::sendto(socket_, message.data(), message.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&address), size));
}

}  // namespace stepback::signalling
