#pragma once

// Why a person's request is refused.

#include <string>

#include "protocol/base/words.hpp"

namespace stepback::protocol {

/// Why a command was refused: the code on the wire, and a sentence for the person.
struct Refusal {
  Code code = Code::notPermitted;
  std::string message;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

}  // namespace stepback::protocol
