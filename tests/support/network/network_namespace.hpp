#pragma once

// A network namespace of a test's own, with nothing in it but a loopback device. It has no name: it
// lives as long as this object or any socket, device or process inside it. The kernel removes it
// with the last of them, however the test ends. Two test runs at once do not disturb each other.

#include <functional>
#include <string>

namespace stepback {

class NetworkNamespace {
 public:
  /// Says in a sentence why no namespace can be made here. Empty if one can.
  static std::string why_not();

  /// Throws std::system_error if no namespace can be made (why_not()).
  NetworkNamespace();
  ~NetworkNamespace();
  NetworkNamespace(const NetworkNamespace&) = delete;
  NetworkNamespace& operator=(const NetworkNamespace&) = delete;

  /// Puts the calling thread into the namespace while the object lives. The sockets, processes and
  /// threads that the thread makes meanwhile stay in the namespace.
  class Inside {
   public:
    explicit Inside(const NetworkNamespace& where);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

   private:
    int before_ = -1;
  };

 private:
  int file_ = -1;  ///< /proc/thread-self/ns/net, opened inside
};

/// A point-to-point device without a wire. Each read from its file gives one packet that was sent
/// into the device; a packet that is written to the file arrives. The device is gone when the file
/// is closed.
class TunDevice {
 public:
  /// `address` is in a /24 network, which is reached through this device.
  TunDevice(const NetworkNamespace& where, const std::string& address);
  ~TunDevice();
  TunDevice(const TunDevice&) = delete;
  TunDevice& operator=(const TunDevice&) = delete;

  /// Replaces the device's address by this one.
  void set_address(const std::string& address);

  /// The device's file, which is non-blocking.
  int file() const { return file_; }

 private:
  const NetworkNamespace& where_;
  std::string name_;
  int file_ = -1;
};

}  // namespace stepback
