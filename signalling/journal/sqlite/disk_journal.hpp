#pragma once

// The journal on disk. A thread of its own does nothing but write: the loop hands it orders as
// values and goes on, and what became of them comes back through the loop's one door for other
// threads. What waits while a batch is being written is the next batch.
//
// While nothing can be written (a full disk) orders are refused as they come, and the thread tries
// each second whether it can go on.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "signalling/base/clock.hpp"
#include "signalling/base/metrics.hpp"
#include "signalling/journal/journal.hpp"
#include "signalling/journal/sqlite/writer.hpp"

namespace stepback::signalling::journal {

/// An order that has had no answer for so long is told as trouble.
inline constexpr std::chrono::seconds kOverdue{5};

/// Loop thread only, as Journal says.
class DiskJournal final : public Journal {
 public:
  /// What it needs of the house; outlives it.
  struct House {
    const Clock& clock;
    Metrics& metrics;
    /// Runs a task on the loop thread (EventLoop::post). Called on the writing thread, after the
    /// first order.
    std::function<void(std::function<void()>)> post;
  };

  DiskJournal(SQLite::Database database, House house);
  /// As stop().
  ~DiskJournal() override;
  DiskJournal(const DiskJournal&) = delete;
  DiskJournal& operator=(const DiskJournal&) = delete;

  void append(Change change, Done done) override;
  void remove(const protocol::SessionId& session, Done done) override;
  void flush(std::function<void()> done) override;
  std::optional<std::string> trouble() const override;

  /// Forgets for good what is older than this (Store::purge), and says which sessions it was: none
  /// if it cannot now.
  void purge(std::chrono::seconds older_than,
             std::function<void(std::vector<protocol::SessionId>)> done);

  /// Writes what waits and ends the thread: to be called while the loop that `post` leads to is
  /// still there. What is asked for later is refused.
  void stop();

 private:
  using Answer = std::function<void(Result)>;
  struct Waiting {
    Order order;
    Answer answer;
  };

  void hand_over(Order order, Answer answer);
  void run();
  /// Waits for orders, or for the time to try again; takes them. False: there is nothing more to
  /// do.
  bool take(std::vector<Waiting>& orders, bool again);
  void write(std::vector<Waiting> orders);
  void tell(std::vector<Waiting> orders, Batch batch, std::chrono::microseconds took);
  void set_trouble(std::optional<std::string> trouble);

  House house_;

  // The loop thread's.
  std::size_t unanswered_ = 0;
  protocol::Duration heard_of_{};  ///< the last answer, or the first order after all were answered
  std::optional<std::string> trouble_;

  // The writing thread's.
  Writer writer_;
  bool troubled_ = false;

  // Both threads'.
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Waiting> waiting_;
  bool stopping_ = false;

  std::thread thread_;
};

}  // namespace stepback::signalling::journal
