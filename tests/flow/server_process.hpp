#pragma once

// A real stepbackd in a temporary data folder, on a port that is kept for it while it does not run.
// Ended with the object. Can be killed and started anew. Also the coordinator's HTTP calls, as bare
// requests, and the operator's commands.

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "support/held_port.hpp"
#include "support/temporary_folder.hpp"

namespace stepback::flow {

struct HttpAnswer {
  int status = 0;
  std::string headers;
  std::string body;
};

class ServerProcess {
 public:
  /// Starts it and waits for its `ready` line. Throws std::runtime_error if it does not come.
  /// `program`: another stepbackd than the one that was built with the tests.
  explicit ServerProcess(std::vector<std::string> more_arguments = {},
                         const std::filesystem::path& program = {});
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_.number(); }
  /// As its `ready` line has it.
  const std::string& url() const { return url_; }
  /// A coordinator's token, made by `stepbackd token`.
  const std::string& coordinator() const { return coordinator_; }
  const std::filesystem::path& data_folder() const { return folder_.path(); }
  /// What it has logged so far.
  std::string log() const;

  /// One HTTP/1.1 request, `Connection: close`. In the clear: a server over TLS refuses it.
  HttpAnswer request(const std::string& method, const std::string& path,
                     const std::string& body = {}, const std::string& token = {}) const;
  /// POST /api/sessions; the parsed answer.
  nlohmann::json create_session(const nlohmann::json& body) const;

  /// `stepbackd COMMAND --data FOLDER MORE...`, beside the server if it runs.
  struct Said {
    int status = 0;
    std::string output;
    std::string errors;
  };
  Said command(const std::string& command, std::vector<std::string> more = {}) const;

  /// SIGKILL: no last word. Any thread; returns at once.
  void kill() const;
  /// Waits for the end of a server that was killed.
  void wait_for_end();
  /// The same, and starts another on the same port and folder.
  void start_again();
  /// Its process, for setting limits; -1 if it does not run.
  pid_t process() const { return process_; }

  /// SIGTERM, and its exit code; -1 if it needed longer (it is killed then). It promises to end
  /// within two seconds, which is a test's of real time to demand.
  int terminate(std::chrono::seconds at_most = std::chrono::seconds{60});

 private:
  void start();

  stepback::test::TemporaryFolder folder_;
  stepback::test::HeldPort port_;
  std::vector<std::string> more_arguments_;
  std::string program_;
  pid_t process_ = -1;
  std::string url_;
  std::string coordinator_;
};

}  // namespace stepback::flow
