// `cmake --install` under a prefix of its own.

#include "operations/installation.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "flow/server_process.hpp"

namespace stepback::operations {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

TEST(Installation, ServesWithItsOwnSettingsAndThePageThatWasBuilt) {
  const TemporaryFolder folder;
  const fs::path prefix = folder.path() / "prefix";
  install(prefix);

  const flow::ServerProcess server({"--config", prefix / "etc/stepback/stepbackd.toml"},
                                   prefix / "bin/stepbackd");
  EXPECT_EQ(server.operations("/readyz").status, 200);
  EXPECT_THAT(server.create_session({{"template", "cmh-60"}}), testing::Contains(testing::_));
  const std::string page = server.request("GET", "/").body;
  if (fs::exists(built_page())) {
    EXPECT_EQ(page, text_of(built_page()));
  } else {
    EXPECT_THAT(page, HasSubstr("It serves no page"));
  }

  const Said said = run({prefix / "bin/stepback", "--help"});
  EXPECT_EQ(said.status, 0) << said.output << " (it finds the installed library by itself)";
}

TEST(Installation, LeavesSettingsThatAreThereAsTheyAre) {
  const TemporaryFolder folder;
  const fs::path settings = folder.path() / "etc/stepback/stepbackd.toml";
  fs::create_directories(settings.parent_path());
  std::ofstream(settings) << "port = 1\n";
  install(folder.path());
  EXPECT_EQ(text_of(settings), "port = 1\n");
}

}  // namespace
}  // namespace stepback::operations
