// The server's messages to systemd. A socket of the test's stands for systemd.

#include <gmock/gmock.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "flow/server_process.hpp"
#include "operations/installation.hpp"

namespace stepback::operations {
namespace {

class Manager {
 public:
  explicit Manager(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_DGRAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      throw std::runtime_error("cannot bind " + path);
    }
  }
  ~Manager() { ::close(socket_); }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  /// The next message. Empty if none comes within `patience` milliseconds.
  std::string next(int patience = 60'000) const {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, patience) != 1) return "";
    std::array<char, 256> message{};
    const ssize_t size = ::recv(socket_, message.data(), message.size(), 0);
    return {message.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
  }

 private:
  int socket_;
};

TEST(ServiceManager, HearsThatTheServerIsReadyThatItLivesAndThatItStops) {
  const TemporaryFolder folder;
  const std::string path = folder.path() / "notify";
  const Manager manager(path);
  ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
  ::setenv("WATCHDOG_USEC", "200000", 1);
  ::unsetenv("WATCHDOG_PID");
  flow::ServerProcess server;
  EXPECT_EQ(manager.next(), "READY=1");
  EXPECT_EQ(manager.next(), "WATCHDOG=1");
  EXPECT_EQ(manager.next(), "WATCHDOG=1");
  // The socket holds few messages, and the server does not wait for room in it.
  while (manager.next(0) == "WATCHDOG=1") {
  }
  EXPECT_EQ(server.terminate(), 0);
  std::string last = manager.next();
  while (last == "WATCHDOG=1") last = manager.next();
  EXPECT_EQ(last, "STOPPING=1");
}

}  // namespace
}  // namespace stepback::operations
