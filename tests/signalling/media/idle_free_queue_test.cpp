#include "signalling/media/idle_free_queue.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <memory>

namespace stepback::signalling::test {
namespace {

TEST(Fifo, GivesWhatItGotInItsOrder) {
  Fifo<int> fifo;
  std::deque<int> model;
  // Now and then more comes than goes, and the other way round.
  for (int i = 0; i < 1000; ++i) {
    fifo.push(i);
    model.push_back(i);
    while (!model.empty() && (i / 100 % 2 == 1 || i % 3 == 0)) {
      ASSERT_EQ(fifo.front(), model.front());
      ASSERT_EQ(fifo.pop(), model.front());
      model.pop_front();
      if (i % 3 == 0) break;
    }
    ASSERT_EQ(fifo.size(), model.size());
    ASSERT_TRUE(std::equal(fifo.begin(), fifo.end(), model.begin(), model.end()));
  }
}

TEST(Fifo, TakesOutWhatIsMeantFromBehindWhatIsGone) {
  Fifo<int> fifo;
  for (int i = 0; i < 10; ++i) fifo.push(i);
  fifo.pop();
  fifo.pop();

  EXPECT_EQ(fifo.erase_if([](int each) { return each % 2 == 0; }), 4U);

  EXPECT_EQ(fifo.size(), 4U);
  EXPECT_EQ(fifo.pop(), 3);
}

TEST(Fifo, TakesNoMemoryWhileItIsEmpty) {
  Fifo<std::shared_ptr<int>> fifo;
  EXPECT_EQ(fifo.capacity_bytes(), 0U);
  for (int i = 0; i < 100; ++i) fifo.push(nullptr);
  EXPECT_GT(fifo.capacity_bytes(), 0U);
  while (!fifo.empty()) fifo.pop();
  EXPECT_EQ(fifo.capacity_bytes(), 0U);
  fifo.push(nullptr);
  fifo.erase_if([](const auto&) { return true; });
  EXPECT_EQ(fifo.capacity_bytes(), 0U);
}

}  // namespace
}  // namespace stepback::signalling::test
