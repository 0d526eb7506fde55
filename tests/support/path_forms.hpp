#pragma once

// Request targets by which somebody tries to reach a path that is not for them.

#include <string>
#include <vector>

namespace stepback::test {

/// Returns forms of `/NAME` that a proxy or a server might read as that path.
inline std::vector<std::string> path_forms(const std::string& name) {
  const std::string escaped = "%" + std::string(name.front() == 'm' ? "6d" : "72") + name.substr(1);
  return {"/" + name,         "/" + name + "/",     "/" + name + "?",    "/" + name + "?a=%0d",
          "/" + name + "#a",  "/" + name + ";a",    "/" + name + "&a",   "/" + name + "+",
          "/" + name + "%0d", "/" + name + "%0D",   "/" + name + "%0a",  "/" + name + "%0dxyz",
          "/" + name + "%00", "/" + name + "%20",   "/" + name + "%3f",  "/" + name + "%23a",
          "/" + name + "%2f", "/" + name + "/x/..", "/" + name + "/.",   "/%0d" + name,
          "/./" + name,       "/x/../" + name,      "/x/%2e%2e/" + name, "/x%2f..%2f" + name,
          "//" + name,        "/\\" + name,         "/" + escaped,       "/assets/../" + name};
}

}  // namespace stepback::test
