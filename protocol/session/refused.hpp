#pragma once

// The outcome of a request that is refused, for the rules of this folder.

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "protocol/session/refusal.hpp"

namespace stepback::protocol {

inline tl::unexpected<Refusal> refused(Code code, std::string_view why) {
  return tl::unexpected(Refusal{code, std::string{why}});
}

}  // namespace stepback::protocol
