#pragma once

// std::ranges::contains(), which C++20 does not have yet.

#include <algorithm>
#include <ranges>

namespace stepback::protocol {

/// Whether an element of the range equals the value.
template <std::ranges::input_range Range, typename Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != std::ranges::end(range);
}

}  // namespace stepback::protocol
