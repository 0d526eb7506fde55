#include "tests/support/places.hpp"

#include <fstream>
#include <stdexcept>
#include <string_view>

namespace stepback::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCache = "CMakeCache.txt";

/// Returns the nearest folder that holds a file of this name, from `folder` upwards.
fs::path nearest(fs::path folder, const char* file) {
  while (!fs::exists(folder / file)) {
    if (!folder.has_relative_path()) {
      throw std::runtime_error(std::string("there is no ") + file + " above this program");
    }
    folder = folder.parent_path();
  }
  return folder;
}

/// Returns the sources that the build was configured from. The guard's are a folder of the
/// repository.
fs::path configured_sources() {
  constexpr std::string_view entry = "CMAKE_HOME_DIRECTORY:INTERNAL=";
  std::ifstream cache(build_folder() / kCache);
  for (std::string line; std::getline(cache, line);) {
    if (line.starts_with(entry)) return line.substr(entry.size());
  }
  throw std::runtime_error("CMake's cache does not say where the sources are");
}

}  // namespace

const fs::path& build_folder() {
  static const fs::path folder = nearest(fs::read_symlink("/proc/self/exe").parent_path(), kCache);
  return folder;
}

const fs::path& source_folder() {
  static const fs::path folder = nearest(configured_sources(), "CMakePresets.json");
  return folder;
}

std::string program(const std::string& name) {
  return build_folder() / "bin" / name;
}

}  // namespace stepback::test
