#pragma once

// A program of ours as a child process. Its output goes to a file; its input may come from one.

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stepback::flow {

class ChildProcess {
 public:
  /// Starts the program. Its standard output and standard error go to the file `output`, which is
  /// overwritten. Its standard input is the file `input`, or ours if that is empty.
  ChildProcess(std::vector<std::string> arguments, std::filesystem::path output,
               const std::filesystem::path& input = {});
  /// Kills the process if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void signal(int number) const;
  /// The process id, for measuring the process.
  pid_t process() const { return process_; }
  /// Waits for the end of the process, at most `at_most`. Returns its exit code, or nothing.
  std::optional<int> exit_code(std::chrono::seconds at_most);
  /// Everything that the process has written so far.
  std::string output() const;

 private:
  std::filesystem::path output_;
  pid_t process_ = -1;
  std::optional<int> status_;
};

}  // namespace stepback::flow
