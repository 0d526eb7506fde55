#pragma once

// Gives each test a data folder of its own, a story's session in it, and ways to change the file
// without the journal's knowledge.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "protocol/session/decide/decide.hpp"
#include "signalling/journal/sqlite/database.hpp"
#include "signalling/journal/sqlite/sqlite_archive.hpp"
#include "signalling/journal/sqlite/writer.hpp"
#include "tests/support/story.hpp"
#include "tests/support/temporary_folder.hpp"

namespace stepback::signalling::journal::test {

using stepback::test::Story;

class JournalTest : public testing::Test {
 protected:
  /// Opens a writer on the folder's journal.
  std::unique_ptr<Writer> writer() const {
    return std::make_unique<Writer>(open_to_write(folder).value());
  }
  static Result write(Writer& to, Order order) {
    return to.write(std::span<const Order>(&order, 1)).results.front();
  }
  /// Returns a whole story as one change.
  static Change change_of(const Story& story, const std::string& session = "story") {
    std::vector<protocol::Event> events = story.events();
    std::get<protocol::SessionCreated>(events.front()).id = protocol::SessionId{session};
    return {.session = protocol::SessionId{session},
            .first = 1,
            .at = stepback::test::kStoryBegins,
            .events = std::move(events)};
  }
  /// Writes this story to the journal. Returns the session that the story tells.
  protocol::Session keep(const Story& story, const std::string& session = "story") const {
    const auto kept = write(*writer(), change_of(story, session)).kept;
    EXPECT_TRUE(kept) << kept.error().why;
    protocol::Session told = story.session();
    told.id = protocol::SessionId{session};
    return told;
  }
  tl::expected<History, Damage> read(const std::string& session = "story") const {
    auto database = open_to_read(folder).value();
    return SqliteArchive(database).read(protocol::SessionId{session});
  }
  /// Returns the open private signals that the journal has for a session.
  tl::expected<protocol::Signals, std::string> signals(const std::string& session = "story") const {
    auto database = open_to_read(folder).value();
    return SqliteArchive(database).signals(protocol::SessionId{session});
  }
  /// A call for help that the leader `fay` has seen, of `from`.
  static protocol::SignalRecord help_of(const std::string& from) {
    return {.id = protocol::SignalId{"signal-of-" + from},
            .from = protocol::ParticipantId{from},
            .kind = protocol::SignalKind::help,
            .at = stepback::test::kStoryBegins,
            .times = 2,
            .seen_by = {protocol::ParticipantId{"fay"}}};
  }
  static OpenSignals open_signals(const std::string& session,
                                  std::vector<protocol::SignalRecord> records) {
    return {protocol::SessionId{session}, {std::move(records)}};
  }
  /// Runs SQL on the file, as somebody with an editor would.
  void tamper(const std::string& sql) const {
    SQLite::Database database((folder / "journal.sqlite").string(), SQLite::OPEN_READWRITE);
    database.exec(sql);
  }
  /// Whether any of the journal's files holds these bytes.
  bool files_hold(const std::string& bytes) const;

  const stepback::test::TemporaryFolder temporary;
  const std::filesystem::path folder = temporary.path();
};

/// Imitates a full disk for this process: no file may grow beyond `bytes` while the object lives.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes = 1) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit full{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
  }
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

}  // namespace stepback::signalling::journal::test
