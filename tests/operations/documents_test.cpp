// The documents that are installed with the server, and the script that checks links and licence.

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <sstream>

#include "operations/installation.hpp"
#include "support/places.hpp"

namespace stepback::operations {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string script() {
  return stepback::test::source_folder() / "tests/operations/documents";
}

/// Returns the contents of the files below a folder whose names end so, by their path in it.
std::map<std::string, std::string> contents(const fs::path& folder, const std::string& ending) {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ending) {
      found[fs::relative(entry.path(), folder)] = text_of(entry.path());
    }
  }
  return found;
}

class InstalledDocuments : public testing::Test {
 protected:
  InstalledDocuments() { install(folder_.path()); }

  fs::path path(const std::string& name, const std::string& package = "stepbackd") const {
    return folder_.path() / "share/doc" / package / name;
  }

 private:
  const TemporaryFolder folder_;
};

TEST_F(InstalledDocuments, LeadNowhereThatIsNotInstalled) {
  for (const char* package : {"stepbackd", "libstepback-dev"}) {
    const Said said = run({"bash", script(), path("", package)});
    EXPECT_EQ(said.status, 0) << package;
    EXPECT_EQ(said.output, "");
  }

  const std::string readme = text_of(path("README.md"));
  EXPECT_THAT(readme, HasSubstr("](protocol/README.md)")) << "it is installed";
  EXPECT_THAT(readme, HasSubstr("\n`plugin/include/stepback.h` is the interface"));
  EXPECT_THAT(readme, HasSubstr("The benchmarks (`tests/bench/README.md`) say"));
  EXPECT_THAT(text_of(path("protocol/wire/README.md", "libstepback-dev")),
              HasSubstr("`signalling/README.md`"))
      << "it is installed with the server alone";
  EXPECT_TRUE(fs::exists(path("signalling/README.md")));
  EXPECT_TRUE(fs::exists(path("plugin/web/README.md")));
}

TEST_F(InstalledDocuments, HoldTheWireContractAndTheTemplatesAsTheyAre) {
  const fs::path& sources = stepback::test::source_folder();
  for (const char* folder : {STEPBACK_CONTRACT "/schema", STEPBACK_CONTRACT "/golden",
                             STEPBACK_CONTRACT "/behaviour", STEPBACK_TEMPLATES}) {
    const auto expected = contents(sources / folder, ".json");
    EXPECT_FALSE(expected.empty()) << folder;
    EXPECT_EQ(contents(path(folder), ".json"), expected);
    EXPECT_EQ(contents(path(folder, "libstepback-dev"), ".json"), expected);
  }
  const std::string calls = STEPBACK_CONTRACT "/openapi.json";
  EXPECT_EQ(text_of(path(calls)), text_of(sources / calls));
  EXPECT_EQ(text_of(path(calls, "libstepback-dev")), text_of(sources / calls));
}

TEST(DocumentsScript, NamesEachLinkThatLeadsNowhere) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "below");
  std::ofstream(folder.path() / "a.md")
      << "# One, two\n"
         "[it](below/b.md) [it](#one-two) [it](https://x.example/)\n"
         "`[code](gone.md)`\n"
         "```\n[code](gone.md)\n```\n"
         "[it](gone.md) [it](#three) [it](/etc/passwd)\n";
  std::ofstream(folder.path() / "below/b.md") << "[it](../a.md#one-two) [it](../a.md#three)\n";

  const Said said = run({"bash", script(), folder.path()});
  EXPECT_EQ(said.status, 1);
  std::vector<std::string> lines;
  std::istringstream output(said.output);
  for (std::string line; std::getline(output, line);) lines.push_back(line);
  EXPECT_THAT(lines, testing::UnorderedElementsAre(
                         "./a.md:7: the link leads nowhere: gone.md",
                         "./a.md:7: the link leads nowhere: #three",
                         "./a.md:7: the link leads nowhere: /etc/passwd",
                         "./below/b.md:1: the link leads nowhere: ../a.md#three"));
}

}  // namespace
}  // namespace stepback::operations
