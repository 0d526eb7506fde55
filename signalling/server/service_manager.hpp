#pragma once

// What systemd wants to know of a service of `Type=notify`: that it is ready, that it stops, and,
// if it watches, that it is alive (sd_notify(3)). A datagram each, to the socket that the
// environment names; started in any other way, the server tells nobody. Loop thread; no call waits.

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
  void ready() const { tell("READY=1"); }
  /// It has been told to stop.
  void stopping() const { tell("STOPPING=1"); }
  /// Its loop turns.
  void alive() const { tell("WATCHDOG=1"); }

  /// How often alive() has to be called at least, so that the service is not taken for dead;
  /// nothing if nobody watches.
  std::optional<std::chrono::milliseconds> watchdog() const { return watchdog_; }

 private:
  /// A message that cannot be delivered is lost: there is nobody else to tell.
  void tell(std::string_view message) const;

  int socket_ = -1;
  std::string address_;  ///< a path, or a name that begins with '\0'
  std::optional<std::chrono::milliseconds> watchdog_;
};

}  // namespace stepback::signalling
