#include "flow/server_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "support/places.hpp"

namespace stepback::flow {
namespace {

struct Started {
  pid_t process;
  int output;
};

// Starts the program with its standard output on a pipe and its log in a file.
Started start(const std::string& program, std::vector<std::string> arguments,
              const std::filesystem::path& log) {
  arguments.insert(arguments.begin(), program);
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& each : arguments) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const int log_file = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const pid_t process = ::fork();
  if (process == 0) {
    ::dup2(pipe[1], STDOUT_FILENO);
    ::dup2(log_file, STDERR_FILENO);
    ::execv(pointers.front(), pointers.data());
    ::_exit(127);
  }
  ::close(pipe[1]);
  ::close(log_file);
  return {process, pipe[0]};
}

std::string read_line(int file) {
  std::string line;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
  while (!line.ends_with('\n') && std::chrono::steady_clock::now() < deadline) {
    pollfd waiting{file, POLLIN, 0};
    char letter = 0;
    if (::poll(&waiting, 1, 100) > 0) {
      if (::read(file, &letter, 1) != 1) break;
      line += letter;
    }
  }
  if (line.ends_with('\n')) line.pop_back();
  return line;
}

std::string read_all(int file) {
  std::string text;
  std::array<char, 65536> piece{};
  for (ssize_t size = 0; (size = ::read(file, piece.data(), piece.size())) > 0;) {
    text.append(piece.data(), static_cast<std::size_t>(size));
  }
  return text;
}

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

}  // namespace

ServerProcess::ServerProcess(std::vector<std::string> more_arguments,
                             const std::filesystem::path& program)
    : more_arguments_(std::move(more_arguments)),
      program_(program.empty() ? stepback::test::program("stepbackd") : program.string()) {
  start();
  coordinator_ = command("token", {"--role", "coordinator"}).output;
  if (coordinator_.ends_with('\n')) coordinator_.pop_back();
}

void ServerProcess::start() {
  std::vector<std::string> arguments{
      "--port",       std::to_string(port()),
      "--data",       folder_.path().string(),
      "--operations", "127.0.0.1:" + std::to_string(operations_.number())};
  arguments.insert(arguments.end(), more_arguments_.begin(), more_arguments_.end());
  const Started server = flow::start(program_, arguments, folder_.path() / "log");
  process_ = server.process;
  const std::string ready = read_line(server.output);
  ::close(server.output);
  if (!ready.starts_with("ready http://") && !ready.starts_with("ready https://")) {
    throw std::runtime_error("stepbackd did not get ready: " + ready + log());
  }
  url_ = ready.substr(std::string_view("ready ").size());
}

ServerProcess::Said ServerProcess::command(const std::string& command,
                                           std::vector<std::string> more) const {
  std::vector<std::string> arguments{command, "--data", folder_.path().string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const std::filesystem::path errors = folder_.path() / (command + ".errors");
  std::filesystem::remove(errors);
  const Started asked = flow::start(program_, arguments, errors);
  Said said{.status = 0, .output = read_all(asked.output), .errors = {}};
  ::close(asked.output);
  int status = 0;
  ::waitpid(asked.process, &status, 0);
  said.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  said.errors = text_of(errors);
  return said;
}

void ServerProcess::kill() const {
  ::kill(process_, SIGKILL);
}

void ServerProcess::wait_for_end() {
  if (process_ >= 0) ::waitpid(std::exchange(process_, -1), nullptr, 0);
}

void ServerProcess::start_again() {
  wait_for_end();
  start();
}

ServerProcess::~ServerProcess() {
  terminate();
}

std::string ServerProcess::log() const {
  return text_of(folder_.path() / "log");
}

RawResponse ServerProcess::request(const std::string& method, const std::string& path,
                                   const std::string& body, const std::string& token) const {
  std::string headers = "Connection: close\r\n";
  if (!token.empty()) headers += "Authorization: Bearer " + token + "\r\n";
  if (!body.empty()) headers += "Content-Type: application/json\r\n";
  return RawClient(port()).request(method, path, headers, body);
}

RawResponse ServerProcess::operations(const std::string& path) const {
  return RawClient(operations_.number()).request("GET", path);
}

nlohmann::json ServerProcess::create_session(const nlohmann::json& body) const {
  const RawResponse answer = request("POST", "/api/sessions", body.dump(), coordinator_);
  if (answer.status != 201) throw std::runtime_error("no session: " + answer.body);
  return nlohmann::json::parse(answer.body);
}

int ServerProcess::terminate(std::chrono::seconds at_most) {
  if (process_ < 0) return 0;
  const pid_t process = std::exchange(process_, -1);
  ::kill(process, SIGTERM);
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  int status = 0;
  while (::waitpid(process, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline) {
      ::kill(process, SIGKILL);
      ::waitpid(process, &status, 0);
      return -1;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace stepback::flow
