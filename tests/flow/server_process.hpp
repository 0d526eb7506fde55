#pragma once

// A real stepbackd in a temporary data folder. Its port stays reserved while the server does not
// run. A test can kill the server and start it again. Also makes the coordinator's HTTP calls, as
// bare requests, and runs the operator's commands.

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/held_port.hpp"
#include "support/temporary_folder.hpp"
#include "support/wire/raw_client.hpp"

namespace stepback::flow {

class ServerProcess {
 public:
  /// Starts the server and waits for its `ready` line. Throws std::runtime_error if the line does
  /// not come. `program` is another stepbackd than the one that was built with the tests.
  explicit ServerProcess(std::vector<std::string> more_arguments = {},
                         const std::filesystem::path& program = {});
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_.number(); }
  /// The address in the `ready` line.
  const std::string& url() const { return url_; }
  /// A coordinator's token, made by `stepbackd token`.
  const std::string& coordinator() const { return coordinator_; }
  const std::filesystem::path& data_folder() const { return folder_.path(); }
  /// Everything that the server has logged so far.
  std::string log() const;

  /// Makes one HTTP/1.1 request on a connection of its own, without TLS: a server over TLS refuses
  /// it.
  RawResponse request(const std::string& method, const std::string& path,
                      const std::string& body = {}, const std::string& token = {}) const;
  /// GET on the operator's port, of which the server is told with --operations.
  RawResponse operations(const std::string& path) const;
  /// Calls POST /api/sessions and returns the parsed answer.
  nlohmann::json create_session(const nlohmann::json& body) const;

  /// Runs `stepbackd COMMAND --data FOLDER MORE...`, beside the server if that runs.
  struct Said {
    int status = 0;
    std::string output;
    std::string errors;
  };
  Said command(const std::string& command, std::vector<std::string> more = {}) const;

  /// Sends SIGKILL. Any thread; returns at once.
  void kill() const;
  /// Waits for the end of a server that was killed.
  void wait_for_end();
  /// Calls wait_for_end() and starts another server on the same port and folder.
  void start_again();
  /// The server's process id, for setting limits; -1 if it does not run.
  pid_t process() const { return process_; }

  /// Sends SIGTERM and returns the exit code. After `at_most` it kills the server and returns -1.
  /// The server promises to end within two seconds. restart_test.cpp checks that with every kind of
  /// connection. Elsewhere a busy machine may take longer, and only the exit code counts.
  int terminate(std::chrono::seconds at_most = std::chrono::seconds{60});

 private:
  void start();

  stepback::test::TemporaryFolder folder_;
  stepback::test::HeldPort port_;
  stepback::test::HeldPort operations_;
  std::vector<std::string> more_arguments_;
  std::string program_;
  pid_t process_ = -1;
  std::string url_;
  std::string coordinator_;
};

}  // namespace stepback::flow
