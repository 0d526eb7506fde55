// event_codec SEED COUNT: prints COUNT events, a line each, as the journal keeps them. The same
// seed gives the same lines. Without arguments it reads events, a line each, and answers each with
// "ok" or with the error. The tests compare the JSON Schema with the journal's real events.

#include <rapidcheck.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "protocol/record/event_json.hpp"
#include "tests/protocol/record/event_samples.hpp"

int main(int argc, char** argv) {
  namespace protocol = stepback::protocol;
  if (argc == 3) {
    constexpr int kNominalSize = 100;  // RapidCheck's largest size: full ranges
    rc::Random random{std::strtoull(argv[1], nullptr, 10)};
    const auto events = protocol::test::any_event();
    for (auto left = std::strtoull(argv[2], nullptr, 10); left > 0; --left) {
      const protocol::Event event = events(random.split(), kNominalSize).value();
      std::cout << protocol::encode_event(event) << '\n';
    }
    return 0;
  }
  for (std::string line; std::getline(std::cin, line);) {
    const auto event = protocol::decode_event(line);
    std::cout << (event ? "ok" : event.error()) << '\n';
  }
  return 0;
}
