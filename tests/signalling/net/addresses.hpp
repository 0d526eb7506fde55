// Addresses as tests write them.
#pragma once

#include <string_view>

#include "signalling/net/admission/client_address.hpp"

namespace stepback::signalling::test {

/// The address in `text`, in any form that ClientAddress::parse() reads. The test fails if it is
/// not an address.
inline ClientAddress at(std::string_view text) {
  return ClientAddress::parse(text).value();
}

}  // namespace stepback::signalling::test
