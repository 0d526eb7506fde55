// libFuzzer's entry to one target: STEPBACK_FUZZ_TARGET, which CMakeLists.txt sets.

#include <cstddef>
#include <cstdint>

#include "tests/fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  stepback::fuzz::STEPBACK_FUZZ_TARGET({data, size});
  return 0;
}
