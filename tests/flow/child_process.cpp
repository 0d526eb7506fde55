#include "flow/child_process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace stepback::flow {

ChildProcess::ChildProcess(std::vector<std::string> arguments, std::filesystem::path output,
                           const std::filesystem::path& input)
    : output_{std::move(output)} {
  std::vector<char*> pointers;
  pointers.reserve(arguments.size() + 1);
  for (std::string& each : arguments) pointers.push_back(each.data());
  pointers.push_back(nullptr);
  const int file = ::open(output_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("no output file " + output_.string());
  const int in = input.empty() ? STDIN_FILENO : ::open(input.c_str(), O_RDONLY | O_CLOEXEC);
  if (in < 0) throw std::runtime_error("no input file " + input.string());
  process_ = ::fork();
  if (process_ == 0) {
    if (in != STDIN_FILENO) ::dup2(in, STDIN_FILENO);
    ::dup2(file, STDOUT_FILENO);
    ::dup2(file, STDERR_FILENO);
    ::execv(pointers.front(), pointers.data());
    ::_exit(127);
  }
  ::close(file);
  if (in != STDIN_FILENO) ::close(in);
}

ChildProcess::~ChildProcess() {
  if (status_) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
}

void ChildProcess::signal(int number) const {
  if (!status_) ::kill(process_, number);
}

std::optional<int> ChildProcess::exit_code(std::chrono::seconds at_most) {
  const auto deadline = std::chrono::steady_clock::now() + at_most;
  int status = 0;
  while (!status_ && ::waitpid(process_, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > deadline) return std::nullopt;
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  if (!status_) status_ = status;
  return WIFEXITED(*status_) ? WEXITSTATUS(*status_) : -1;
}

std::string ChildProcess::output() const {
  std::ostringstream text;
  text << std::ifstream{output_}.rdbuf();
  return text.str();
}

}  // namespace stepback::flow
