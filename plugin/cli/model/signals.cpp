#include "plugin/cli/model/signals.hpp"

#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace stepback::cli {

Signals::Signals() : fd_{-1} {
  sigset_t wanted{};
  sigemptyset(&wanted);
  for (const int each : {SIGINT, SIGTERM, SIGHUP, SIGWINCH}) sigaddset(&wanted, each);
  pthread_sigmask(SIG_BLOCK, &wanted, &before_);
  signal(SIGPIPE, SIG_IGN);
  fd_ = signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC);
  if (fd_ < 0) throw std::system_error{errno, std::generic_category(), "signalfd"};
}

Signals::~Signals() {
  close(fd_);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> Signals::take() const {
  signalfd_siginfo info{};
  if (read(fd_, &info, sizeof info) != static_cast<ssize_t>(sizeof info)) return std::nullopt;
  return static_cast<int>(info.ssi_signo);
}

}  // namespace stepback::cli
