#pragma once

// A network namespace of a test's own, with nothing in it but a loopback device. It has no name:
// it lives as long as this object, or a socket, device or process inside it, and the kernel takes
// it away with the last of them, however the test ends. Two runs at once cannot meet.

#include <functional>
#include <string>

namespace stepback {

class NetworkNamespace {
 public:
  /// Why none can be made here, as a sentence; empty if one can.
  static std::string why_not();

  /// Throws std::system_error where why_not() says something.
  NetworkNamespace();
  ~NetworkNamespace();
  NetworkNamespace(const NetworkNamespace&) = delete;
  NetworkNamespace& operator=(const NetworkNamespace&) = delete;

  /// Puts the calling thread into the namespace while it lives: the sockets, processes and threads
  /// that it makes then are there, and stay there.
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

/// A point-to-point device without a wire: what is sent into it is read from its file, a packet a
/// read, and what is written to the file arrives. Gone when the file is closed.
class TunDevice {
 public:
  /// `address` of a /24 network, which is reached through this device.
  TunDevice(const NetworkNamespace& where, const std::string& address);
  ~TunDevice();
  TunDevice(const TunDevice&) = delete;
  TunDevice& operator=(const TunDevice&) = delete;

  /// The device has this address from now on, and the one before it is gone.
  void set_address(const std::string& address);

  /// Non-blocking.
  int file() const { return file_; }

 private:
  const NetworkNamespace& where_;
  std::string name_;
  int file_ = -1;
};

}  // namespace stepback
