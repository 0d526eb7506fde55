#include "protocol/base/fold.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace stepback::protocol {
namespace {

// With UTF8PROC_LUMP all spaces become the one of ASCII, and so do hyphens and apostrophes.
constexpr auto kFolding = static_cast<utf8proc_option_t>(
    UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE | UTF8PROC_LUMP);

struct Freed {
  void operator()(utf8proc_uint8_t* text) const { std::free(text); }  // utf8proc uses malloc()
};

}  // namespace

std::string fold_name(std::string_view name) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(name.data()),
                   static_cast<utf8proc_ssize_t>(name.size()), &mapped, kFolding);
  const std::unique_ptr<utf8proc_uint8_t, Freed> owner(mapped);
  if (size < 0) return std::string{name};
  std::string folded(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
  std::erase(folded, ' ');
  return folded.empty() ? std::string{name} : folded;
}

}  // namespace stepback::protocol
