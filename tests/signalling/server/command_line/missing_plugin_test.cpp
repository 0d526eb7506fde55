// A machine on which libwebsockets has no plugin for libev. Only the program sees it so, in a mount
// namespace of its own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <lws_config.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/places.hpp"
#include "tests/support/temporary_folder.hpp"

namespace stepback::signalling::test {
namespace {

constexpr const char* kPlugin = LWS_INSTALL_LIBDIR "/libwebsockets-evlib_ev.so";

struct Said {
  int status = -1;
  std::string output;  ///< both of its outputs
};

Said shell(const std::string& command) {
  Said said;
  FILE* const pipe = ::popen(("(" + command + ") 2>&1").c_str(), "r");
  if (pipe == nullptr) return said;
  std::array<char, 4096> bytes{};
  while (std::fgets(bytes.data(), bytes.size(), pipe) != nullptr) said.output += bytes.data();
  const int status = ::pclose(pipe);
  if (WIFEXITED(status)) said.status = WEXITSTATUS(status);
  return said;
}

TEST(MissingPlugin, TheServerSaysWhatToInstallAndDoesNotStart) {
  const std::string alone = "unshare --mount --map-root-user sh -c ";
  const std::string without = std::string("mount --bind /dev/null ") + kPlugin;
  if (shell(alone + "'" + without + "'").status != 0) {
    GTEST_SKIP() << "no mount namespaces for us on this machine";
  }
  const stepback::test::TemporaryFolder folder;

  const Said said =
      shell(alone + "'" + without + " && exec " + stepback::test::program("stepbackd") +
            " --port 0 --data " + folder.path().string() + "'");

  EXPECT_EQ(said.status, 2);
  EXPECT_THAT(said.output, testing::HasSubstr("install Debian's package libwebsockets-evlib-ev"));
  EXPECT_THAT(said.output, testing::Not(testing::HasSubstr("ready")));
}

}  // namespace
}  // namespace stepback::signalling::test
