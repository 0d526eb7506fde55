#pragma once

// A program of ours as a child, its output in a file. Ended with the object.

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stepback::flow {

class ChildProcess {
 public:
  /// Both outputs go to the file `output`, which is made anew.
  ChildProcess(std::vector<std::string> arguments, std::filesystem::path output);
  /// Kills it if it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void signal(int number) const;
  /// Its process, for measuring it.
  pid_t process() const { return process_; }
  /// Waits for its end, at most so long: its exit code, or nothing.
  std::optional<int> exit_code(std::chrono::seconds at_most);
  /// What it has written so far.
  std::string output() const;

 private:
  std::filesystem::path output_;
  pid_t process_ = -1;
  std::optional<int> status_;
};

}  // namespace stepback::flow
