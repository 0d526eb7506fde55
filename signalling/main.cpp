// stepbackd, the signalling server. Exits with 0 when it has done its work or was told to stop,
// with 1 if `verify` finds a fault, and with 2 and a sentence on standard error if it cannot do its
// work.

#include <cstdlib>
#include <exception>
#include <iostream>

#include "signalling/base/log.hpp"
#include "signalling/server/options.hpp"
#include "signalling/server/server.hpp"

namespace {

using namespace stepback::signalling;

constexpr int kCannot = 2;

int run(int argc, char** argv) {
  const auto invocation = parse_options(argc, argv);
  if (invocation && std::holds_alternative<JournalOptions>(*invocation)) {
    const auto status = ask_journal(std::get<JournalOptions>(*invocation));
    if (status) return *status;
    std::cerr << "stepbackd: " << status.error() << "\n";
    return kCannot;
  }
  tl::expected<void, std::string> outcome;
  if (!invocation) {
    outcome = tl::unexpected(invocation.error() + "\nTry stepbackd --help.");
  } else if (const auto* printed = std::get_if<Printed>(&*invocation)) {
    std::cout << printed->text;
  } else if (const auto* token = std::get_if<TokenOptions>(&*invocation)) {
    outcome = make_token(*token);
  } else if (const auto* rotation = std::get_if<RotateOptions>(&*invocation)) {
    outcome = rotate(*rotation);
  } else {
    outcome = serve(std::get<ServeOptions>(*invocation));
  }
  if (outcome) return EXIT_SUCCESS;
  std::cerr << "stepbackd: " << outcome.error() << "\n";
  return kCannot;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& bug) {
    log::die(bug);
  }
}
