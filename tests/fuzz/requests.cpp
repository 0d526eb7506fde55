// A control message of a client is read to the letter, or refused with a sentence.

#include <nlohmann/json.hpp>

#include "protocol/json/object_reader.hpp"
#include "protocol/wire/message.hpp"
#include "tests/fuzz/target.hpp"

namespace stepback::fuzz {
namespace {

using namespace stepback::protocol;

void hold_refusal(std::string_view text, const DecodeError& error) {
  hold(!error.message.empty(), "a refusal says why");
  hold((error.code == Code::tooLarge) == (text.size() > kLimits.control_bytes),
       "what is too large is refused as that, and nothing else is");
  hold(error.code == Code::tooLarge || error.code == Code::badMessage ||
           error.code == Code::unknownType,
       "a message is refused with one of three codes");
  hold(!error.id || (*error.id >= 0 && *error.id <= kLargestInteger),
       "a refusal's id is one that a request may have");
}

}  // namespace

void requests(Input input) {
  const std::string_view text = text_of(input);
  const auto request = decode_request(text);
  if (!request) return hold_refusal(text, request.error());

  const std::string encoded = encode(*request);
  const auto again = decode_request(encoded);
  hold(again && *again == *request, "what was read and written is read as the same");
  hold(nlohmann::json::parse(encoded) == nlohmann::json::parse(text),
       "nothing is added to what was read, left out or taken for something else");
}

}  // namespace stepback::fuzz
