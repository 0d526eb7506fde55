#include "signalling/journal/sqlite/offline_purge.hpp"

#include <SQLiteCpp/Exception.h>

#include <array>
#include <utility>

#include "signalling/journal/sqlite/database.hpp"
#include "signalling/journal/sqlite/sqlite_archive.hpp"
#include "signalling/journal/sqlite/writer.hpp"

namespace stepback::signalling::journal {
namespace {

/// Says why the date is not sure enough to delete by it, or nothing if it is.
std::optional<std::string> doubt(const KnownTimes& known, const TimeSource& time) {
  const StartTime start = judge_start(known, time);
  if (start.kind == StartTime::Kind::trusted && !start.doubted_until) return std::nullopt;
  std::string what =
      "the server still doubts the date, because the clock jumped or the machine was off for more "
      "than a day";
  if (start.kind == StartTime::Kind::jumped || start.wall_ahead > kUnseen) {
    const auto off = std::chrono::duration_cast<std::chrono::seconds>(start.wall_ahead);
    what = "the machine's clock is " + std::to_string(std::chrono::abs(off).count()) + " s " +
           (off.count() < 0 ? "behind" : "ahead of") + " the time that the journal knows";
  }
  return what + ", and nothing was purged: look at the date, and use --clock-is-right if it is";
}

}  // namespace

tl::expected<PurgeReport, std::string> purge_folder(const std::filesystem::path& folder,
                                                    const PurgeRequest& request,
                                                    const TimeSource& time) {
  if (auto there = open_to_read(folder); !there) return tl::unexpected(std::move(there.error()));
  auto database = open_to_write(folder);
  if (!database) return tl::unexpected(std::move(database.error()));
  if (!request.clock_is_right) {
    const auto known = SqliteArchive(*database).known_times();
    if (!known) return tl::unexpected(known.error());
    if (auto why = doubt(*known, time)) return tl::unexpected(*std::move(why));
  }
  try {
    Writer writer(*std::move(database));
    const protocol::Instant now = time.wall();
    const std::array<Order, 1> orders{PurgeRule{.before = now - request.older_than,
                                                .now = now,
                                                .what = LedgerWhat::deletedByHand,
                                                .damaged_too = request.damaged_too}};
    const Batch batch = writer.write(orders);
    const Result& result = batch.results.front();
    if (!result.kept) {
      return tl::unexpected("the journal cannot be written: " + result.kept.error().why);
    }
    return PurgeReport{result.purged.sessions.size(), result.purged.set_aside,
                       writer.clear(Patience::some)};
  } catch (const SQLite::Exception& error) {
    return tl::unexpected("the journal cannot be used: " + describe(error));
  }
}

}  // namespace stepback::signalling::journal
