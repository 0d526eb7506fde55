#include "signalling/journal/chain.hpp"

#include <gtest/gtest.h>

#include <set>

namespace stepback::signalling::journal::test {
namespace {

using namespace std::chrono_literals;

constexpr protocol::Instant kAt{1'700'000'000'123ms};
const protocol::SessionId kSession{"s"};

// (head -c 32 /dev/zero; printf 's\n1\n1700000000123\n{}') | sha256sum
TEST(Chain, AHashIsWhatAnyOtherToolMakesOfTheSameBytes) {
  EXPECT_EQ(to_hex(chain_hash(kBeginning, kSession, 1, kAt, "{}")),
            "db6f3cac2665d32a771e569748cee17d41293a642905f9915f1c06460413c570");
}

TEST(Chain, EverythingInAnEntryCounts) {
  const Hash first = chain_hash(kBeginning, kSession, 1, kAt, "{}");
  const std::set<Hash> all{first,
                           chain_hash(first, kSession, 1, kAt, "{}"),
                           chain_hash(kBeginning, protocol::SessionId{"t"}, 1, kAt, "{}"),
                           chain_hash(kBeginning, kSession, 2, kAt, "{}"),
                           chain_hash(kBeginning, kSession, 1, kAt + 1ms, "{}"),
                           chain_hash(kBeginning, kSession, 1, kAt, "{ }")};

  EXPECT_EQ(all.size(), 6U);
}

}  // namespace
}  // namespace stepback::signalling::journal::test
