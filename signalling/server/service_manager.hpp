#pragma once

// Tells systemd the state of a service of `Type=notify`: ready, stopping, and alive if systemd
// watches (sd_notify(3)). Each message is a datagram to the socket that the environment names. If
// the server was started in another way, nothing is sent. Loop thread; no call waits.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace stepback::signalling {

class ServiceManager {
 public:
  /// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID.
  ServiceManager();
  ~ServiceManager();
  ServiceManager(const ServiceManager&) = delete;
  ServiceManager& operator=(const ServiceManager&) = delete;

  /// The server can be used from now on.
  void ready() const { notify_manager("READY=1"); }
  /// The server has been told to stop.
  void stopping() const { notify_manager("STOPPING=1"); }
  /// The server's loop runs.
  void alive() const { notify_manager("WATCHDOG=1"); }

  /// How often to call alive(): twice in the time after which systemd takes the service for dead.
  /// Nothing if systemd does not watch.
  std::optional<std::chrono::milliseconds> watchdog() const { return watchdog_; }

 private:
  /// Sends a message. If it cannot be delivered it is lost, since there is nobody else to notify.
  void notify_manager(std::string_view message) const;

  int socket_ = -1;
  std::string address_;  ///< a path, or a name that begins with '\0'
  std::optional<std::chrono::milliseconds> watchdog_;
};

}  // namespace stepback::signalling
