// Prints a table of the sound that is heard through each kind of bad network. Takes about three
// minutes; needs root.
//   build/dev/bin/bad_network_table [--seconds 20] [--congestion cubic] [NETWORK...]
// README.md has its figures.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>
#include <vector>

#include "bad_network/talk.hpp"

namespace stepback::bad_network {
namespace {

using std::chrono::milliseconds;

/// Seconds before the measurement, in which the playout adapts.
constexpr double kToAdapt = 5;
constexpr double kNothing = 10;
constexpr double kToRecover = 10;
/// Seconds after which everything that was under way when the address changed has been heard.
constexpr double kUnderWay = 1;

struct Row {
  const char* name;
  NetworkConditions conditions;
  /// An event after a second of good network. The row's sound is then measured until ten seconds
  /// after the event's end.
  enum class Event { none, nothing, another_address } event = Event::none;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all{
      {"undisturbed", {}},
      {"loss", {.loss = 0.05, .delay = milliseconds{40}}},
      {"jitter", {.delay = milliseconds{20}, .longest_burst = milliseconds{300}}},
      {"narrow", {.bits_per_second = 64'000, .delay = milliseconds{20}}},
      {"nothing", {.delay = milliseconds{20}}, Row::Event::nothing},
      {"address", {.delay = milliseconds{20}}, Row::Event::another_address},
  };
  return all;
}

void print_head() {
  std::printf("%-12s %10s %9s %8s %8s %11s %11s\n", "network", "concealed", "unheard", "p50", "p95",
              "reconnects", "back after");
}

void print(const Row& row, const Talk::Quality& heard, std::optional<double> back) {
  std::printf("%-12s %8.2f %% %7.2f %% %5.0f ms %5.0f ms %11llu", row.name, 100 * heard.concealed,
              100 * heard.unheard, heard.median_ms, heard.most_ms,
              static_cast<unsigned long long>(heard.reconnects));
  if (row.event == Row::Event::none) {
    std::printf("\n");
  } else if (back) {
    std::printf(" %9.2f s\n", *back / 1000);
  } else {
    std::printf("       never\n");
  }
  std::fflush(stdout);
}

void measure(const Row& row, double seconds, const std::string& congestion) {
  Talk talk{congestion};
  talk.network().set(row.conditions);
  talk.play(kToAdapt);
  talk.begin_measuring();
  std::size_t since = talk.card().now();
  double spent = 0;
  if (row.event == Row::Event::none) {
    talk.play(seconds);
  } else {
    if (row.event == Row::Event::nothing) {
      NetworkConditions dark = row.conditions;
      dark.dark = true;
      talk.network().set(dark);
      talk.play(kNothing);
      since = talk.card().now();
      talk.network().set(row.conditions);
    } else {
      talk.network().change_address();
      talk.play(kUnderWay);
      since = talk.card().now();
      spent = kUnderWay;
      since = talk.card().now() - since;
    }
    talk.play(kToRecover);
  }
  auto back = talk.heard_again_after_ms(since);
  if (back) *back += 1000 * spent;
  print(row, talk.quality(), back);
}

int run(int argc, char** argv) {
  CLI::App app{"What is heard through each kind of bad network."};
  double seconds = 20;
  std::string congestion = "cubic";
  std::vector<std::string> wanted;
  app.add_option("--seconds", seconds, "how long each steady network is measured");
  app.add_option("--congestion", congestion, "TCP's congestion control, as the kernel names it");
  app.add_option("network", wanted, "which; all of them by default");
  CLI11_PARSE(app, argc, argv);
  if (const std::string reason = stepback::NetworkNamespace::why_not(); !reason.empty()) {
    std::fprintf(stderr, "%s\n", reason.c_str());
    return 1;
  }
  print_head();
  for (const Row& row : rows()) {
    const bool chosen = wanted.empty() || std::ranges::find(wanted, row.name) != wanted.end();
    if (chosen) measure(row, seconds, congestion);
  }
  return 0;
}

}  // namespace
}  // namespace stepback::bad_network

int main(int argc, char** argv) {
  try {
    return stepback::bad_network::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
