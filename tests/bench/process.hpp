#pragma once

// What a process takes of the machine, read from outside: so a figure is the same measure for every
// server, whatever it is made of. Any thread.

#include <sys/types.h>

#include <cstddef>
#include <cstdint>

namespace stepback::bench {

/// CLOCK_MONOTONIC in nanoseconds: the same in all processes of a machine, so that a time stamp of
/// one can be read in another.
std::int64_t now_ns();

/// What the process has used of processors so far, all its threads together, in nanoseconds: its
/// own clock, which the kernel keeps to the nanosecond (`/proc/PID/stat` counts ticks of 10 ms).
/// Throws std::runtime_error if it does not run.
std::int64_t processor_ns(pid_t process);

/// What of the machine's memory it holds now (VmRSS). The kernel's socket buffers are not in it.
std::size_t resident_bytes(pid_t process);

/// How long it has waited for a processor so far, although it could have run, in nanoseconds: what
/// others on the machine took of it. Its first thread alone, which is the loop's.
std::int64_t waited_ns(pid_t process);

/// Keeps all threads that the process has now on one core; 0 is this process.
void pin(pid_t process, int core);
/// Lets them go where they want.
void unpin(pid_t process);

/// How many cores this process may use.
int cores();

}  // namespace stepback::bench
