#include "support/network/network_namespace.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

namespace stepback {
namespace {

constexpr const char* kTun = "/dev/net/tun";
constexpr const char* kOwnNamespace = "/proc/thread-self/ns/net";
constexpr const char* kNetmask = "255.255.255.0";

int must(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

/// A file that is closed at the end of its scope.
class File {
 public:
  explicit File(int number) : number_(number) {}
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

int own_namespace() {
  return must(::open(kOwnNamespace, O_RDONLY | O_CLOEXEC), "the own network namespace");
}

// netdevice(7): a device is set up by requests through any socket of its namespace.
int any_socket() {
  return must(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "a socket");
}

ifreq request_for(const std::string& device) {
  ifreq request{};
  std::strncpy(request.ifr_name, device.c_str(), sizeof request.ifr_name - 1);
  return request;
}

void set_address(const File& socket, const std::string& device, unsigned long kind,
                 const char* text) {
  ifreq request = request_for(device);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  if (::inet_pton(AF_INET, text, &address.sin_addr) != 1) {
    throw std::system_error(EINVAL, std::generic_category(), text);
  }
  std::memcpy(&request.ifr_addr, &address, sizeof address);
  must(::ioctl(socket.number(), kind, &request), "an address");
}

void bring_up(const File& socket, const std::string& device) {
  ifreq request = request_for(device);
  must(::ioctl(socket.number(), SIOCGIFFLAGS, &request), "a device's flags");
  request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP | IFF_RUNNING);
  must(::ioctl(socket.number(), SIOCSIFFLAGS, &request), "a device up");
}

}  // namespace

std::string NetworkNamespace::why_not() {
  try {
    const NetworkNamespace tried;
    const TunDevice device{tried, "192.0.2.1"};
  } catch (const std::system_error& error) {
    return std::string{
               "A bad network needs network namespaces and tun devices, which root may make: "} +
           error.what() + ".";
  }
  return {};
}

NetworkNamespace::NetworkNamespace() {
  const File before{own_namespace()};
  must(::unshare(CLONE_NEWNET), "a network namespace");
  try {
    File inside{own_namespace()};
    bring_up(File{any_socket()}, "lo");
    file_ = inside.release();
  } catch (const std::system_error&) {
    ::setns(before.number(), CLONE_NEWNET);
    throw;
  }
  must(::setns(before.number(), CLONE_NEWNET), "back to the own network namespace");
}

NetworkNamespace::~NetworkNamespace() {
  ::close(file_);
}

NetworkNamespace::Inside::Inside(const NetworkNamespace& where) : before_(own_namespace()) {
  if (::setns(where.file_, CLONE_NEWNET) < 0) {
    const int error = errno;
    ::close(before_);
    throw std::system_error(error, std::generic_category(), "into a network namespace");
  }
}

NetworkNamespace::Inside::~Inside() {
  if (::setns(before_, CLONE_NEWNET) < 0) std::terminate();  // nothing could go on from there
  ::close(before_);
}

TunDevice::TunDevice(const NetworkNamespace& where, const std::string& address) : where_(where) {
  const NetworkNamespace::Inside inside{where};
  File file{must(::open(kTun, O_RDWR | O_CLOEXEC | O_NONBLOCK), kTun)};
  ifreq request = request_for("");
  request.ifr_flags = IFF_TUN | IFF_NO_PI;
  must(::ioctl(file.number(), TUNSETIFF, &request), "a tun device");
  name_ = request.ifr_name;
  set_address(address);
  bring_up(File{any_socket()}, name_);
  file_ = file.release();
}

TunDevice::~TunDevice() {
  ::close(file_);
}

void TunDevice::set_address(const std::string& address) {
  const NetworkNamespace::Inside inside{where_};
  const File socket{any_socket()};
  stepback::set_address(socket, name_, SIOCSIFADDR, address.c_str());
  stepback::set_address(socket, name_, SIOCSIFNETMASK, kNetmask);
}

}  // namespace stepback
