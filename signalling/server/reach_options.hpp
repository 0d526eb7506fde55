#pragma once

// The options of stepbackd that say by which names people reach it, and where its operator does.

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace CLI {
class App;
}

namespace stepback::signalling {

/// The values of the options.
struct Reach {
  struct Address {
    std::string listen;      ///< an address, without brackets, or a host's name
    std::uint16_t port = 0;  ///< 0 picks a free one
  };
  /// Where the operator's calls are answered (/metrics, /readyz); nothing: nowhere.
  std::optional<Address> operations;
  /// Names and addresses, without a port, that people may type to reach the server, besides those
  /// that it knows by itself.
  std::vector<std::string> hosts;
};

/// Adds the options to a command line. Holds their values, so it must outlive the parsing.
class ReachOptions {
 public:
  explicit ReachOptions(CLI::App& app);

  /// Returns the values after the command line was parsed, or a sentence that says what is wrong.
  tl::expected<Reach, std::string> read() const;

 private:
  std::string operations_;
  std::vector<std::string> hosts_;
};

}  // namespace stepback::signalling
