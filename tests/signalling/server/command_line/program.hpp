#pragma once

// A real stepbackd as a child process. Its two outputs are read as they come.

#include <sys/types.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace stepback::signalling::test {

class Program {
 public:
  explicit Program(std::vector<std::string> arguments);
  /// Kills the process if it still runs.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// The port in the `ready` line. Throws if the line does not come within 30 seconds.
  std::uint16_t port();
  void signal(int number) const;
  /// Waits for the end of the process, 30 seconds at most. Returns its exit code, or nothing.
  std::optional<int> exit_code();

  /// Waits for this text in the error output, 30 seconds at most, and returns the output so far.
  std::string error_with(const std::string& text);

  /// The output so far; the whole output after exit_code().
  std::string output();
  std::string errors();

 private:
  struct Stream {
    int descriptor = -1;
    std::string text;
    bool ended = false;
  };
  void read(Stream& stream);

  pid_t process_ = -1;
  std::optional<int> status_;
  Stream output_;
  Stream errors_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::jthread> readers_;
};

}  // namespace stepback::signalling::test
