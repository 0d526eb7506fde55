#pragma once

// The journal on disk. A thread of its own does all writing. The loop hands it orders as values and
// goes on; the results come back through `post`. Orders that arrive while a batch is being written
// form the next batch.
//
// While nothing can be written (a full disk), orders are refused as they come, and the thread tries
// each second whether it can write again.

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "signalling/journal/journal.hpp"
#include "signalling/journal/sqlite/writer.hpp"

namespace stepback::signalling::journal {

/// After so long without any answer from the disk, trouble() says that the outcome is unknown.
inline constexpr std::chrono::seconds kOverdue{5};

/// Loop thread only, as Journal says.
class DiskJournal final : public Journal {
 public:
  /// `database` is what open_to_write() returned for the folder.
  DiskJournal(std::filesystem::path folder, SQLite::Database database,
              JournalDependencies dependencies);
  /// Calls stop().
  ~DiskJournal() override;
  DiskJournal(const DiskJournal&) = delete;
  DiskJournal& operator=(const DiskJournal&) = delete;

  tl::expected<Recovered, std::string> recover(protocol::Instant since) override;
  void append(Change change, Done done) override;
  void after_answers(std::function<void()> then) override;
  void keep_signals(OpenSignals signals) override;
  void remove(const protocol::SessionId& session, Done done) override;
  void purge(std::chrono::seconds older_than, Purged done) override;
  void mark(ClockMark mark) override;
  std::optional<LedgerHead> head() const override;
  void flush(std::function<void()> done) override;
  std::optional<JournalTrouble> trouble() const override;
  /// Always holds: FolderLock keeps every other server out.
  Lease& lease() override { return lease_; }
  Placement& placement() override { return placement_; }
  tl::expected<std::unique_ptr<Archive>, std::string> archive() const override;
  /// Ends the thread.
  void stop() override;

 private:
  using Answer = std::function<void(Result)>;
  struct Waiting {
    Order order;
    Answer answer;
  };

  void hand_over(Order order, Answer answer);
  void run();
  /// Waits for orders and takes them; if `again`, waits no longer than until the next try. Returns
  /// false once it is to stop and no orders are left.
  bool take(std::vector<Waiting>& orders, bool again);
  void write(std::vector<Waiting> orders);
  void report_batch(std::vector<Waiting> orders, Batch batch, std::chrono::microseconds took);
  void set_trouble(std::optional<std::string> trouble);

  std::filesystem::path folder_;
  JournalDependencies dependencies_;

  SoleLease lease_;
  SolePlacement placement_;

  // Used by the loop thread.
  std::size_t unanswered_ = 0;
  protocol::Duration heard_of_{};  ///< the last answer, or the first order after all were answered
  std::optional<std::string> trouble_;
  bool answering_ = false;  ///< report_batch() is running
  std::vector<std::function<void()>> after_answers_;

  // Used by the writing thread.
  Writer writer_;
  bool troubled_ = false;

  // Used by both threads.
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Waiting> waiting_;
  bool stopping_ = false;
  std::optional<LedgerHead> head_;

  std::thread thread_;
};

}  // namespace stepback::signalling::journal
