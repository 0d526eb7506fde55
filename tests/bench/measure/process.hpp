#pragma once

// A process's use of the machine, read from outside, so that a figure is the same measure for every
// server, however it is built. Any thread.

#include <sys/types.h>

#include <cstddef>
#include <cstdint>

namespace stepback::bench {

/// CLOCK_MONOTONIC in nanoseconds. All processes of a machine share it, so one can read another's
/// time stamp.
std::int64_t now_ns();

/// Returns the processor time that the process has used so far in all its threads, in nanoseconds.
/// It comes from the process's own clock, which is exact to the nanosecond (`/proc/PID/stat` counts
/// ticks of 10 ms). Throws std::runtime_error if the process does not run.
std::int64_t processor_ns(pid_t process);

/// Returns the memory that the process holds now (VmRSS). The kernel's socket buffers are not in
/// it.
std::size_t resident_bytes(pid_t process);

/// Returns how long the process's first thread, which is the loop's, has waited for a processor so
/// far although it could have run, in nanoseconds. Others on the machine used that time.
std::int64_t waited_ns(pid_t process);

/// Keeps all threads that the process has now on one core; 0 is this process.
void pin(pid_t process, int core);
/// Lets all threads of the process run on every core again.
void unpin(pid_t process);

/// The number of cores that this process may use.
int cores();

}  // namespace stepback::bench
