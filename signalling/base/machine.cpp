#include "signalling/base/machine.hpp"

#include <unistd.h>

#include <array>
#include <climits>

namespace stepback::signalling {

std::vector<std::string> machine_names() {
  std::array<char, HOST_NAME_MAX + 1> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) return {};
  const std::string name(host.data());
  if (name.empty()) return {};
  if (name.find('.') != std::string::npos) return {name};
  return {name, name + ".local"};
}

}  // namespace stepback::signalling
