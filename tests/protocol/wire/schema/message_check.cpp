// message_check: reads lines "client MESSAGE" or "server MESSAGE" and writes the decoder's verdict
// for each: "accepted", or "refused CODE SENTENCE". The tests compare it with the JSON Schemas.

#include <iostream>
#include <string>
#include <string_view>

#include "protocol/wire/message.hpp"

namespace {

template <typename Result>
void report(const Result& result) {
  if (result) {
    std::cout << "accepted\n";
  } else {
    std::cout << "refused " << stepback::protocol::to_word(result.error().code) << ' '
              << result.error().message << '\n';
  }
}

}  // namespace

int main() {
  constexpr std::string_view client = "client ";
  constexpr std::string_view server = "server ";
  for (std::string line; std::getline(std::cin, line);) {
    const std::string_view text = line;
    if (text.starts_with(client)) {
      report(stepback::protocol::decode_request(text.substr(client.size())));
    } else if (text.starts_with(server)) {
      report(stepback::protocol::decode_server_message(text.substr(server.size())));
    } else {
      std::cerr << "message_check: expected a line that begins with client or server\n";
      return 2;
    }
  }
  return 0;
}
