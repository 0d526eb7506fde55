// The Debian packages, made from the build.

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "operations/installation.hpp"
#include "support/places.hpp"

namespace stepback::operations {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::Not;

class Package : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_program("dpkg-shlibdeps")) GTEST_SKIP() << "this machine makes no Debian packages";
    // The quickest compression, since nobody keeps these packages.
    const Said said =
        run({STEPBACK_CPACK, "--config", stepback::test::build_folder() / "CPackConfig.cmake", "-C",
             STEPBACK_CONFIG, "-B", folder.path().string(), "-D",
             "CPACK_DEBIAN_COMPRESSION_TYPE=gzip"});
    ASSERT_EQ(said.status, 0) << said.output;
    for (const auto& entry : fs::directory_iterator(folder.path())) {
      if (entry.path().extension() != ".deb") continue;
      const std::string file = entry.path().filename();
      packages[file.substr(0, file.find('_'))] = entry.path();
    }
  }

  std::string field(const std::string& package, const std::string& name) const {
    const Said said = run({"dpkg-deb", "--field", packages.at(package), name});
    return said.output.substr(0, said.output.find('\n'));
  }
  std::vector<std::string> files(const std::string& package) const {
    std::istringstream listed(run({"dpkg-deb", "--contents", packages.at(package)}).output);
    std::vector<std::string> found;
    for (std::string line; std::getline(listed, line);) {
      const std::size_t path = line.find(" ./");
      if (path != std::string::npos) found.push_back(line.substr(path + 2));
    }
    return found;
  }

  const TemporaryFolder folder;
  std::map<std::string, std::string> packages;  // their files, by name
};

TEST_F(Package, EachHasItsFilesAndNeedsWhatItUses) {
  ASSERT_THAT(packages, testing::SizeIs(4));
  for (const auto& [name, file] : packages) {
    EXPECT_EQ(field(name, "Version"), STEPBACK_VERSION "-1") << name;
    const std::string documents = "/usr/share/doc/" + name + "/";
    EXPECT_THAT(files(name),
                IsSupersetOf({documents + "copyright", documents + "changelog.Debian.gz"}));
  }
  EXPECT_THAT(text_of(stepback::test::source_folder() / "signalling/deploy/debian/changelog"),
              testing::StartsWith("stepback (" STEPBACK_VERSION "-1) "));

  const std::vector<std::string> server = files("stepbackd");
  EXPECT_THAT(server, IsSupersetOf({"/etc/stepback/stepbackd.toml", "/usr/bin/stepbackd",
                                    "/usr/lib/systemd/system/stepbackd.service",
                                    "/usr/share/man/man8/stepbackd.8.gz",
                                    "/usr/share/doc/stepbackd/protocol/README.md",
                                    "/usr/share/doc/stepbackd/examples/nginx.conf",
                                    "/usr/share/doc/stepbackd/examples/alerts.yml",
                                    "/usr/share/doc/stepbackd/examples/templates/cmh-60.json"}));
  if (fs::exists(built_page())) {
    EXPECT_THAT(server, testing::Contains("/usr/share/stepback/web/index.html"));
  }
  EXPECT_THAT(field("stepbackd", "Depends"),
              testing::AllOf(testing::ContainsRegex("libwebsockets[0-9]"), HasSubstr("libev4"),
                             HasSubstr("libwebsockets-evlib-ev"), Not(HasSubstr("libstepback"))));
  const Said control = run({"dpkg-deb", "--info", packages.at("stepbackd"), "conffiles"});
  EXPECT_EQ(control.output, "/etc/stepback/stepbackd.toml\n");

  EXPECT_THAT(files("stepback"), IsSupersetOf({std::string("/usr/bin/stepback"),
                                               std::string("/usr/share/man/man1/stepback.1.gz")}));
  EXPECT_THAT(field("stepback", "Depends"), HasSubstr("libstepback0 (= " STEPBACK_VERSION "-1)"));
  const std::string libraries = "/usr/" STEPBACK_LIBDIR "/";
  EXPECT_THAT(files("libstepback0"),
              testing::Contains(testing::StartsWith(libraries + "libstepback.so.0")));
  EXPECT_THAT(field("libstepback-dev", "Depends"),
              HasSubstr("libstepback0 (= " STEPBACK_VERSION "-1)"));
  EXPECT_THAT(
      files("libstepback-dev"),
      IsSupersetOf(
          {std::string("/usr/include/stepback.h"), std::string("/usr/include/stepback_state.h"),
           std::string("/usr/include/stepback_sessions.h"), libraries + "pkgconfig/stepback.pc",
           libraries + "cmake/stepback/stepback-config.cmake",
           std::string("/usr/share/doc/libstepback-dev/protocol/wire/README.md"),
           std::string("/usr/share/doc/libstepback-dev/protocol/wire/openapi.json")}));
}

TEST_F(Package, HasNoDocumentWithALinkThatLeadsNowhere) {
  for (const std::string name : {"stepbackd", "libstepback-dev"}) {
    const TemporaryFolder unpacked;
    ASSERT_EQ(run({"dpkg-deb", "--extract", packages.at(name), unpacked.path()}).status, 0);
    const Said said = run({"bash", stepback::test::source_folder() / "tests/operations/documents",
                           unpacked.path() / "usr/share/doc" / name});
    EXPECT_EQ(said.status, 0) << name << "\n" << said.output;
  }
}

TEST_F(Package, HasNoErrorsByLintian) {
  if (!has_program("lintian")) GTEST_SKIP() << "lintian is not installed";
  std::vector<std::string> arguments{"lintian", "--fail-on", "error", "--tag-display-limit", "0"};
  for (const auto& [name, file] : packages) arguments.push_back(file);
  const Said said = run(arguments);
  EXPECT_EQ(said.status, 0) << said.output;
}

}  // namespace
}  // namespace stepback::operations
