#pragma once

// The names under which people reach this server. A request whose Host header has another name is
// refused: its page has been led here by a name of somebody else (DNS rebinding), and would count
// as this server's own page. A value, without a socket.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace stepback::signalling {

class OwnHosts {
 public:
  struct Settings {
    std::vector<std::string> anywhere;  ///< names and addresses that count with any port
    std::vector<std::string> here;      ///< names and addresses that count with `port` alone
    std::uint16_t port = 0;             ///< on which the server listens
    bool secure = false;                ///< over TLS, whose default port may be left out
    /// Whether the server's certificate is for a name or address, with any port; may be empty.
    std::function<bool(const std::string&)> is_certified{};
  };

  /// `localhost`, 127.0.0.1 and ::1 count with the port, besides the settings' names.
  explicit OwnHosts(Settings settings);
  /// Contains nothing.
  OwnHosts() = default;

  /// Whether a Host header names this server. `arrived_at` is the address of this machine at which
  /// the request came; it counts with the port. An empty or unreadable header names nobody.
  bool contain(std::string_view header, const std::string& arrived_at) const;

 private:
  bool is_here(const std::string& name, std::string_view header) const;

  Settings settings_;
};

}  // namespace stepback::signalling
