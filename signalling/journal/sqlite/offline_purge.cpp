#include "signalling/journal/sqlite/offline_purge.hpp"

#include <SQLiteCpp/Exception.h>

#include <array>
#include <utility>

#include "signalling/journal/sqlite/database.hpp"
#include "signalling/journal/sqlite/writer.hpp"

namespace stepback::signalling::journal {

tl::expected<OfflinePurge, std::string> purge_folder(const std::filesystem::path& folder,
                                                     std::chrono::seconds older_than,
                                                     protocol::Instant now) {
  if (auto there = open_to_read(folder); !there) return tl::unexpected(std::move(there.error()));
  auto database = open_to_write(folder);
  if (!database) return tl::unexpected(std::move(database.error()));
  try {
    Writer writer(*std::move(database));
    const std::array<Order, 1> orders{Purge{now - older_than, now}};
    const Batch batch = writer.write(orders);
    const Result& result = batch.results.front();
    if (!result.kept) {
      return tl::unexpected("the journal cannot be written: " + result.kept.error().why);
    }
    return OfflinePurge{result.purged.size(), writer.clear()};
  } catch (const SQLite::Exception& error) {
    return tl::unexpected("the journal cannot be used: " + describe(error));
  }
}

}  // namespace stepback::signalling::journal
