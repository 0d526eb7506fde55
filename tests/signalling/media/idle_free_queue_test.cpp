#include "signalling/media/idle_free_queue.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <memory>

namespace stepback::signalling::test {
namespace {

TEST(IdleFreeQueue, GivesWhatItGotInItsOrder) {
  IdleFreeQueue<int> queue;
  std::deque<int> model;
  // Now and then more comes than goes, and the other way round.
  for (int i = 0; i < 1000; ++i) {
    queue.push(i);
    model.push_back(i);
    while (!model.empty() && (i / 100 % 2 == 1 || i % 3 == 0)) {
      ASSERT_EQ(queue.front(), model.front());
      ASSERT_EQ(queue.pop(), model.front());
      model.pop_front();
      if (i % 3 == 0) break;
    }
    ASSERT_EQ(queue.size(), model.size());
    ASSERT_TRUE(std::equal(queue.begin(), queue.end(), model.begin(), model.end()));
  }
}

TEST(IdleFreeQueue, TakesOutWhatIsMeantFromBehindWhatIsGone) {
  IdleFreeQueue<int> queue;
  for (int i = 0; i < 10; ++i) queue.push(i);
  queue.pop();
  queue.pop();

  EXPECT_EQ(queue.erase_if([](int each) { return each % 2 == 0; }), 4U);

  EXPECT_EQ(queue.size(), 4U);
  EXPECT_EQ(queue.pop(), 3);
}

TEST(IdleFreeQueue, TakesNoMemoryWhileItIsEmpty) {
  IdleFreeQueue<std::shared_ptr<int>> queue;
  EXPECT_EQ(queue.capacity_bytes(), 0U);
  for (int i = 0; i < 100; ++i) queue.push(nullptr);
  EXPECT_GT(queue.capacity_bytes(), 0U);
  while (!queue.empty()) queue.pop();
  EXPECT_EQ(queue.capacity_bytes(), 0U);
  queue.push(nullptr);
  queue.erase_if([](const auto&) { return true; });
  EXPECT_EQ(queue.capacity_bytes(), 0U);
}

}  // namespace
}  // namespace stepback::signalling::test
