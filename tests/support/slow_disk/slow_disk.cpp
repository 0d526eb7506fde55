// A library for LD_PRELOAD that makes the disk of a process slow: before each flush to the disk it
// reads a number from the file that STEPBACK_SLOW_DISK names. So many milliseconds the flush takes
// longer. While the file says "hangs", no flush ends.

#include <dlfcn.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

namespace {

using Flush = int(int);

void wait_for_disk() {
  const char* const path = std::getenv("STEPBACK_SLOW_DISK");
  if (path == nullptr) return;
  while (true) {
    std::string word;
    std::ifstream{path} >> word;
    if (word != "hangs") {
      std::this_thread::sleep_for(std::chrono::milliseconds{std::atoi(word.c_str())});
      return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

int flush(const char* name, int file) {
  wait_for_disk();
  return reinterpret_cast<Flush*>(::dlsym(RTLD_NEXT, name))(file);
}

}  // namespace

extern "C" __attribute__((visibility("default"))) int fsync(int file) {
  return flush("fsync", file);
}

extern "C" __attribute__((visibility("default"))) int fdatasync(int file) {
  return flush("fdatasync", file);
}
