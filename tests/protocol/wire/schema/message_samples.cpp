// message_samples [SEED [COUNT]]: prints COUNT good messages of each direction, a line each, as the
// encoder writes them: "client " or "server " and the message. The same seed gives the same lines.
// The tests check the JSON Schemas against them.

#include <rapidcheck.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "tests/protocol/wire/generators.hpp"

namespace {

constexpr int kNominalSize = 100;  // RapidCheck's largest size: full ranges

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    std::cerr << "message_samples: expected a number, found " << text << '\n';
    std::exit(2);
  }
  return value;
}

}  // namespace

int main(int argc, char** argv) {
  namespace protocol = stepback::protocol;
  rc::Random random{argc > 1 ? number(argv[1]) : 1};
  const std::uint64_t count = argc > 2 ? number(argv[2]) : 100;

  const auto requests = protocol::test::any_request();
  const auto messages = protocol::test::any_server_message();
  for (std::uint64_t i = 0; i < count; ++i) {
    std::cout << "client " << protocol::encode(requests(random.split(), kNominalSize).value())
              << '\n';
    std::cout << "server " << protocol::encode(messages(random.split(), kNominalSize).value())
              << '\n';
  }
  return 0;
}
