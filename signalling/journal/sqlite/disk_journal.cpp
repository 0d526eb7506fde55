#include "signalling/journal/sqlite/disk_journal.hpp"

#include <memory>
#include <utility>

#include "signalling/base/log.hpp"
#include "signalling/journal/sqlite/sqlite_archive.hpp"

namespace stepback::signalling::journal {
namespace {

constexpr std::chrono::seconds kTryAgain{1};

}  // namespace

DiskJournal::DiskJournal(std::filesystem::path folder, SQLite::Database database,
                         JournalDependencies dependencies)
    : folder_(std::move(folder)),
      dependencies_(std::move(dependencies)),
      writer_(std::move(database)),
      thread_([this] { run(); }) {}

DiskJournal::~DiskJournal() {
  stop();
}

tl::expected<Recovered, std::string> DiskJournal::recover(protocol::Instant since) {
  const auto kept = archive();
  if (!kept) return tl::unexpected(kept.error());
  if (const auto head = (*kept)->ledger_head()) {
    const std::lock_guard lock(mutex_);
    head_ = *head;
  }
  return read_sessions(**kept, since);
}

tl::expected<std::unique_ptr<Archive>, std::string> DiskJournal::archive() const {
  return open_archive(folder_);
}

void DiskJournal::append(Change change, Done done) {
  hand_over(std::move(change),
            [done = std::move(done)](const Result& result) { done(result.kept); });
}

void DiskJournal::after_answers(std::function<void()> then) {
  if (!answering_) return then();
  after_answers_.push_back(std::move(then));
}

void DiskJournal::keep_signals(OpenSignals signals) {
  hand_over(std::move(signals), [](const Result&) {});
}

void DiskJournal::remove(const protocol::SessionId& session, Done done) {
  hand_over(Remove{session, dependencies_.clock.now()},
            [done = std::move(done)](const Result& result) { done(result.kept); });
}

void DiskJournal::flush(std::function<void()> done) {
  hand_over(Flush{}, [done = std::move(done)](const Result&) { done(); });
}

void DiskJournal::purge(std::chrono::seconds older_than, Purged done) {
  const protocol::Instant now = dependencies_.clock.now();
  hand_over(PurgeRule{.before = now - older_than, .now = now},
            [done = std::move(done)](Result result) { done(std::move(result.purged)); });
}

void DiskJournal::mark(ClockMark mark) {
  hand_over(std::move(mark), [](const Result&) {});
}

std::optional<LedgerHead> DiskJournal::head() const {
  const std::lock_guard lock(mutex_);
  return head_;
}

std::optional<JournalTrouble> DiskJournal::trouble() const {
  using Kind = JournalTrouble::Kind;
  if (trouble_)
    return JournalTrouble{Kind::unavailable, "the journal cannot be written: " + *trouble_};
  if (unanswered_ > 0 && dependencies_.clock.uptime() - heard_of_ > kOverdue) {
    return JournalTrouble{Kind::unknown, "the journal cannot be written: the disk does not answer"};
  }
  return std::nullopt;
}

void DiskJournal::hand_over(Order order, Answer answer) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      if (unanswered_++ == 0) heard_of_ = dependencies_.clock.uptime();
      waiting_.push_back({std::move(order), std::move(answer)});
      changed_.notify_one();
      return;
    }
  }
  const JournalFault fault{JournalFault::Kind::unavailable, "the server is going down"};
  answer({tl::unexpected(fault), {}});
}

void DiskJournal::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void DiskJournal::run() {
  std::vector<Waiting> orders;
  bool again = false;
  while (take(orders, again)) {
    if (!orders.empty()) {
      write(std::exchange(orders, {}));
    } else if (troubled_) {
      auto trouble = writer_.probe();
      troubled_ = trouble.has_value();
      dependencies_.post([this, trouble = std::move(trouble)] { set_trouble(trouble); });
    }
    const bool caught_up = !troubled_ && writer_.keep_refused_signals();
    again = !writer_.clear(Patience::none) || !caught_up;
  }
}

bool DiskJournal::take(std::vector<Waiting>& orders, bool again) {
  std::unique_lock lock(mutex_);
  const auto something = [this] { return stopping_ || !waiting_.empty(); };
  if (again) {
    changed_.wait_for(lock, kTryAgain, something);
  } else {
    changed_.wait(lock, something);
  }
  orders = std::exchange(waiting_, {});
  return !orders.empty() || !stopping_;
}

void DiskJournal::write(std::vector<Waiting> orders) {
  std::vector<Order> values;
  values.reserve(orders.size());
  for (Waiting& each : orders) values.push_back(std::move(each.order));
  const auto begun = std::chrono::steady_clock::now();
  Batch batch = writer_.write(values);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun);
  // Before anybody is told that deleted data is gone. A long `verify` may not hold up the changes.
  writer_.clear(Patience::none);
  troubled_ = batch.trouble.has_value();
  if (batch.head) {
    const std::lock_guard lock(mutex_);
    head_ = batch.head;
  }

  // std::function must be copyable, so its content is shared.
  const auto written =
      std::make_shared<std::pair<std::vector<Waiting>, Batch>>(std::move(orders), std::move(batch));
  dependencies_.post([this, written, took] {
    report_batch(std::move(written->first), std::move(written->second), took);
  });
}

void DiskJournal::report_batch(std::vector<Waiting> orders, Batch batch,
                               std::chrono::microseconds took) {
  dependencies_.metrics.journal_wrote(took, batch.trouble.has_value());
  set_trouble(std::move(batch.trouble));
  unanswered_ -= orders.size();
  heard_of_ = dependencies_.clock.uptime();
  answering_ = true;
  for (std::size_t i = 0; i < orders.size(); ++i) {
    orders[i].answer(std::move(batch.results[i]));
  }
  answering_ = false;
  for (const auto& then : std::exchange(after_answers_, {})) then();
}

void DiskJournal::set_trouble(std::optional<std::string> trouble) {
  if (trouble.has_value() != trouble_.has_value()) {
    if (trouble) {
      log::error("journalFails");
    } else {
      log::info("journalWorks");
    }
  }
  trouble_ = std::move(trouble);
}

}  // namespace stepback::signalling::journal
