#include "tests/plugin/audio/realtime_guard.hpp"

#include <pthread.h>

#ifndef STEPBACK_SANITIZED
#include <dlfcn.h>
#define STEPBACK_WATCHES 1
#endif

namespace stepback::plugin {
namespace {

// Plain thread-local counters: only the thread that writes them reads them.
thread_local bool watching = false;
thread_local std::size_t allocations_seen = 0;
thread_local std::size_t locks_seen = 0;

}  // namespace

RealtimeGuard::RealtimeGuard() {
  allocations_seen = 0;
  locks_seen = 0;
  watching = true;
}
RealtimeGuard::~RealtimeGuard() {
  watching = false;
}
std::size_t RealtimeGuard::allocations() const {
  return allocations_seen;
}
std::size_t RealtimeGuard::locks() const {
  return locks_seen;
}

#ifdef STEPBACK_WATCHES
bool RealtimeGuard::watches() {
  return true;
}

void count_allocation() {
  if (watching) ++allocations_seen;
}
void count_lock() {
  if (watching) ++locks_seen;
}
#else
bool RealtimeGuard::watches() {
  return false;
}
#endif

}  // namespace stepback::plugin

#ifdef STEPBACK_WATCHES
// glibc's own names of the replaced functions.
extern "C" {
// NOLINTBEGIN(bugprone-reserved-identifier)
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void __libc_free(void* memory);
// NOLINTEND(bugprone-reserved-identifier)

__attribute__((visibility("default"))) void* malloc(std::size_t size) noexcept {
  stepback::plugin::count_allocation();
  return __libc_malloc(size);
}
__attribute__((visibility("default"))) void* calloc(std::size_t count, std::size_t size) noexcept {
  stepback::plugin::count_allocation();
  return __libc_calloc(count, size);
}
__attribute__((visibility("default"))) void* realloc(void* old, std::size_t size) noexcept {
  stepback::plugin::count_allocation();
  return __libc_realloc(old, size);
}
__attribute__((visibility("default"))) void free(void* memory) noexcept {
  if (memory != nullptr) stepback::plugin::count_allocation();
  __libc_free(memory);
}
__attribute__((visibility("default"))) int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  using Lock = int (*)(pthread_mutex_t*);
  static const Lock real = reinterpret_cast<Lock>(dlsym(RTLD_NEXT, "pthread_mutex_lock"));
  stepback::plugin::count_lock();
  return real(mutex);
}
}
#endif
