// The benchmark suite. `bash tests/bench/run` builds and starts it. README.md explains the figures.
//   stepback_bench [--quick] [--numbers DIR] [--server STEPBACKD] [FIGURE...]
// The exit status is 0 if everything was measured, whatever the figures are.

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>

#include "bench/figures.hpp"
#include "bench/measure/process.hpp"

namespace stepback::bench {
namespace {

struct Asked {
  bool quick = false;
  std::string numbers = "plots";
  std::string server;
  std::vector<std::string> figures;
};

Asked read(int count, char** arguments) {
  Asked asked;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--quick") {
      asked.quick = true;
    } else if (argument == "--numbers" && i + 1 < count) {
      asked.numbers = arguments[++i];
    } else if (argument == "--server" && i + 1 < count) {
      asked.server = arguments[++i];
    } else {
      asked.figures.push_back(argument);
    }
  }
  return asked;
}

bool known(const std::string& name) {
  return std::ranges::find(figures(), name, &Figure::name) != figures().end();
}

void allow_many_sockets() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);  // the servers inherit it
}

// Raises this process's priority, so that other programs disturb the figures less. Only root may do
// that. The servers and the baseline inherit the priority, so that all are alike. If the kernel
// shares time out by terminal sessions (autogroup), the whole session gets the priority, and loses
// it at the end.
class First {
 public:
  First() {
    if (::setpriority(PRIO_PROCESS, 0, kPriority) == 0) {
      set_session(kPriority);
    } else {
      std::cerr << "(not root: no priority over what else the machine does)\n";
    }
  }
  ~First() { set_session(0); }
  First(const First&) = delete;
  First& operator=(const First&) = delete;

 private:
  static constexpr int kPriority = -15;
  static void set_session(int priority) {
    std::ofstream{"/proc/self/autogroup"} << priority << std::flush;
  }
};

int run(const Asked& asked) {
  for (const std::string& name : asked.figures) {
    if (known(name)) continue;
    std::cerr << "There is no figure " << name << "; there are:\n";
    for (const Figure& each : figures())
      std::cerr << "  " << each.name << "  " << each.says << "\n";
    return 2;
  }
  Server::use(asked.server);
  allow_many_sockets();
  const First first;
  Loop loop;
  Report report{asked.numbers};
  Bench bench{.loop = loop, .report = report, .quick = asked.quick};
  int failed = 0;
  for (const Figure& each : figures()) {
    if (!asked.figures.empty() &&
        std::ranges::find(asked.figures, each.name) == asked.figures.end()) {
      continue;
    }
    report.print_line("\n" + each.name + ": " + each.says);
    const std::int64_t begun = now_ns();
    try {
      each.measure(bench);
    } catch (const std::exception& error) {
      report.print_line("  could not be measured: " + std::string{error.what()});
      ++failed;
    }
    report.print_line("  (" + text_of(static_cast<double>(now_ns() - begun) / 1e9, 0) + " s)");
  }
  report.print_line("\n" + report.markdown());
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace stepback::bench

int main(int count, char** arguments) {
  try {
    return stepback::bench::run(stepback::bench::read(count, arguments));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
