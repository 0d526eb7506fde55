#pragma once

// A first-in, first-out queue in one piece of memory, which takes no memory while it is empty: a
// server has thousands of empty queues.

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace stepback::signalling {

/// A value.
template <typename Item>
class IdleFreeQueue {
 public:
  bool empty() const { return items_.size() == gone_; }
  std::size_t size() const { return items_.size() - gone_; }
  /// The oldest item. Requires that there is one.
  Item& front() { return items_[gone_]; }
  const Item& front() const { return items_[gone_]; }
  /// Iterates oldest first.
  auto begin() { return items_.begin() + static_cast<std::ptrdiff_t>(gone_); }
  auto end() { return items_.end(); }

  void push(Item item) { items_.push_back(std::move(item)); }
  /// Removes and returns the oldest item. Requires that there is one.
  Item pop() {
    Item item = std::move(front());
    ++gone_;
    if (empty()) {
      clear();
    } else if (gone_ > size()) {  // moves fewer items than were popped
      items_.erase(items_.begin(), begin());
      gone_ = 0;
    }
    return item;
  }
  /// Removes the items for which `is_meant` is true, asked oldest first. Returns how many they
  /// were.
  template <typename Predicate>
  std::size_t erase_if(Predicate is_meant) {
    const auto kept = std::remove_if(begin(), end(), is_meant);
    const auto taken = static_cast<std::size_t>(end() - kept);
    items_.erase(kept, end());
    if (empty()) clear();
    return taken;
  }
  void clear() {
    items_ = std::vector<Item>();  // gives the memory back too
    gone_ = 0;
  }
  /// Bytes of memory that the queue has taken, without the memory that its items own.
  std::size_t capacity_bytes() const { return items_.capacity() * sizeof(Item); }

 private:
  std::vector<Item> items_;  ///< the first gone_ of them are taken out
  std::size_t gone_ = 0;
};

}  // namespace stepback::signalling
