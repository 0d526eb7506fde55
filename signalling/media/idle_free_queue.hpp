#pragma once

// First in, first out, in one piece of memory, and none while it is empty: a server has thousands
// of queues in which nothing waits.

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace stepback::signalling {

/// A value.
template <typename Item>
class Fifo {
 public:
  bool empty() const { return items_.size() == gone_; }
  std::size_t size() const { return items_.size() - gone_; }
  /// The oldest; there is one.
  Item& front() { return items_[gone_]; }
  const Item& front() const { return items_[gone_]; }
  /// Oldest first.
  auto begin() { return items_.begin() + static_cast<std::ptrdiff_t>(gone_); }
  auto end() { return items_.end(); }

  void push(Item item) { items_.push_back(std::move(item)); }
  /// Takes out the oldest; there is one.
  Item pop() {
    Item item = std::move(front());
    ++gone_;
    if (empty()) {
      clear();
    } else if (gone_ > size()) {  // each item is moved on once at most
      items_.erase(items_.begin(), begin());
      gone_ = 0;
    }
    return item;
  }
  /// Takes out those of which `is_meant` is true, oldest first. How many it were.
  template <typename Predicate>
  std::size_t erase_if(Predicate is_meant) {
    const auto kept = std::remove_if(begin(), end(), is_meant);
    const auto taken = static_cast<std::size_t>(end() - kept);
    items_.erase(kept, end());
    if (empty()) clear();
    return taken;
  }
  void clear() {
    items_ = std::vector<Item>();  // that is: and its memory
    gone_ = 0;
  }
  /// Bytes that it has taken of the memory, but for what its items have.
  std::size_t capacity_bytes() const { return items_.capacity() * sizeof(Item); }

 private:
  std::vector<Item> items_;  ///< the first gone_ of them are taken out
  std::size_t gone_ = 0;
};

}  // namespace stepback::signalling
