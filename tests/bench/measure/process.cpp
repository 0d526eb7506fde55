#include "bench/measure/process.hpp"

#include <sched.h>
#include <unistd.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace stepback::bench {
namespace {

constexpr std::int64_t kNsPerSecond = 1'000'000'000;

std::int64_t read_clock(clockid_t clock) {
  timespec time{};
  if (::clock_gettime(clock, &time) != 0) throw std::runtime_error("no such clock");
  return time.tv_sec * kNsPerSecond + time.tv_nsec;
}

void keep_on(pid_t process, const cpu_set_t& set) {
  const std::string tasks = "/proc/" + (process == 0 ? "self" : std::to_string(process)) + "/task";
  for (const auto& task : std::filesystem::directory_iterator{tasks}) {
    ::sched_setaffinity(std::stoi(task.path().filename().string()), sizeof set, &set);
  }
}

}  // namespace

std::int64_t now_ns() {
  return read_clock(CLOCK_MONOTONIC);
}

std::int64_t processor_ns(pid_t process) {
  clockid_t clock{};
  if (::clock_getcpuclockid(process, &clock) != 0) throw std::runtime_error("no such process");
  return read_clock(clock);
}

std::size_t resident_bytes(pid_t process) {
  std::ifstream sizes{"/proc/" + std::to_string(process) + "/statm"};
  std::size_t total = 0;
  std::size_t resident = 0;
  if (!(sizes >> total >> resident)) throw std::runtime_error("no memory of that process");
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::int64_t waited_ns(pid_t process) {
  std::ifstream statistics{"/proc/" + std::to_string(process) + "/schedstat"};
  std::int64_t ran = 0;
  std::int64_t waited = 0;
  statistics >> ran >> waited;
  return waited;
}

void pin(pid_t process, int core) {
  cpu_set_t set{};
  CPU_ZERO(&set);
  CPU_SET(static_cast<std::size_t>(core), &set);
  keep_on(process, set);
}

void unpin(pid_t process) {
  cpu_set_t set{};
  CPU_ZERO(&set);
  for (std::size_t core = 0; core < CPU_SETSIZE; ++core) CPU_SET(core, &set);
  keep_on(process, set);
}

int cores() {
  cpu_set_t set{};
  CPU_ZERO(&set);
  ::sched_getaffinity(0, sizeof set, &set);
  return CPU_COUNT(&set);
}

}  // namespace stepback::bench
