#pragma once

// A lock-free ring between exactly one writing and one reading thread, with a fixed capacity.
// Neither side waits or allocates: a full ring takes fewer items, an empty ring gives fewer.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

namespace stepback::plugin {

template <typename T>
class SpscRing {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  explicit SpscRing(std::size_t capacity) : items_(capacity) {}

  std::size_t capacity() const { return items_.size(); }

  /// Writer: takes as many items as there is room for, and returns their number.
  std::size_t write(std::span<const T> items) {
    const std::uint64_t written = written_.load(std::memory_order_relaxed);
    const std::uint64_t read = read_.load(std::memory_order_acquire);
    const std::size_t room = items_.size() - static_cast<std::size_t>(written - read);
    const std::size_t count = std::min(room, items.size());
    const std::size_t at = static_cast<std::size_t>(written % items_.size());
    const std::size_t straight = std::min(count, items_.size() - at);
    std::copy_n(items.data(), straight, items_.data() + at);
    std::copy_n(items.data() + straight, count - straight, items_.data());
    written_.store(written + count, std::memory_order_release);
    return count;
  }

  /// Reader: fills `out` with as many items as there are, and returns their number.
  std::size_t read(std::span<T> out) {
    const std::uint64_t read = read_.load(std::memory_order_relaxed);
    const std::size_t count = std::min(readable(), out.size());
    const std::size_t at = static_cast<std::size_t>(read % items_.size());
    const std::size_t straight = std::min(count, items_.size() - at);
    std::copy_n(items_.data() + at, straight, out.data());
    std::copy_n(items_.data(), count - straight, out.data() + straight);
    read_.store(read + count, std::memory_order_release);
    return count;
  }

  /// Reader: the number of items that can be read now.
  std::size_t readable() const {
    return static_cast<std::size_t>(written_.load(std::memory_order_acquire) -
                                    read_.load(std::memory_order_relaxed));
  }

  /// Any thread: the number of items ever written.
  std::uint64_t written() const { return written_.load(std::memory_order_acquire); }

 private:
  std::vector<T> items_;
  std::atomic<std::uint64_t> written_{0};
  std::atomic<std::uint64_t> read_{0};
};

}  // namespace stepback::plugin
