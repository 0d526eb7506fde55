#include "operations/installation.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "flow/child_process.hpp"
#include "support/places.hpp"

namespace stepback::operations {

namespace fs = std::filesystem;

Said run(const std::vector<std::string>& arguments) {
  const TemporaryFolder folder;
  std::vector<std::string> all{"/usr/bin/env",
                               "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                               "LC_ALL=C.UTF-8"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  flow::ChildProcess program{all, folder.path() / "output"};
  const auto status = program.exit_code(std::chrono::minutes{4});
  if (!status) throw std::runtime_error(arguments.front() + " does not end");
  return {*status, program.output()};
}

bool has_program(const std::string& name) {
  return run({"which", name}).status == 0;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

fs::path built_page() {
  return stepback::test::source_folder() / "plugin/web/dist/page/index.html";
}

void install(const fs::path& prefix) {
  const Said said = run({STEPBACK_CMAKE, "--install", stepback::test::build_folder(), "--config",
                         STEPBACK_CONFIG, "--prefix", prefix.string()});
  if (said.status != 0) throw std::runtime_error("cmake --install: " + said.output);
}

}  // namespace stepback::operations
