// `stepbackd purge` and `stepbackd rotate` are killed at random moments. Afterwards no session is
// half deleted, the ledger is whole, and what the secret signed before still holds.
//
// STEPBACK_PURGE_KILLS is the number of kills of each (10). STEPBACK_SEED selects the moments (1).

#include <csignal>
#include <iostream>
#include <random>
#include <sstream>
#include <thread>

#include "journal_fixture.hpp"
#include "signalling/access/secrets.hpp"
#include "signalling/access/tokens.hpp"
#include "signalling/server/admin_commands.hpp"
#include "tests/signalling/server/command_line/program.hpp"
#include "tests/support/from_environment.hpp"

namespace stepback::signalling::journal::test {
namespace {

using namespace std::chrono_literals;
using signalling::test::Program;
using stepback::test::from_environment;
using Microseconds = std::chrono::microseconds;

constexpr std::size_t kEnded = 48;
constexpr std::size_t kRunning = 8;

class KilledCommand : public JournalTest {
 protected:
  /// Runs the command to its end. Returns how long it took.
  static Microseconds whole(const std::vector<std::string>& arguments) {
    const auto begun = std::chrono::steady_clock::now();
    Program program(arguments);
    EXPECT_EQ(program.exit_code(), 0) << program.errors();
    return std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - begun);
  }
  /// Kills the command at a random moment, seldom after its end.
  void kill(const std::vector<std::string>& arguments, Microseconds usual) {
    std::uniform_int_distribution<std::int64_t> moment(0, usual.count() * 11 / 10);
    Program program(arguments);
    std::this_thread::sleep_for(Microseconds{moment(random_)});
    program.signal(SIGKILL);
    program.exit_code();
  }
  /// A copy of the folder, for one kill.
  std::filesystem::path copy() const {
    const auto to = folder / "copy";
    std::filesystem::remove_all(to);
    std::filesystem::create_directory(to);
    for (const char* file : {"journal.sqlite", "secret"}) {
      if (std::filesystem::exists(folder / file)) {
        std::filesystem::copy_file(folder / file, to / file);
      }
    }
    return to;
  }

  const int kills_ = from_environment("STEPBACK_PURGE_KILLS", 10);

 private:
  std::mt19937 random_{static_cast<unsigned>(from_environment("STEPBACK_SEED", 1))};
};

TEST_F(KilledCommand, PurgeDeletesWholeSessionsOrNone) {
  Story ended = Story::seated();
  ASSERT_TRUE(ended.server(protocol::command::End{}));
  std::vector<Order> orders;
  for (std::size_t i = 0; i < kEnded; ++i) {
    orders.emplace_back(change_of(ended, "ended" + std::to_string(i)));
  }
  for (std::size_t i = 0; i < kRunning; ++i) {
    Change change = change_of(Story::seated(), "running" + std::to_string(i));
    change.at = std::chrono::floor<protocol::Duration>(std::chrono::system_clock::now());
    orders.emplace_back(std::move(change));
  }
  ASSERT_FALSE(writer()->write(orders).trouble);
  const auto purge = [](const std::filesystem::path& data) {
    return std::vector<std::string>{"purge",        "--data", data.string(),
                                    "--older-than", "1s",     "--clock-is-right"};
  };
  const Microseconds usual = whole(purge(copy()));
  int deleted = 0;

  for (int i = 0; i < kills_; ++i) {
    const auto data = copy();
    kill(purge(data), usual);

    std::ostringstream said;
    EXPECT_TRUE(open_to_write(data)) << "the next program cleans up";
    const auto archive = open_archive(data).value();
    EXPECT_EQ(verify(*archive, {}, said), 0) << said.str();
    const std::size_t left = archive->list()->size();
    EXPECT_TRUE(left == kEnded + kRunning || left == kRunning) << left;
    if (left == kRunning) ++deleted;
  }
  std::cout << kills_ << " kills: " << deleted << " after the sessions were deleted\n";
}

TEST_F(KilledCommand, RotateLeavesASecretThatHoldsWhatWasSigned) {
  const auto now = std::chrono::floor<protocol::Duration>(std::chrono::system_clock::now());
  const std::string token =
      Access(load_or_make_secrets(folder).value()).sign_coordinator(now + 24h);
  keep(Story::seated());
  const auto rotate = [](const std::filesystem::path& data) {
    return std::vector<std::string>{"rotate", "--data", data.string()};
  };
  const Microseconds usual = whole(rotate(copy()));

  for (int i = 0; i < kills_; ++i) {
    const auto data = copy();
    kill(rotate(data), usual);

    const auto secrets = load_or_make_secrets(data);
    ASSERT_TRUE(secrets) << secrets.error();
    EXPECT_TRUE(Access(*secrets).check_coordinator(token, now));
    std::ostringstream said;
    EXPECT_EQ(verify(*open_archive(data).value(), {}, said), 0) << said.str();
  }
}

}  // namespace
}  // namespace stepback::signalling::journal::test
