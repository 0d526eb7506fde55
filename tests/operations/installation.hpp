#pragma once

// What the build installs, in a temporary folder; and the tools of the trade, run to their end.

#include <filesystem>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace stepback::operations {

using stepback::test::TemporaryFolder;

struct Said {
  int status = 0;
  std::string output;  ///< both outputs
};

/// Runs a program, found as a shell finds it, and waits for its end. Throws std::runtime_error if
/// it does not come in four minutes.
Said run(const std::vector<std::string>& arguments);

/// Whether the machine has the program. Those for administrators count.
bool has_program(const std::string& name);

std::string text_of(const std::filesystem::path& file);

/// `cmake --install` into `prefix`. Throws std::runtime_error with what it said if it fails.
void install(const std::filesystem::path& prefix);

}  // namespace stepback::operations
