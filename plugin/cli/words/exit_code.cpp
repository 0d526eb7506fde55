#include "plugin/cli/words/exit_code.hpp"

#include <cstdio>

#include "plugin/cli/words/text.hpp"

namespace stepback::cli {

int fail(int code, const std::string& sentence) {
  std::fprintf(stderr, "stepback: %s\n", printable(sentence).c_str());
  return code;
}

}  // namespace stepback::cli
