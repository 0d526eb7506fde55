#pragma once

// Installs the build into a temporary folder, and runs tools to their end.

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
/// the end does not come in four minutes.
Said run(const std::vector<std::string>& arguments);

/// Whether the machine has the program. Administrators' programs count too.
bool has_program(const std::string& name);

std::string text_of(const std::filesystem::path& file);

/// Where the page is after it was built, which it need not be.
std::filesystem::path built_page();

/// Runs `cmake --install` into `prefix`. Throws std::runtime_error with its output if it fails.
void install(const std::filesystem::path& prefix);

}  // namespace stepback::operations
