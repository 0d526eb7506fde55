#include "journal_fixture.hpp"

#include <fstream>
#include <sstream>

namespace stepback::signalling::journal::test {

bool JournalTest::files_hold(const std::string& bytes) const {
  for (const auto& each : std::filesystem::directory_iterator(folder)) {
    std::ostringstream text;
    text << std::ifstream{each.path(), std::ios::binary}.rdbuf();
    if (text.str().find(bytes) != std::string::npos) return true;
  }
  return false;
}

}  // namespace stepback::signalling::journal::test
