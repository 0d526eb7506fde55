// The systemd unit, as systemd understands it.

#include <gmock/gmock.h>

#include "operations/installation.hpp"

namespace stepback::operations {
namespace {

TEST(Unit, IsUnderstoodAndKeepsItsSandbox) {
  if (!has_program("systemd-analyze")) GTEST_SKIP() << "systemd is not installed";
  const TemporaryFolder folder;
  install(folder.path());
  const std::string unit = folder.path() / "lib/systemd/system/stepbackd.service";

  const Said verified = run({"systemd-analyze", "verify", "--man=no", unit});
  EXPECT_EQ(verified.status, 0) << verified.output;
  EXPECT_EQ(verified.output, "");

  // At most 1.1, in tenths. A higher figure means that something was loosened.
  const Said scored =
      run({"systemd-analyze", "security", "--offline=true", "--threshold=11", unit});
  EXPECT_EQ(scored.status, 0) << scored.output;
}

}  // namespace
}  // namespace stepback::operations
