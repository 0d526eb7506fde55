#pragma once

// One person at `stepback join --json`, in a process of its own. A test types lines and reads
// events.

#include <csignal>

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "flow/child_process.hpp"

namespace stepback::flow {

class TextClient {
 public:
  /// Joins by the link, without a sound device. `folder` takes the client's files, whose names
  /// begin with `label`. `more` are further arguments.
  TextClient(const std::filesystem::path& folder, const std::string& label, const std::string& link,
             const std::vector<std::string>& more);
  ~TextClient();
  TextClient(const TextClient&) = delete;
  TextClient& operator=(const TextClient&) = delete;

  void type(const std::string& line) const;
  /// Types the line and returns its `answer` event.
  nlohmann::json ask(const std::string& line);
  /// Waits for the next event that satisfies `wanted`, after the one that the last wait found.
  /// Throws std::runtime_error after a minute.
  nlohmann::json wait_for(const std::string& what,
                          const std::function<bool(const nlohmann::json&)>& wanted);
  /// Ends the process as a failing device does: nobody is told.
  void kill() const { program_.signal(SIGKILL); }

 private:
  std::filesystem::path input_;
  int typing_;
  ChildProcess program_;
  std::size_t read_ = 0;  ///< bytes of the output that the last wait has passed
};

}  // namespace stepback::flow
