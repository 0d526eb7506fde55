// message_samples [SEED [COUNT]]: prints COUNT good messages of each direction, a line each, as the
// encoder writes them: "client " or "server " and the message. The same seed gives the same lines.
// Fails with exit status 1 at a message that the decoder does not read as what was written. The
// tests check the JSON Schemas against the lines.

#include <rapidcheck.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "tests/protocol/wire/generators.hpp"

namespace {

using namespace stepback::protocol;

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

bool reads_as_written(const Request& request, const std::string& text) {
  const auto read = decode_request(text);
  return read && *read == request;
}

bool reads_as_written(const ServerMessage& message, const std::string& text) {
  const auto read = decode_server_message(text);
  if (!read || encode(*read) != text) return false;
  const auto* state = std::get_if<to_client::State>(&message);
  if (state == nullptr) return true;
  const auto* other = std::get_if<to_client::State>(&*read);
  return other != nullptr && other->view == state->view && other->now == state->now;
}

template <typename Message>
void print(const char* direction, const Message& message) {
  const std::string text = encode(message);
  std::cout << direction << ' ' << text << '\n';
  if (reads_as_written(message, text)) return;
  std::cerr << "message_samples: not read as what was written: " << text << '\n';
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  rc::Random random{argc > 1 ? number(argv[1]) : 1};
  const std::uint64_t count = argc > 2 ? number(argv[2]) : 100;

  const auto requests = test::any_request();
  const auto messages = test::any_server_message();
  for (std::uint64_t i = 0; i < count; ++i) {
    print("client", requests(random.split(), kNominalSize).value());
    print("server", messages(random.split(), kNominalSize).value());
  }
  return 0;
}
