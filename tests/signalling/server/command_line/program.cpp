#include "program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

#include "tests/support/places.hpp"

namespace stepback::signalling::test {
namespace {

constexpr std::chrono::seconds kPatience{30};

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  return ends;
}

}  // namespace

Program::Program(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), stepback::test::program("stepbackd"));
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (std::string& each : arguments) argv.push_back(each.data());
  argv.push_back(nullptr);
  const auto out = make_pipe();
  const auto err = make_pipe();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  const int error =
      ::posix_spawn(&process_, argv.front(), &actions, nullptr, argv.data(), ::environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(out[1]);
  ::close(err[1]);
  output_.descriptor = out[0];
  errors_.descriptor = err[0];
  if (error != 0) throw std::runtime_error("cannot start " + arguments.front());
  readers_.emplace_back([this] { read(output_); });
  readers_.emplace_back([this] { read(errors_); });
}

Program::~Program() {
  if (!status_) {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  readers_.clear();
  ::close(output_.descriptor);
  ::close(errors_.descriptor);
}

void Program::read(Stream& stream) {
  std::array<char, 4096> bytes{};
  while (true) {
    const ssize_t size = ::read(stream.descriptor, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    const std::lock_guard lock(mutex_);
    if (size > 0) stream.text.append(bytes.data(), static_cast<std::size_t>(size));
    if (size <= 0) stream.ended = true;
    changed_.notify_all();
    if (size <= 0) return;
  }
}

std::uint16_t Program::port() {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kPatience, [this] {
    return output_.text.find('\n') != std::string::npos || output_.ended;
  });
  const std::size_t colon = output_.text.rfind(':');
  if (colon == std::string::npos) throw std::runtime_error("not ready: " + errors_.text);
  return static_cast<std::uint16_t>(std::stoul(output_.text.substr(colon + 1)));
}

void Program::signal(int number) const {
  ::kill(process_, number);
}

std::optional<int> Program::exit_code() {
  if (!status_) {
    const auto end = static_cast<int>(::syscall(SYS_pidfd_open, process_, 0));
    pollfd waited{end, POLLIN, 0};
    const int ready =
        ::poll(&waited, 1, static_cast<int>(std::chrono::milliseconds(kPatience).count()));
    ::close(end);
    if (ready != 1) return std::nullopt;
    int status = 0;
    ::waitpid(process_, &status, 0);
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return output_.ended && errors_.ended; });
  return status_;
}

std::string Program::error_with(const std::string& text) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kPatience,
                    [&] { return errors_.text.find(text) != std::string::npos || errors_.ended; });
  if (errors_.text.find(text) == std::string::npos) {
    throw std::runtime_error("not said: " + text + ": " + errors_.text);
  }
  return errors_.text;
}

std::string Program::output() {
  const std::lock_guard lock(mutex_);
  return output_.text;
}

std::string Program::errors() {
  const std::lock_guard lock(mutex_);
  return errors_.text;
}

}  // namespace stepback::signalling::test
