// Runs the seeds through their targets with the compiler and the sanitizers of this build, so that
// faults that libFuzzer once found stay mended.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/fuzz/target.hpp"
#include "tests/support/places.hpp"

namespace stepback::fuzz {
namespace {

namespace fs = std::filesystem;

struct Target {
  std::string name;
  void (*run)(Input);
};
void PrintTo(const Target& target, std::ostream* out) {  // NOLINT: GoogleTest's name
  *out << target.name;
}

/// The folders of a target's seeds: its own, and those that the file `corpora` names.
std::vector<fs::path> folders_of(const std::string& target) {
  std::vector<fs::path> folders{stepback::test::source_folder() / "tests/fuzz/seeds" / target};
  std::ifstream list{stepback::test::source_folder() / "tests/fuzz/corpora"};
  for (std::string line; std::getline(list, line);) {
    std::istringstream words{line};
    std::string name;
    std::string folder;
    if (words >> name >> folder && name == target)
      folders.push_back(stepback::test::source_folder() / folder);
  }
  return folders;
}

std::vector<fs::path> seeds_of(const std::string& target) {
  std::vector<fs::path> files;
  for (const fs::path& folder : folders_of(target)) {
    for (const auto& each : fs::directory_iterator{folder}) files.push_back(each.path());
  }
  std::ranges::sort(files);
  return files;
}

class Seeds : public testing::TestWithParam<Target> {};

TEST_P(Seeds, HoldWhatTheirTargetAsks) {
  const std::vector<fs::path> seeds = seeds_of(GetParam().name);
  EXPECT_GE(seeds.size(), 2U);
  for (const fs::path& seed : seeds) {
    std::ifstream file{seed, std::ios::binary};
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>{file}, {}};
    std::cerr << seed.filename().string() << '\n';  // the last one named is the one that breaks it
    GetParam().run(bytes);
  }
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Seeds,
                         testing::Values(Target{"connections", connections}, Target{"http", http},
                                         Target{"journal", journal}, Target{"json", json},
                                         Target{"requests", requests}, Target{"rtp", rtp},
                                         Target{"server_messages", server_messages},
                                         Target{"templates", templates}, Target{"tokens", tokens}),
                         [](const auto& named) { return named.param.name; });

}  // namespace
}  // namespace stepback::fuzz
